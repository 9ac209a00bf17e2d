using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Manifests;

namespace ReleaseGuard.Inspection.Tests.Manifests;

/// <summary>The allow-list of an edition that denies what is unlisted.</summary>
public sealed class ManifestTests
{
    private const string Head = "{ \"schema\": \"releaseguard/manifest/1\", \"product\": \"model\", \"edition\": \"open\", ";

    private static readonly string Policy = Audit.PolicyText(Audit.Component("\"files\": [\"heads/cyber/**\"]"), "\"model\": { }", "deny");

    [Fact]
    public void Without_a_manifest_there_is_one_finding_a_container()
    {
        using var folder = new TemporaryFolder();
        for (var number = 0; number < 50; number++)
        {
            folder.Write($"file-{number}.txt", "x");
        }

        var finding = Assert.Single(Audit.Run(folder.Path, Policy, policyPath: Path.Combine(folder.Path, "none/releaseguard.jsonc")).Findings);
        Assert.Equal("RG7001", finding.RuleId);
        Assert.Contains("editions/model.open.manifest.json", finding.Message);
        Assert.Contains("manifest write", finding.Message);
    }

    [Fact]
    public void What_was_described_and_written_is_approved_and_nothing_else()
    {
        using var root = new TemporaryFolder();
        root.Write("dist/README.md", "x");
        root.Write("dist/model.safetensors", SafetensorsBytes.Of(("a.weight", [2, 2])));
        var policyPath = root.Write("releaseguard.jsonc", Policy);
        var policy = Audit.Load(Policy, policyPath);
        var request = new InspectionRequest([new ShippedItem(Path.Combine(root.Path, "dist"), "")], policy, policy.FindEdition("open")!, null, Audit.AsOf, false);

        var text = new StringWriter();
        ManifestWriter.Write(ManifestWriter.Describe(request), text);
        var path = ManifestWriter.PathFor(policy, policy.Products[0], request.Edition);
        Assert.Equal(Path.Combine(root.Path, "editions", "model.open.manifest.json"), path);
        root.Write("editions/model.open.manifest.json", text.ToString());
        Assert.Empty(EditionInspector.Inspect(request).Findings);

        root.Write("dist/notes.txt", "x");
        root.Write("dist/model.safetensors", SafetensorsBytes.Of(("a.weight", [2, 3]), ("b.weight", [1])));
        Assert.Equal(["a.weight", "b.weight", null], EditionInspector.Inspect(request).Findings.Where(finding => finding.RuleId == "RG3004").Select(finding => finding.Location.Tensor));
    }

    [Fact]
    public void A_manifest_reads_back_as_it_was_written()
    {
        var manifest = new EditionManifest("p\"\\\u0001", "open", [new("b/ü.txt", 3, "00"), new("c", 0, "")], [new("t", "BF16", [1, 2]), new("u", "F32", [])]);
        var text = new StringWriter();
        ManifestWriter.Write(manifest, text);
        var read = ManifestReader.Read(new MemoryArtifactSource("m", System.Text.Encoding.UTF8.GetBytes(text.ToString())), CancellationToken.None, out var problem);
        Assert.Null(problem);
        Assert.Equal(manifest.Files, read!.Files);
        Assert.Equal(
            manifest.Tensors.Select(tensor => (tensor.Name, tensor.Dtype, string.Join(",", tensor.Shape))),
            read.Tensors.Select(tensor => (tensor.Name, tensor.Dtype, string.Join(",", tensor.Shape))));
        Assert.Equal(manifest.Product, read.Product);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{ \"schema\": \"releaseguard/manifest/2\", \"product\": \"model\", \"edition\": \"open\", \"files\": [], \"tensors\": [] }")]
    [InlineData("{ \"schema\": \"releaseguard/manifest/1\", \"product\": \"other\", \"edition\": \"open\", \"files\": [], \"tensors\": [] }")]
    [InlineData(Head + "\"files\": [], \"tensors\": [], \"extra\": 1 }")]
    [InlineData(Head + "\"files\": [ { \"path\": 1 } ], \"tensors\": [] }")]
    public void A_manifest_that_is_not_understood_is_inconclusive(string manifest)
    {
        using var root = new TemporaryFolder();
        root.Write("dist/README.md", "x");
        root.Write("editions/model.open.manifest.json", manifest);
        var result = Audit.Run(Path.Combine(root.Path, "dist"), Policy, policyPath: Path.Combine(root.Path, "releaseguard.jsonc"));
        Assert.Equal(Verdict.Inconclusive, result.Verdict);
    }

    [Fact]
    public void The_packaging_around_a_packages_content_needs_no_listing()
    {
        using var root = new TemporaryFolder();
        root.Write("editions/model.open.manifest.json", Head + "\"files\": [ { \"path\": \"lib/a.txt\", \"bytes\": 1, \"sha256\": \"\" } ], \"tensors\": [] }");
        var package = root.Write("out/A.1.0.0.nupkg", ArchiveBytes.Zip(
            CompressionLevel.Optimal, ("_rels/.rels", [1]), ("[Content_Types].xml", [1]), ("package/services/metadata/core-properties/1f.psmdcp", [1]), ("lib/a.txt", [1])));
        Assert.Empty(Audit.Run(package, Policy, policyPath: Path.Combine(root.Path, "releaseguard.jsonc")).Findings);
    }

    [Fact]
    public void A_builds_output_is_not_held_against_the_manifest()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.txt", "x");
        var policy = Audit.Load(Policy);
        var request = new InspectionRequest([new ShippedItem(folder.Path, "")], policy, policy.FindEdition("open")!, null, Audit.AsOf, false) { IsShipment = false };
        Assert.Empty(EditionInspector.Inspect(request).Findings);
    }
}
