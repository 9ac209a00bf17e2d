using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using BenchmarkDotNet.Attributes;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Benchmarks;

/// <summary>
/// A policy of 10,000 patterns, loaded, and held against 500,000 tensor names. The baseline tries one compiled expression after
/// the other on 500 of the names: a thousandth of the work.
/// </summary>
[MemoryDiagnoser]
public class PolicyBenchmarks
{
    private const int Patterns = 10_000;
    private const int Names = 500_000;
    private const int Sample = 500;

    private string _text = "";
    private string[] _names = [];
    private EditionPolicy _policy = null!;
    private Regex[] _naive = [];

    /// <summary>Writes the policy and the names.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var patterns = TensorPatterns().ToList();
        _text = PolicyText(patterns);
        _names = [.. TensorNames().Take(Names)];
        if (patterns.Count != Patterns || _names.Length != Names) throw new InvalidOperationException("The sizes are part of the figure.");
        _policy = Load();
        _naive = [.. patterns.Select(p => new Regex("^" + Translate(p) + "$", RegexOptions.CultureInvariant))];
    }

    /// <summary>Text to validated policy.</summary>
    [Benchmark]
    public EditionPolicy Load()
    {
        var result = PolicyLoader.Load(new PolicySource("releaseguard.jsonc", _text), null, new DateTime(2026, 12, 1, 0, 0, 0, DateTimeKind.Utc));
        return result.Policy ?? throw new InvalidOperationException(string.Join(Environment.NewLine, result.Problems));
    }

    /// <summary>Text to validated policy with its indexes built and one name matched.</summary>
    [Benchmark]
    public int LoadAndIndex() => Load().Matcher.MatchTensor("model.norm.weight").Count;

    /// <summary>500,000 names against the loaded policy.</summary>
    [Benchmark]
    public int Match()
    {
        var hits = 0;
        foreach (var name in _names) hits += _policy.Matcher.MatchTensor(name).Count;
        return hits;
    }

    /// <summary>500 names, every pattern tried.</summary>
    [Benchmark(Baseline = true)]
    public int OneExpressionAfterTheOtherOn500Names()
    {
        var hits = 0;
        for (var i = 0; i < Sample; i++)
        {
            var name = _names[i * (Names / Sample)];
            foreach (var expression in _naive) hits += expression.IsMatch(name) ? 1 : 0;
        }

        return hits;
    }

    private static IEnumerable<string> TensorPatterns()
    {
        for (var i = 0; i < 2_500; i++) yield return $"heads.withheld_{i}.**";
        for (var i = 0; i < 2_500; i++) yield return $"model.layers.*.mlp.experts.{{{i + 64}..{i + 127}}}.part_{i}.**";
        for (var i = 0; i < 2_500; i++) yield return $"model.layers.{i % 200}.adapters.a_{i}.weight";
        for (var i = 0; i < 2_500; i++) yield return $"**.*lora_{i}_*.weight";
    }

    private static IEnumerable<string> TensorNames()
    {
        string[] parts = ["gate_proj", "up_proj", "down_proj"];
        for (var layer = 0; ; layer++)
        {
            yield return $"model.layers.{layer}.input_layernorm.weight";
            yield return $"heads.withheld_{layer}.proj.weight";
            for (var expert = 0; expert < 128; expert++)
            {
                foreach (var part in parts) yield return $"model.layers.{layer}.mlp.experts.{expert}.{part}.weight";
            }
        }
    }

    private static string PolicyText(List<string> patterns)
    {
        var text = new StringBuilder("""{ "schemaVersion": 1, "editions": { "open": { "publishes": ["weights"] }, "full": { "includes": ["open"] } }, "components": {""");
        for (var i = 0; i < 20; i++)
        {
            text.Append(i == 0 ? "" : ",").Append("\"c").Append(i).Append("\": { \"editions\": [\"full\"], \"match\": { \"tensors\": [\n");
            foreach (var pattern in patterns.Skip(i * 500).Take(500)) text.Append("{ \"name\": \"").Append(pattern).Append("\" },\n");
            text.Append("] } }");
        }

        return text.Append("} }").ToString();
    }

    private static string Translate(string pattern)
    {
        var text = Regex.Escape(pattern).Replace("\\*\\*", ".*", StringComparison.Ordinal).Replace("\\*", "[^.]*", StringComparison.Ordinal);
        return Regex.Replace(text, @"\\\{(\d+)\\\.\\\.(\d+)}", m => "(?:" + string.Join("|", Enumerable.Range(int.Parse(m.Groups[1].Value), int.Parse(m.Groups[2].Value) - int.Parse(m.Groups[1].Value) + 1)) + ")");
    }
}
