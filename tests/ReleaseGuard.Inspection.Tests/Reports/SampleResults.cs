using ReleaseGuard.Inspection;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Tests.Reports;

/// <summary>Results that the reports print in these tests: every kind of place, and text that is out to break a report.</summary>
internal static class SampleResults
{
    public const string HostileName = "heads.\"cyber\"\\\n::error title=forged::x\u001b[2J\u202e\ud800\u2028,%0A:</script>";

    public static readonly InspectionResult Clean = new(
        Verdict.Pass, "open", new PolicyIdentity("releaseguard.jsonc", new string('a', 64)), [], new InspectedTotals(3, 12_345, 7, 1_048_576) { Residue = new ResidueCheck(3, 0) }, []);

    public static readonly InspectionResult Leaking = new(
        Verdict.Fail,
        "open",
        new PolicyIdentity("policies/release guard.jsonc", new string('0', 64)),
        [
            new Finding("RG3002", RuleSeverity.Error, "avocado.cyber-head",
                "Tensor 'heads.cyber.out.weight' ships in edition 'open': part of avocado.cyber-head (safety, owner @release-safety). Remove it.",
                new FindingLocation("weights/model 1.safetensors", Tensor: "heads.cyber.out.weight", ByteOffset: 1024, ByteLength: 512), "RG3002|avocado.cyber-head|heads.cyber.out.weight"),
            new Finding("RG3001", RuleSeverity.Error, "avocado.cyber-head", "Withheld file.",
                new FindingLocation("Avocado.nupkg", Entry: "models/inner.zip!/heads/cyber#1.bin"), "RG3001|avocado.cyber-head|models/inner.zip!/heads/cyber#1.bin"),
            new Finding("RG6002", RuleSeverity.Warning, null, "Pattern matches nothing.",
                new FindingLocation("releaseguard.jsonc", 12, 5), "RG6002|avocado.cyber-head|x"),
            new Finding("RG9002", RuleSeverity.Info, null, "A note without a place.", new FindingLocation(null), "RG9002||"),
        ],
        new InspectedTotals(12, 1_234_567_890, 1_061, 400_712_345_678) { Excepted = 2, Residue = new ResidueCheck(11, 1) },
        [new SkippedItem("Avocado.nupkg!/too/deep.zip", "nested more than 8 deep")]);

    public static readonly InspectionResult Hostile = new(
        Verdict.Inconclusive,
        "open",
        null,
        [
            new Finding("RG3002", RuleSeverity.Error, "c", "Tensor '" + HostileName + "' ships.",
                new FindingLocation(HostileName, Entry: HostileName, Tensor: HostileName, ByteOffset: long.MaxValue, ByteLength: 0), HostileName),
        ],
        new InspectedTotals(1, 1, 1, long.MaxValue),
        [new SkippedItem(HostileName, HostileName)]);
}
