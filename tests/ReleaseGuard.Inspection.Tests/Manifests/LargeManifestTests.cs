using System.IO;
using System.Linq;
using ReleaseGuard.Inspection.Differences;

namespace ReleaseGuard.Inspection.Tests.Manifests;

/// <summary>Manifests of the largest checkpoints there are.</summary>
public sealed class LargeManifestTests
{
    [Fact]
    public void A_manifest_of_half_a_million_tensors_is_written_read_and_compared()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("model.open.manifest.json", "");
        var tensors = Enumerable.Range(0, 500_000).Select(number => new ManifestTensor($"model.layers.{number / 8192}.mlp.experts.{number % 8192}.up_proj.weight", "BF16", [2048, 512]) { Parameters = 2048 * 512 }).ToList();
        using (var output = new StreamWriter(path))
        {
            ManifestWriter.Write(new EditionManifest("model", "open", [], tensors), output);
        }

        Assert.True(new FileInfo(path).Length > 32 << 20);
        var side = ReleaseSideReader.Read(path, content: false);
        Assert.Empty(side.Skipped);
        var difference = ReleaseDiffer.Compare(side, side);
        Assert.True(difference.IsSame);
        Assert.Equal(500_000, difference.SameTensors);
        Assert.Equal(500_000L * 2048 * 512, difference.Exposure!.Exposed);
    }
}
