using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace ReleaseGuard.Cli.Tests;

public sealed class ManifestTests : IDisposable
{
    private readonly Workshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    private string Approved()
    {
        _workshop.Safetensors("dist/model.safetensors", ("embed.weight", [16, 8]), ("norm.weight", [8]));
        _workshop.Text("dist/README.md", "# A model\n");
        string dist = _workshop.PathOf("dist");
        Assert.Equal(0, ToolRun.Of("manifest", "write", dist, "-e", "open").ExitCode);
        return dist;
    }

    [Fact]
    public void Writing_lists_every_file_and_tensor_beside_the_policy_and_checking_it_passes()
    {
        string dist = Approved();
        string manifest = File.ReadAllText(_workshop.PathOf("editions/open.manifest.json"));
        Assert.Contains("{ \"path\": \"README.md\", \"bytes\": 10, \"sha256\": \"", manifest, StringComparison.Ordinal);
        Assert.Contains("{ \"name\": \"embed.weight\", \"dtype\": \"BF16\", \"shape\": [16, 8], \"parameters\": 128, \"sha256\": \"", manifest, StringComparison.Ordinal);
        ToolRun check = ToolRun.Of("manifest", "check", dist, "-e", "open");
        Assert.Equal(0, check.ExitCode);
        Assert.StartsWith("PASS edition 'open': no findings; inspected 2 files", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_the_same_twice_gives_the_same_bytes_and_says_nothing_changed()
    {
        string dist = Approved();
        byte[] first = File.ReadAllBytes(_workshop.PathOf("editions/open.manifest.json"));
        ToolRun again = ToolRun.Of("manifest", "write", dist, "-e", "open");
        Assert.Contains("Nothing changed.", again.Output, StringComparison.Ordinal);
        Assert.Equal(first, File.ReadAllBytes(_workshop.PathOf("editions/open.manifest.json")));
    }

    [Fact]
    public void Without_a_manifest_the_check_fails_with_RG7001_and_the_command_that_writes_one()
    {
        _workshop.Safetensors("dist/model.safetensors", ("embed.weight", [16, 8]));
        ToolRun run = ToolRun.Of("manifest", "check", _workshop.PathOf("dist"), "-e", "open");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error RG7001", run.Output, StringComparison.Ordinal);
        Assert.Contains("'releaseguard manifest write PATH --edition open'", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_added_changed_or_missing_is_drift()
    {
        string dist = Approved();
        _workshop.Text("dist/notes.txt", "draft");
        _workshop.Text("dist/README.md", "# a model\n");
        File.Delete(_workshop.PathOf("dist/model.safetensors"));
        string[] messages = Messages(ToolRun.Of("manifest", "check", dist, "-e", "open", "-f", "json"));
        Assert.Contains(messages, message => message.StartsWith("File 'notes.txt' (5 bytes) was added", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.StartsWith("File 'README.md' changed", StringComparison.Ordinal) && message.Contains("other content of the same 10 bytes", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.StartsWith("File 'model.safetensors' (", StringComparison.Ordinal) && message.Contains("is missing", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.StartsWith("Tensor 'norm.weight' (BF16 [8]) is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void A_tensor_added_or_reshaped_is_drift_and_writing_shows_it_as_a_difference()
    {
        string dist = Approved();
        _workshop.Safetensors("dist/model.safetensors", ("embed.weight", [8, 16]), ("norm.weight", [8]), ("heads.new", [2]));
        ToolRun check = ToolRun.Of("manifest", "check", dist, "-e", "open", "-f", "json");
        Assert.Equal(1, check.ExitCode);
        Assert.Contains(Messages(check), message => message.StartsWith("Tensor 'embed.weight' is BF16 [8, 16] and was approved as BF16 [16, 8].", StringComparison.Ordinal));
        Assert.Contains(Messages(check), message => message.StartsWith("Tensor 'heads.new' (BF16 [2]) was added", StringComparison.Ordinal));

        ToolRun write = ToolRun.Of("manifest", "write", dist, "-e", "open");
        Assert.Contains("  + tensor heads.new  BF16 [2]\n", write.Output, StringComparison.Ordinal);
        Assert.Contains("  ~ tensor embed.weight  BF16 [16, 8] -> BF16 [8, 16]\n", write.Output, StringComparison.Ordinal);
        Assert.Equal(0, ToolRun.Of("manifest", "check", dist, "-e", "open").ExitCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{ "schema": "releaseguard/manifest/2", "product": "", "edition": "open", "files": [], "tensors": [] }""")]
    [InlineData("""{ "schema": "releaseguard/manifest/1", "product": "", "edition": "enterprise", "files": [], "tensors": [] }""")]
    public void A_manifest_that_is_not_understood_is_inconclusive(string text)
    {
        string dist = Approved();
        _workshop.Text("editions/open.manifest.json", text);
        ToolRun run = ToolRun.Of("manifest", "check", dist, "-e", "open");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("RG9001", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_cannot_be_approved()
    {
        _workshop.Bytes("dist/weights.7z", [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C]);
        ToolRun run = ToolRun.Of("manifest", "write", _workshop.PathOf("dist"), "-e", "open");
        Assert.Equal(2, run.ExitCode);
        Assert.False(File.Exists(_workshop.PathOf("editions/open.manifest.json")));
    }

    [Fact]
    public void Nothing_to_approve_is_nothing_written()
    {
        ToolRun run = ToolRun.Of("manifest", "write", _workshop.Folder("dist"), "-e", "open");
        Assert.Equal(3, run.ExitCode);
        Assert.False(Directory.Exists(_workshop.PathOf("editions")));
    }

    [Fact]
    public async Task Drift_in_machine_forms_is_valid_against_their_schemas()
    {
        string dist = Approved();
        _workshop.Text("dist/notes.txt", "draft");
        await RepositorySchemas.AssertValid("docs/schemas/audit-1.schema.json", ToolRun.Of("manifest", "check", dist, "-e", "open", "-f", "json").Output);
        await RepositorySchemas.AssertValid("tests/Schemas/sarif-2.1.0.json", ToolRun.Of("manifest", "check", dist, "-e", "open", "-f", "sarif").Output);
    }

    [Theory]
    [InlineData("RG7001")]
    [InlineData("RG7002")]
    [InlineData("RG7003")]
    public void The_leak_breaks_its_rule_and_its_clean_twin_passes(string rule)
    {
        string leak = Path.Combine(RepositorySchemas.RepositoryRoot, "samples", "Leaks", rule);
        ToolRun found = ToolRun.Of("manifest", "check", Path.Combine(leak, "ships"), "-e", "open");
        Assert.Equal(1, found.ExitCode);
        Assert.Contains("error " + rule, found.Output, StringComparison.Ordinal);
        Assert.Equal(0, ToolRun.Of("manifest", "check", Path.Combine(leak, "clean", "ships"), "-e", "open").ExitCode);
    }

    private static string[] Messages(ToolRun run)
    {
        using JsonDocument report = JsonDocument.Parse(run.Output);
        return [.. report.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("message").GetString()!)];
    }
}
