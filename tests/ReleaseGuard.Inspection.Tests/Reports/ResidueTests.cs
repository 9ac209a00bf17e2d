using System;
using System.IO;
using System.Net;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Reports;

namespace ReleaseGuard.Inspection.Tests.Reports;

/// <summary>What is said about residue: the same words in every form, never more than was checked.</summary>
public class ResidueTests
{
    private const string Nothing = "Residue check: 3 artifacts checked, 0 found. This does not show that the capability is absent.";

    public static TheoryData<string> Forms => ["text", "github", "markdown", "html", "junit", "json", "sarif"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_carries_the_statement_word_for_word(string form)
    {
        Assert.Contains(Nothing, Written(form, SampleResults.Clean), StringComparison.Ordinal);
        Assert.Contains("Residue check: 11 artifacts checked, 1 found. Removing what was found does not show that the capability is absent.", Written(form, SampleResults.Leaking), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Where_nobody_looked_nothing_is_said(string form) =>
        Assert.DoesNotContain("Residue check", Written(form, SampleResults.Hostile), StringComparison.Ordinal);

    [Fact]
    public void The_rules_about_residue_are_counted_and_what_was_not_read_was_not_checked()
    {
        using TemporaryFolder folder = new();
        folder.Write("README.md", "# A model\n"u8.ToArray());
        folder.Write("trainer_state.json", "{}"u8.ToArray());
        folder.Write("model.safetensors", [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F]);
        folder.Write("weights.7z", [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C]);
        ResidueCheck residue = Audit.Run(folder.Path, Audit.PolicyText(Audit.Component("\"tensors\": [ { \"name\": \"heads.cyber.**\" } ]"))).Inspected.Residue!;
        Assert.Equal(1, residue.Found);
        Assert.Equal(3, residue.Checked);
    }

    private static string Written(string form, InspectionResult result)
    {
        StringWriter output = new();
        Action<InspectionResult, TextWriter> write = form switch
        {
            "text" => TextReport.Write,
            "github" => GithubReport.Write,
            "markdown" => MarkdownReport.Write,
            "html" => HtmlReport.Write,
            "junit" => JunitReport.Write,
            "json" => JsonReport.Write,
            _ => SarifReport.Write,
        };
        write(result, output);
        return WebUtility.HtmlDecode(output.ToString());
    }
}
