using System;
using System.Linq;

namespace ReleaseGuard.Policy.Tests.Patterns;

/// <summary>What each kind of pattern takes and leaves.</summary>
public class PatternLanguageTests
{
    [Theory]
    [InlineData("N:Avocado.Heads.Cyber.**", "N:Avocado.Heads.Cyber", true)]
    [InlineData("N:Avocado.Heads.Cyber.**", "T:Avocado.Heads.Cyber.ExploitHead", true)]
    [InlineData("N:Avocado.Heads.Cyber.**", "M:Avocado.Heads.Cyber.ExploitHead.Run(System.Int32)", true)]
    [InlineData("N:Avocado.Heads.Cyber.**", "T:Avocado.Heads.CyberTools", false)]
    [InlineData("N:Avocado.Heads.Cyber", "P:Avocado.Heads.Cyber.A.B", true)]
    [InlineData("T:Avocado.Gate", "T:Avocado.Gate", true)]
    [InlineData("T:Avocado.Gate", "M:Avocado.Gate.#ctor", true)]
    [InlineData("T:Avocado.Gate", "T:Avocado.Gate.Nested", true)]
    [InlineData("T:Avocado.Gate", "T:Avocado.Gate`1", false)]
    [InlineData("T:Avocado.Gate", "N:Avocado.Gate", false)]
    [InlineData("T:Avocado.**", "T:Avocado.Any.Thing", true)]
    [InlineData("T:Avocado.*Gate", "T:Avocado.CyberGate", true)]
    [InlineData("T:Avocado.*Gate", "T:Avocado.X.CyberGate", false)]
    [InlineData("M:A.B.Run", "M:A.B.Run(System.Int32)", false)]
    [InlineData("M:A.B.Run*", "M:A.B.Run(System.Int32)", true)]
    [InlineData("M:A.B.Run*", "M:A.B.RunAll", true)]
    [InlineData("M:A.B.Run(System.Collections.Generic.List{System.Int32})", "M:A.B.Run(System.Collections.Generic.List{System.Int32})", true)]
    [InlineData("F:A.{B,C}.x", "F:A.C.x", true)]
    public void A_symbol_pattern_takes_documentation_ids(string pattern, string id, bool takes) =>
        Assert.Equal(takes, Policy("symbols", pattern).Matcher.MatchSymbol(id).Count == 1);

    [Theory]
    [InlineData("heads/cyber/**", "heads/cyber/a/b.bin", true)]
    [InlineData("heads/cyber/**", "heads/cybers/a", false)]
    [InlineData("heads/cyber/**", "Heads/cyber/a", false)]
    [InlineData("**/*cyber*.safetensors", "x-cyber-1.safetensors", true)]
    [InlineData("**/*cyber*.safetensors", "a/b/cyber.safetensors", true)]
    [InlineData("model-000{41..88}-of-00088.safetensors", "model-00041-of-00088.safetensors", true)]
    [InlineData("model-000{41..88}-of-00088.safetensors", "model-00040-of-00088.safetensors", false)]
    [InlineData("model-{00001..00088}-of-00088.safetensors", "model-00007-of-00088.safetensors", true)]
    [InlineData("model-{00001..00088}-of-00088.safetensors", "model-7-of-00088.safetensors", false)]
    [InlineData("m-{1..9}", "m-01", false)]
    [InlineData("m-{1..999999999999999999}", "m-123456789012345678", true)]
    [InlineData("m-{1..999999999999999999}", "m-0", false)]
    [InlineData("**/checkpoint-*/**", "out/checkpoint-500/model.bin", true)]
    public void A_file_pattern_takes_paths(string pattern, string path, bool takes) =>
        Assert.Equal(takes, Policy("files", pattern).Matcher.MatchFile(path).Count == 1);

    [Theory]
    [InlineData("model.layers.*.mlp.experts.{64..127}.**", "model.layers.3.mlp.experts.64.up_proj.weight", true)]
    [InlineData("model.layers.*.mlp.experts.{64..127}.**", "model.layers.3.mlp.experts.63.up_proj.weight", false)]
    [InlineData("model.layers.*.mlp.experts.{64..127}.**", "model.layers.3.mlp.experts.640.up_proj.weight", false)]
    [InlineData("model.layers.{48..79}.**", "model.layers.79.input_layernorm.weight", true)]
    [InlineData("heads.cyber.**", "heads.cyber", true)]
    [InlineData("heads.cy*.weight", "heads.cyber.weight", true)]
    [InlineData("re:heads\\\\.(cyber|bio)\\\\..*", "heads.bio.w", true)]
    public void A_tensor_pattern_takes_dotted_names(string pattern, string name, bool takes)
    {
        var policy = PolicyTexts.Good(PolicyTexts.WithMatch($$"""{ "tensors": [ { "name": "{{pattern}}" } ] }"""));
        var matches = policy.Matcher.MatchTensor(name);

        Assert.Equal(takes, matches.Count == 1);
        if (takes) Assert.NotNull(matches[0].Tensor);
    }

    [Theory]
    [InlineData("ExploitHead", "new ExploitHead()", true)]
    [InlineData("ExploitHead", "createExploitHeadFactory", true)]
    [InlineData("ExploitHead", "ExploitHeadless", false)]
    [InlineData("ExploitHead", "ExploitHead2", true)]
    [InlineData("cyber_head", "x.cyber_head_v2", true)]
    [InlineData("cyber_head", "cyber_heads", false)]
    public void A_string_is_found_at_the_boundaries_of_words(string pattern, string text, bool found) =>
        Assert.Equal(found, Policy("strings", pattern).Matcher.MatchText(text).Count == 1);

    [Theory]
    [InlineData("tokens", "<|cyber_*|>", "<|cyber_start|>", true)]
    [InlineData("tokens", "<|cyber_*|>", "<|cyber|>", false)]
    [InlineData("packages", "Avocado.Heads.Cyber", "avocado.heads.cyber", true)]
    [InlineData("packages", "Avocado.Heads.*", "Avocado.Heads.Cyber.Extra", true)]
    [InlineData("assemblies", "Avocado.Heads.Cyber", "AVOCADO.HEADS.CYBER", true)]
    [InlineData("datasets", "internal/cyber-*", "internal/cyber-2024", true)]
    [InlineData("projects", "src/Heads.Cyber/**", "src/Heads.Cyber/Heads.Cyber.csproj", true)]
    public void Other_kinds_take_names(string kind, string pattern, string text, bool takes)
    {
        var matcher = Policy(kind, pattern).Matcher;
        var matches = kind switch
        {
            "tokens" => matcher.MatchToken(text),
            "packages" => matcher.MatchPackage(text),
            "assemblies" => matcher.MatchAssembly(text),
            "datasets" => matcher.MatchDataset(text),
            _ => matcher.MatchProject(text),
        };

        Assert.Equal(takes, matches.Count == 1);
    }

    [Fact]
    public void A_miss_allocates_nothing()
    {
        var matcher = PolicyTexts.Good(PolicyTexts.Example).Matcher;
        Miss(matcher);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Miss(matcher);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Miss(PolicyMatcher matcher)
        {
            // Counted by hand: an assertion over a collection allocates.
            var hits = matcher.MatchTensor("model.layers.7.mlp.experts.7.up_proj.weight").Count
                + matcher.MatchFile("model-00003-of-00040.safetensors").Count
                + matcher.MatchSymbol("M:Avocado.Runtime.Model.Load(System.String)").Count
                + matcher.MatchText("loads a model from the folder").Count;
            if (hits != 0) throw new InvalidOperationException("One of the names was matched.");
        }
    }

    [Fact]
    public void The_names_that_can_begin_a_mention_are_known()
    {
        var matcher = PolicyTexts.Good(PolicyTexts.WithMatch(
            """{ "symbols": ["N:Avocado.Heads.Cyber.**", "T:Avocado.Cache`1", "M:Avocado.Gate.#ctor(System.Int32)", "T:Avocado.SecretAttribute"] }""")).Matcher;

        Assert.Equal(["Cache", "Cyber", "Gate", "Secret", "SecretAttribute"], matcher.SymbolNames.Order());
        Assert.Equal(["Avocado.Heads.Cyber"], matcher.WithheldNamespaces);
        Assert.True(matcher.SymbolNamesAreComplete);
        Assert.False(Policy("symbols", "T:Avocado.*Gate").Matcher.SymbolNamesAreComplete);
    }

    [Fact]
    public void Crowded_states_find_every_letter()
    {
        var letters = Enumerable.Range(0x4E00, 300).Select(c => (char)c).ToArray();
        var patterns = string.Join(",", letters.Select(c => $"\"{c}x/*\""));
        var matcher = PolicyTexts.Good(PolicyTexts.WithMatch($$"""{ "files": [{{patterns}}] }""")).Matcher;

        foreach (var c in letters) Assert.Equal($"{c}x/*", Assert.Single(matcher.MatchFile($"{c}x/a")).Pattern.Text);
    }

    private static EditionPolicy Policy(string kind, string pattern) =>
        PolicyTexts.Good(PolicyTexts.WithMatch($$"""{ "{{kind}}": ["{{pattern}}"] }"""));
}
