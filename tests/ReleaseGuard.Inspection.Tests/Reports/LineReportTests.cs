using System;
using System.IO;
using System.Linq;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Reports;

namespace ReleaseGuard.Inspection.Tests.Reports;

public class LineReportTests
{
    [Fact]
    public void The_text_report_ends_with_the_verdict()
    {
        string[] lines = Text(SampleResults.Leaking);
        Assert.Equal(
            "FAIL edition 'open': 2 errors, 1 warning, 1 note, 2 allowed by an exception of the policy; inspected 12 files, 1.2 GB, 1,061 tensors, 400.7B parameters",
            lines[^1]);
        Assert.Equal("PASS edition 'open': no findings; inspected 3 files, 12.3 kB, 7 tensors, 1M parameters", Text(SampleResults.Clean)[^1]);
    }

    [Fact]
    public void The_text_report_groups_findings_by_file_and_names_the_place_in_it()
    {
        string[] lines = Text(SampleResults.Leaking);
        int file = Array.IndexOf(lines, "weights/model 1.safetensors");
        Assert.StartsWith("  error RG3002: Tensor 'heads.cyber.out.weight'", lines[file + 1], StringComparison.Ordinal);
        Assert.Equal("      tensor heads.cyber.out.weight, byte 1,024, 512 bytes", lines[file + 2]);
        Assert.Contains("      entry models/inner.zip!/heads/cyber#1.bin", lines);
        Assert.Contains("      line 12, column 5", lines);
    }

    [Fact]
    public void The_text_report_sums_up_by_component_and_says_what_was_not_read()
    {
        string[] lines = Text(SampleResults.Leaking);
        Assert.Contains("  avocado.cyber-head  2 findings  RG3001 x1, RG3002 x1", lines);
        Assert.Contains("  Avocado.nupkg!/too/deep.zip: nested more than 8 deep", lines);
    }

    [Fact]
    public void A_hostile_name_neither_breaks_a_line_nor_moves_the_cursor()
    {
        foreach (string report in new[] { Written(SampleResults.Hostile, TextReport.Write), Written(SampleResults.Hostile, GithubReport.Write) })
        {
            Assert.DoesNotContain(report, c => c is '\u001b' or '\r' or '\u202e' or '\u2028' || char.IsSurrogate(c));
            Assert.DoesNotContain(report.Split('\n'), line => line.StartsWith("::error title=forged", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_github_command_carries_file_line_column_and_rule()
    {
        string[] lines = Written(SampleResults.Leaking, GithubReport.Write).Split('\n');
        Assert.Contains("::warning file=releaseguard.jsonc,line=12,col=5,title=RG6002::Pattern matches nothing.", lines);
        Assert.Contains("::error file=Avocado.nupkg,title=RG3001::models/inner.zip!/heads/cyber#1.bin: Withheld file.", lines);
        Assert.Contains("::notice title=RG9002::A note without a place.", lines);
        Assert.StartsWith("FAIL edition 'open'", lines[^2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_github_property_escapes_what_would_end_it()
    {
        string command = Written(SampleResults.Hostile, GithubReport.Write).Split('\n')[0];
        string properties = command[..command.IndexOf("::", 2, StringComparison.Ordinal)];
        Assert.Equal(1, properties.Count(c => c == ','));
        Assert.Contains("%2C", properties, StringComparison.Ordinal);
        Assert.Contains("%250A", properties, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(1, "1 byte")]
    [InlineData(999, "999 bytes")]
    [InlineData(1000, "1 kB")]
    [InlineData(999_999, "1 MB")]
    [InlineData(801_400_000_000, "801.4 GB")]
    [InlineData(long.MaxValue, "9.2 EB")]
    public void Sizes_are_said_as_people_say_them(long bytes, string said)
    {
        InspectionResult result = SampleResults.Clean with { Inspected = new InspectedTotals(1, bytes, 0, 0) };
        Assert.EndsWith("inspected 1 file, " + said, Text(result)[^1], StringComparison.Ordinal);
    }

    private static string[] Text(InspectionResult result) => Written(result, TextReport.Write).TrimEnd('\n').Split('\n');

    private static string Written(InspectionResult result, Action<InspectionResult, TextWriter> write)
    {
        StringWriter output = new();
        write(result, output);
        return output.ToString();
    }
}
