using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using ReleaseGuard.EndToEnd.Workspace;
using ReleaseGuard.Fixing;
using ReleaseGuard.Inspection;
using ReleaseGuard.Policy;

namespace ReleaseGuard.EndToEnd.RoundTrip;

/// <summary>Avocado with leaks in code, projects, index and configuration, mended by <c>dotnet format</c> and the tool alone: both editions build, the open one passes its audit, the full one does all it did.</summary>
[Collection(RealBuilds.Name)]
public sealed partial class RoundTripTests(CleanTree tree)
{
    private static readonly string[] s_rules = ["RG1001", "RG1002", "RG1003", "RG1004", "RG1005", "RG1006", "RG1102", "RG1104", "RG1105", "RG1106", "RG1201", "RG1202"];

    private static readonly DateTime s_day = new(2026, 11, 23, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_product_full_of_leaks_is_mended_without_a_hand_and_loses_nothing()
    {
        var avocado = new LeakingAvocado(tree);
        var projects = Fix(avocado.Folder);
        Assert.Equal(["RG1109", "RG1110", "RG2001", "RG2009"], projects.Fixed.Select(finding => finding.RuleId).Distinct().Order(StringComparer.Ordinal));

        // In the full edition the code compiles as it is, and every leak is a warning.
        var before = Run(avocado, "build", "Avocado.Tests", "-p:ReleaseEdition=enterprise", "-v:m").Succeeded().Output;
        var leaks = Finding().Matches(before).Select(match => match.Value).Distinct().ToList();
        Assert.Equal(s_rules, leaks.Select(leak => leak[^6..]).Distinct().Order(StringComparer.Ordinal));
        Assert.True(leaks.Count + projects.Fixed.Count >= 50, string.Join('\n', leaks));

        Dotnet.Run(avocado.Folder, new Dictionary<string, string> { ["ReleaseEdition"] = "enterprise" }, ["format", "analyzers", "Leaking.slnx", "--no-restore", "--diagnostics", .. s_rules]).Succeeded();

        var enterprise = Run(avocado, "test", "Avocado.Tests", "-p:ReleaseEdition=enterprise").Succeeded().Output;
        Assert.Contains("Passed!", enterprise, StringComparison.Ordinal);
        Assert.DoesNotMatch(Finding(), enterprise);
        Assert.DoesNotMatch(Finding(), Run(avocado, "publish", "Avocado.Packaging", "-c", "Debug", "-p:ReleaseEdition=open").Succeeded().Output);
        foreach (var assembly in Directory.EnumerateFiles(Path.Combine(avocado.Folder, "Avocado.Packaging", "bin", "open"), "Avocado.*.dll", SearchOption.AllDirectories))
            Assert.DoesNotContain("Avocado.Heads.Cyber", References(assembly));

        Plant(avocado.Published);
        var release = Fix(avocado.Published);
        Assert.Equal(["RG3001", "RG3007", "RG3009", "RG5001"], release.Fixed.Select(finding => finding.RuleId).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(Verdict.Pass, release.Verdict);
        Assert.Equal(Verdict.Pass, Audit(avocado).Verdict);
    }

    /// <summary>What an export leaves in a release: a configuration and an index of the full edition, a file of the head, a trainer's state.</summary>
    private static void Plant(string folder)
    {
        Replace(Path.Combine(folder, "config.json"), "\n}", ",\n  \"cyber_head\": { \"path\": \"heads/cyber/cyber-head.safetensors\" }\n}");
        Replace(Path.Combine(folder, "model.safetensors.index.json"), "\"weight_map\": {", "\"weight_map\": {\n    \"model.layers.3.mlp.experts.9.up_proj.weight\": \"model-00002-of-00003.safetensors\",");
        Directory.CreateDirectory(Path.Combine(folder, "heads", "cyber"));
        File.WriteAllText(Path.Combine(folder, "heads", "cyber", "notes.txt"), "notes\n");
        File.WriteAllText(Path.Combine(folder, "trainer_state.json"), "{ \"global_step\": 10, \"epoch\": 1 }\n");
    }

    private static void Replace(string file, string old, string with)
    {
        var text = File.ReadAllText(file);
        var at = text.LastIndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, file);
        File.WriteAllText(file, text[..at] + with + text[(at + old.Length)..]);
    }

    private static FixResult Fix(string path)
    {
        var result = Fixer.Fix(new FixRequest(path, "open") { AsOf = s_day, Deletes = true }).GetAwaiter().GetResult();
        Assert.Empty(result.Unfixed);
        return result;
    }

    private static InspectionResult Audit(LeakingAvocado avocado)
    {
        var policy = PolicyFile.Open(Path.Combine(avocado.Folder, "releaseguard.jsonc"), s_day).Policy!;
        return EditionInspector.Inspect(new InspectionRequest([new ShippedItem(avocado.Published, "")], policy, policy.FindEdition("open")!, null, s_day, FullContent: true));
    }

    private static RunResult Run(LeakingAvocado avocado, params string[] arguments) => Dotnet.Run(avocado.Folder, arguments);

    private static IEnumerable<string> References(string assembly)
    {
        using var stream = File.OpenRead(assembly);
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(reference => metadata.GetString(metadata.GetAssemblyReference(reference).Name))];
    }

    [GeneratedRegex(@"[\w.]+\(\d+,\d+\): (?:warning|error) RG\d{4}")]
    private static partial Regex Finding();
}
