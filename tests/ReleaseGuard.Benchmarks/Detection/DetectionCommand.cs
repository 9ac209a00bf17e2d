using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Inspection.Sketches;

namespace ReleaseGuard.Benchmarks.Detection;

/// <summary>
/// <c>detection PAGE [--ggml LIBRARY] [FILE]…</c>: measures what the sketch finds and writes it between the markers of the page. Files are
/// public models whose matrices join the table; without them the table has the made ones only. With ggml's shared library its quantisers join too.
/// </summary>
internal static class DetectionCommand
{
    private const string Begin = "<!-- generated:detection -->";
    private const string End = "<!-- /generated:detection -->";

    // The most that one file adds, so that no model fills the table.
    private const int MostOfOneFile = 4;

    public static int Run(ReadOnlySpan<string> args)
    {
        if (args.Length == 0 || !File.Exists(args[0]))
        {
            Console.Error.WriteLine("Usage: detection PAGE [--ggml LIBRARY] [FILE]…  (PAGE exists and has the markers)");
            return 4;
        }

        using var ggml = args.Length > 2 && args[1] == "--ggml" ? new GgmlQuantiser(args[2]) : null;
        var files = args[(ggml is null ? 1 : 3)..].ToArray();
        List<DetectionMatrix> all = [.. DetectionMatrix.Made(), .. DetectionMatrix.Read(files)];
        List<DetectionMatrix> listed = [.. all.Where(static m => m.Origin is null), .. all.Where(static m => m.Origin is not null).GroupBy(static m => m.Origin).SelectMany(static g => g.Take(MostOfOneFile))];
        var text = File.ReadAllText(args[0]);
        int from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, to = text.IndexOf(End, StringComparison.Ordinal);
        if (to < from)
        {
            Console.Error.WriteLine($"'{args[0]}' lacks {Begin} … {End}.");
            return 4;
        }

        File.WriteAllText(args[0], text[..from] + "\n" + Table(listed, ggml) + "\n" + Collisions(all) + text[to..]);
        return 0;
    }

    private static string Table(List<DetectionMatrix> matrices, GgmlQuantiser? ggml)
    {
        List<string> lines = ["Codes found again of those published (K, at most 256 of the orientation that applies). Eight are enough for an error; fewer than eight are in italics. Lines that begin with *ggml* are the blocks of llama.cpp's own quantisers, and give the better window kind.", ""];
        List<(DetectionMatrix Matrix, DetectionMeasurement Measured, List<(string Change, int? Hits)> Hits)> measured =
            [.. matrices.AsParallel().AsOrdered().Select(matrix => new DetectionMeasurement(matrix, ggml) is var m ? (matrix, m, m.Measure().ToList()) : default)];
        foreach (var part in measured.Chunk(6))
        {
            lines.Add("| | " + string.Join(" | ", part.Select(static m => $"{m.Matrix.Name.Replace("|", "\\|", StringComparison.Ordinal)} {m.Matrix.Rows}×{m.Matrix.Columns}")) + " |");
            lines.Add("|--|" + string.Concat(part.Select(static _ => "--|")));
            lines.Add("| from | " + string.Join(" | ", part.Select(static m => m.Matrix.Origin ?? "made")) + " |");
            lines.Add("| windows, K | " + string.Join(" | ", part.Select(static m => $"{m.Measured.Kind.Name}, {m.Measured.Published}")) + " |");
            for (var change = 0; change < part[0].Hits.Count; change++)
            {
                if (part.All(m => m.Hits[change].Hits is null))
                {
                    continue;
                }

                lines.Add($"| {part[0].Hits[change].Change} | " + string.Join(" | ", part.Select(m => m.Hits[change].Hits is not { } hits ? "–" : hits < SketchOdds.HitsForError ? $"*{hits}*" : hits.ToString(System.Globalization.CultureInfo.InvariantCulture))) + " |");
            }

            lines.Add("");
        }

        return string.Join("\n", lines);
    }

    /// <summary>Chance hits between different matrices: of whole codes, and of codes cut to four blocks, of which there are enough to count.</summary>
    private static string Collisions(List<DetectionMatrix> matrices)
    {
        List<string> lines = ["### Chance hits", "", "| windows | pairs | whole codes: expected λ | found | codes cut to four blocks: expected λ | found |", "|--|--|--|--|--|--|"];
        foreach (var kind in WindowKind.All)
        {
            var read = matrices.Where(m => m.Columns >= kind.WindowLength)
                .Select(m => (Matrix: m, Owner: new DetectionMeasurement(m), Windows: DetectionMeasurement.Read(m.Values, m.Rows, m.Columns, kind)))
                .Where(m => m.Owner.Kind == kind)
                .ToList();
            double whole = 0, cut = 0;
            long wholeFound = 0, cutFound = 0, pairs = 0;
            var shift = kind.PlaceBits * WindowKind.BlockCount / 2;
            foreach (var (owner, published) in read.Select(static m => (m.Matrix, m.Owner.Codes.ToHashSet())))
            {
                var cutPublished = published.Select(code => code >> shift).ToHashSet();
                foreach (var (shipped, _, windows) in read.Where(m => m.Matrix != owner && (m.Matrix.Origin is null || m.Matrix.Origin != owner.Origin)))
                {
                    pairs++;
                    whole += 2.0 * windows.Count * published.Count / kind.CodeSpace;
                    cut += 2.0 * windows.Count * cutPublished.Count / Math.Sqrt(kind.CodeSpace);
                    wholeFound += windows.Count(published.Contains);
                    cutFound += windows.Count(code => cutPublished.Contains(code >> shift));
                }
            }

            lines.Add(FormattableString.Invariant($"| {kind.Name} | {pairs} | {whole:0.0e+0} | {wholeFound} | {cut:0} | {cutFound} |"));
        }

        lines.Add("");
        return string.Join("\n", lines);
    }
}
