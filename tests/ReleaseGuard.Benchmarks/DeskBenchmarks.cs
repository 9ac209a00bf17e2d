using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using BenchmarkDotNet.Attributes;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Differences;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Benchmarks;

/// <summary>
/// What the release manager waits for: two manifests of 500,000 tensors read and compared, and reports of as many findings written. The baseline
/// of the comparison reads the same two files and looks each name up in a dictionary, without types, shapes, renames and totals.
/// </summary>
[MemoryDiagnoser]
public class DeskBenchmarks
{
    private const int Tensors = 500_000;

    private string _folder = "";
    private string _full = "";
    private string _open = "";
    private ReleaseDifference _difference = null!;
    private InspectionResult _result = null!;

    /// <summary>Writes the manifests: the open one lacks every eighth expert and has a tenth of its tensors in another type.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("releaseguard-desk-").FullName;
        _full = Write("full", static _ => true, static _ => "BF16");
        _open = Write("open", static number => number % 8 != 7, static number => number % 10 == 0 ? "F16" : "BF16");
        _difference = Compare();
        _result = new InspectionResult(
            Verdict.Fail,
            "open",
            null,
            [.. Enumerable.Range(0, Tensors).Select(static number => new Finding("RG3002", RuleSeverity.Error, "avocado.extra-experts", "Tensor '" + NameOf(number) + "' ships in edition 'open'.", new FindingLocation("model.safetensors", Tensor: NameOf(number)), "RG3002:" + NameOf(number)))],
            new InspectedTotals(1, 1, Tensors, 1),
            []);
    }

    /// <summary>Removes them.</summary>
    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    /// <summary>Both files read, and every tensor of one held against the other.</summary>
    [Benchmark]
    public ReleaseDifference Compare() => ReleaseDiffer.Compare(ReleaseSideReader.Read(_full, content: false), ReleaseSideReader.Read(_open, content: false));

    /// <summary>Both files read as JSON, names of one looked up among those of the other.</summary>
    [Benchmark(Baseline = true)]
    public int NamesOnly()
    {
        HashSet<string> before = Names(_full);
        return Names(_open).Count(before.Contains);

        static HashSet<string> Names(string path)
        {
            using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(path));
            return [.. json.RootElement.GetProperty("tensors").EnumerateArray().Select(static tensor => tensor.GetProperty("name").GetString()!)];
        }
    }

    /// <summary>The difference as text, complete.</summary>
    [Benchmark]
    public void DifferenceAsText() => DifferenceReport.WriteText(_difference, new PlainReportText(TextWriter.Null));

    /// <summary>The difference as JSON, complete.</summary>
    [Benchmark]
    public void DifferenceAsJson() => DifferenceReport.WriteJson(_difference, TextWriter.Null);

    /// <summary>The difference as HTML, bounded.</summary>
    [Benchmark]
    public void DifferenceAsHtml() => HtmlDifferenceReport.Write(_difference, TextWriter.Null);

    /// <summary>Half a million findings as JSON, complete.</summary>
    [Benchmark]
    public void FindingsAsJson() => JsonReport.Write(_result, TextWriter.Null);

    /// <summary>Half a million findings as SARIF, complete.</summary>
    [Benchmark]
    public void FindingsAsSarif() => SarifReport.Write(_result, TextWriter.Null);

    /// <summary>Half a million findings as HTML, bounded.</summary>
    [Benchmark]
    public void FindingsAsHtml() => HtmlReport.Write(_result, TextWriter.Null);

    private string Write(string name, Func<int, bool> ships, Func<int, string> dtype)
    {
        string path = Path.Combine(_folder, name + ".manifest.json");
        using StreamWriter output = new(path);
        ManifestWriter.Write(
            new EditionManifest("avocado", name, [], [.. Enumerable.Range(0, Tensors).Where(ships).Select(number => new ManifestTensor(NameOf(number), dtype(number), [2048, 512]) { Parameters = 2048 * 512 })]),
            output);
        return path;
    }

    private static string NameOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"model.layers.{number / 8192}.mlp.experts.{number % 8192 / 4}.{(number % 4) switch { 0 => "up_proj", 1 => "gate_proj", 2 => "down_proj", _ => "router" }}.weight");
}
