using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Reports;

namespace ReleaseGuard.Inspection.Tests.Reports;

public class JsonReportTests
{
    private const string Schema = "docs/schemas/audit-1.schema.json";

    public static TheoryData<string> Samples => ["clean", "leaking", "hostile"];

    [Theory]
    [MemberData(nameof(Samples))]
    public Task The_report_is_valid_against_its_schema(string sample) => ReportSchemas.AssertValid(Schema, Written(Named(sample)));

    [Fact]
    public Task The_schema_rejects_what_the_report_never_writes() =>
        ReportSchemas.AssertInvalid(Schema, Written(SampleResults.Clean).Replace("\"pass\"", "\"passed\""));

    [Fact]
    public void Fields_stand_in_the_order_that_the_form_promises()
    {
        using JsonDocument report = JsonDocument.Parse(Written(SampleResults.Leaking));
        Assert.Equal(["schema", "verdict", "edition", "policy", "findings", "inspected", "residue", "skipped"], Names(report.RootElement));
        JsonElement finding = report.RootElement.GetProperty("findings")[0];
        Assert.Equal(["ruleId", "severity", "component", "message", "location", "key"], Names(finding));
        Assert.Equal(["file", "tensor", "byteOffset", "byteLength"], Names(finding.GetProperty("location")));
    }

    [Fact]
    public void An_absent_field_is_left_out()
    {
        using JsonDocument report = JsonDocument.Parse(Written(SampleResults.Leaking));
        JsonElement note = report.RootElement.GetProperty("findings")[3];
        Assert.Equal(["ruleId", "severity", "message", "location", "key"], Names(note));
        Assert.Empty(Names(note.GetProperty("location")));
    }

    [Fact]
    public void A_hostile_name_comes_back_as_it_was()
    {
        using JsonDocument report = JsonDocument.Parse(Written(SampleResults.Hostile));
        string raw = report.RootElement.GetProperty("findings")[0].GetProperty("location").GetProperty("tensor").GetRawText();
        Assert.Contains("\\ud800", raw, StringComparison.Ordinal);
        string name = JsonDocument.Parse(raw.Replace("\\ud800", "?")).RootElement.GetString()!;
        Assert.Equal(SampleResults.HostileName.Replace('\ud800', '?'), name);
    }

    [Fact]
    public void One_finding_takes_one_line() =>
        Assert.Equal(4, Written(SampleResults.Leaking).Split('\n').Count(line => line.Contains("\"ruleId\"", StringComparison.Ordinal)));

    private static InspectionResult Named(string sample) => sample switch
    {
        "clean" => SampleResults.Clean,
        "leaking" => SampleResults.Leaking,
        _ => SampleResults.Hostile,
    };

    private static string Written(InspectionResult result)
    {
        StringWriter output = new();
        JsonReport.Write(result, output);
        return output.ToString();
    }

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];
}
