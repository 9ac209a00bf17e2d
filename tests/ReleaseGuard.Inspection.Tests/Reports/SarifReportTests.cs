using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Tests.Reports;

public class SarifReportTests
{
    private const string Schema = "tests/Schemas/sarif-2.1.0.json";

    public static TheoryData<string> Samples => ["clean", "leaking", "hostile"];

    [Theory]
    [MemberData(nameof(Samples))]
    public Task The_log_is_valid_against_the_published_schema(string sample) => ReportSchemas.AssertValid(Schema, Written(Named(sample)));

    [Theory]
    [InlineData("\"level\":\"error\"", "\"level\":\"fatal\"")]
    [InlineData("\"results\"", "\"outcomes\"")]
    [InlineData("\"byteOffset\":1024", "\"byteOffset\":\"1024\"")]
    public Task The_schema_sees_a_wrong_log(string right, string wrong)
    {
        string log = Written(SampleResults.Leaking);
        Assert.Contains(right, log, StringComparison.Ordinal);
        return ReportSchemas.AssertInvalid(Schema, log.Replace(right, wrong));
    }

    [Fact]
    public void A_result_points_at_its_rule()
    {
        using JsonDocument log = JsonDocument.Parse(Written(SampleResults.Leaking));
        JsonElement rules = Run(log).GetProperty("tool").GetProperty("driver").GetProperty("rules");
        foreach (JsonElement result in Run(log).GetProperty("results").EnumerateArray())
        {
            JsonElement rule = rules[result.GetProperty("ruleIndex").GetInt32()];
            Assert.Equal(result.GetProperty("ruleId").GetString(), rule.GetProperty("id").GetString());
            Assert.EndsWith("/docs/rules/" + rule.GetProperty("id").GetString() + ".md", rule.GetProperty("helpUri").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_active_rule_of_the_tool_is_described_once()
    {
        using JsonDocument log = JsonDocument.Parse(Written(SampleResults.Clean));
        string[] ids = [.. Run(log).GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()!)];
        Assert.Equal(RuleCatalog.All.Where(rule => rule.IsActive && rule.Layers.HasFlag(RuleLayers.Tool)).Select(rule => rule.Id), ids);
    }

    [Fact]
    public void Bytes_of_a_tensor_are_a_binary_region_and_its_name_a_logical_location()
    {
        using JsonDocument log = JsonDocument.Parse(Written(SampleResults.Leaking));
        JsonElement location = Run(log).GetProperty("results")[0].GetProperty("locations")[0];
        JsonElement physical = location.GetProperty("physicalLocation");
        Assert.Equal("weights/model%201.safetensors", physical.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(1024, physical.GetProperty("region").GetProperty("byteOffset").GetInt64());
        Assert.Equal(512, physical.GetProperty("region").GetProperty("byteLength").GetInt64());
        Assert.Equal("heads.cyber.out.weight", location.GetProperty("logicalLocations")[0].GetProperty("fullyQualifiedName").GetString());
    }

    [Fact]
    public void An_entry_is_nested_in_the_archives_that_hold_it()
    {
        using JsonDocument log = JsonDocument.Parse(Written(SampleResults.Leaking));
        JsonElement artifacts = Run(log).GetProperty("artifacts");
        JsonElement place = Run(log).GetProperty("results")[1].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation");
        JsonElement entry = artifacts[place.GetProperty("index").GetInt32()];
        Assert.Equal("/heads/cyber%231.bin", entry.GetProperty("location").GetProperty("uri").GetString());
        JsonElement inner = artifacts[entry.GetProperty("parentIndex").GetInt32()];
        Assert.Equal("/models/inner.zip", inner.GetProperty("location").GetProperty("uri").GetString());
        JsonElement package = artifacts[inner.GetProperty("parentIndex").GetInt32()];
        Assert.Equal("Avocado.nupkg", package.GetProperty("location").GetProperty("uri").GetString());
    }

    [Fact]
    public void The_key_is_the_fingerprint()
    {
        using JsonDocument log = JsonDocument.Parse(Written(SampleResults.Leaking));
        Assert.Equal(
            SampleResults.Leaking.Findings.Select(finding => finding.Key),
            Run(log).GetProperty("results").EnumerateArray().Select(result => result.GetProperty("partialFingerprints").GetProperty("releaseguardKey/v1").GetString()!));
    }

    [Fact]
    public void What_was_not_read_is_a_notification()
    {
        using JsonDocument log = JsonDocument.Parse(Written(SampleResults.Leaking));
        JsonElement notification = Run(log).GetProperty("invocations")[0].GetProperty("toolExecutionNotifications")[0];
        Assert.Contains("nested more than 8 deep", notification.GetProperty("message").GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_inconclusive_run_was_not_successful()
    {
        using JsonDocument log = JsonDocument.Parse(Written(SampleResults.Hostile));
        Assert.False(Run(log).GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());
    }

    private static JsonElement Run(JsonDocument log) => log.RootElement.GetProperty("runs")[0];

    private static InspectionResult Named(string sample) => sample switch
    {
        "clean" => SampleResults.Clean,
        "leaking" => SampleResults.Leaking,
        _ => SampleResults.Hostile,
    };

    private static string Written(InspectionResult result)
    {
        StringWriter output = new();
        SarifReport.Write(result, output);
        return output.ToString();
    }
}
