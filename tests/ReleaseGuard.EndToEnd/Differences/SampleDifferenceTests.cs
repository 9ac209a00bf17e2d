using System;
using System.IO;
using System.Linq;
using ReleaseGuard.EndToEnd.Avocado;
using ReleaseGuard.EndToEnd.Mango;
using ReleaseGuard.EndToEnd.Workspace;
using ReleaseGuard.Inspection.Differences;

namespace ReleaseGuard.EndToEnd.Differences;

/// <summary>The open edition of each sample beside its full one, held against totals counted another way.</summary>
[Collection(RealBuilds.Name)]
public sealed class SampleDifferenceTests(CleanTree tree)
{
    [Theory, InlineData("Avocado"), InlineData("Mango")]
    public void Totals_are_those_that_the_headers_give(string sample)
    {
        var (full, open) = Published(sample);
        var difference = Compare(full, open);
        Assert.Equal(Count(full), (difference.Total.TensorsBefore, difference.Total.ParametersBefore));
        Assert.Equal(Count(open), (difference.Total.TensorsAfter, difference.Total.ParametersAfter));
        foreach (var row in difference.ByFile)
        {
            Assert.Equal(CountFile(Path.Combine(full, row.Name)), (row.TensorsBefore, row.ParametersBefore));
            Assert.Equal(CountFile(Path.Combine(open, row.Name)), (row.TensorsAfter, row.ParametersAfter));
        }

        foreach (var rows in new[] { difference.ByModule, difference.ByDtype })
        {
            Assert.Equal(difference.Total.ParametersBefore, rows.Sum(row => row.ParametersBefore));
            Assert.Equal(difference.Total.ParametersAfter, rows.Sum(row => row.ParametersAfter));
        }
    }

    [Theory, InlineData("Avocado"), InlineData("Mango")]
    public void Every_tensor_of_either_edition_is_accounted_for_once(string sample)
    {
        var (full, open) = Published(sample);
        var difference = Compare(full, open);
        Assert.Equal(difference.Total.TensorsBefore, difference.SameTensors + difference.Tensors.Count(tensor => tensor.Before is not null));
        Assert.Equal(difference.Total.TensorsAfter, difference.SameTensors + difference.Tensors.Count(tensor => tensor.After is not null));
        var exposure = difference.Exposure!;
        var gone = difference.Tensors.Where(tensor => tensor.Kind == DifferenceKind.Removed).Sum(tensor => tensor.Before!.Parameters);
        Assert.True(exposure.FullIsFirst);
        Assert.InRange(exposure.Exposed + exposure.InPart, 1, exposure.FullParameters - gone);
    }

    [Fact]
    public void What_the_open_edition_leaves_out_is_what_the_policy_withholds()
    {
        var (full, open) = Published("Avocado");
        var gone = Compare(full, open).Tensors.Where(tensor => tensor.Kind == DifferenceKind.Removed).Select(tensor => tensor.Name).ToList();
        Assert.Contains(gone, name => name.StartsWith("heads.cyber.", StringComparison.Ordinal));
        Assert.All(gone, name => Assert.Matches(@"^heads\.cyber\.|^model\.layers\.\d+\.mlp\.experts\.[4-7]\.|^model\.layers\.[45]\.", name));
    }

    private (string Full, string Open) Published(string sample) => sample == "Avocado"
        ? (AvocadoEdition.Of(tree, "enterprise").Published, AvocadoEdition.Of(tree, "open").Published)
        : (MangoEdition.Of(tree, "enterprise").Published, MangoEdition.Of(tree, "open").Published);

    private static ReleaseDifference Compare(string full, string open) =>
        ReleaseDiffer.Compare(ReleaseSideReader.Read(full, content: true), ReleaseSideReader.Read(open, content: true));

    private static (long, long) Count(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(IndependentTotals.Of).ToList();
        return (files.Sum(file => file.Tensors), files.Sum(file => file.Parameters));
    }

    private static (long, long) CountFile(string file) => File.Exists(file) ? IndependentTotals.Of(file) : (0, 0);
}
