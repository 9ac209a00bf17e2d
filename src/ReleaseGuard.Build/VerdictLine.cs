using System.Globalization;
using System.IO;
using ReleaseGuard.Inspection;

namespace ReleaseGuard.Build;

/// <summary>The one line that a build, pack or publish ends with.</summary>
internal static class VerdictLine
{
    internal static string Of(InspectionResult result, string subject, string policy)
    {
        var totals = result.Inspected;
        var model = totals.Tensors == 0 ? "" : $", {Number(totals.Tensors)} tensors, {Short(totals.Parameters)} parameters";
        return $"ReleaseGuard: {Word(result.Verdict)}. {subject}, edition {result.Edition}: {Number(totals.Files)} {(totals.Files == 1 ? "file" : "files")}{model} held against {Path.GetFileName(policy)}";
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Fail => "fail",
        Verdict.Inconclusive => "inconclusive",
        _ => "nothing inspected",
    };

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Short(long value) => value switch
    {
        >= 1_000_000_000 => (value / 1e9).ToString("0.0", CultureInfo.InvariantCulture) + "B",
        >= 1_000_000 => (value / 1e6).ToString("0.0", CultureInfo.InvariantCulture) + "M",
        _ => Number(value),
    };
}
