using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Sketches;
using ReleaseGuard.Inspection.Sketches.Checking;
using ReleaseGuard.Inspection.Sketches.Elements;
using ReleaseGuard.Inspection.Sketches.Publishing;

namespace ReleaseGuard.Benchmarks.Detection;

/// <summary>One matrix of the detection table: made from a seed, or a tensor of a public model.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Values">Elements, row by row.</param>
/// <param name="Origin">The file it is from; null for one made from a seed.</param>
internal sealed record DetectionMatrix(string Name, int Rows, int Columns, float[] Values, string? Origin)
{
    private static readonly TensorType Single = new("F32", TensorElementKind.Float, 32);

    /// <summary>Matrices of several distributions and shapes; the same on every machine.</summary>
    public static IEnumerable<DetectionMatrix> Made()
    {
        yield return Make("gaussian", 1024, 4096, 1, static (seed, i) => WeightTransforms.Normal(seed, i));
        yield return Make("gaussian", 512, 1024, 2, static (seed, i) => WeightTransforms.Normal(seed, i));
        yield return Make("Laplace", 512, 1024, 3, static (seed, i) => Math.Abs(WeightTransforms.Normal(seed, 2 * i)) * WeightTransforms.Normal(seed, (2 * i) + 1));
        yield return Make("uniform", 480, 480, 4, static (seed, i) => Math.Atan(WeightTransforms.Normal(seed, i) * 3));
        yield return Make("heavy tails", 300, 768, 5, static (seed, i) => WeightTransforms.Normal(seed, 2 * i) / (0.2 + Math.Abs(WeightTransforms.Normal(seed, (2 * i) + 1))));
        yield return Make("gaussian", 512, 128, 6, static (seed, i) => WeightTransforms.Normal(seed, i));
    }

    /// <summary>Matrices in model files: floating point, 64 rows or more of 128 elements or more, none twice, none that a publisher would refuse.</summary>
    public static IEnumerable<DetectionMatrix> Read(IEnumerable<string> files)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var path in files)
        {
            using var source = new FileArtifactSource(path);
            if (ArtifactFormats.Detect(source) is not { } format)
            {
                continue;
            }

            using var subjects = new ArtifactSubjects(Path.GetFileName(path), source, format.Read(source, CancellationToken.None).Tensors, Path.GetDirectoryName(Path.GetFullPath(path)));
            foreach (var subject in subjects.Subjects.Where(static s => s.Rows >= 64 && s.Columns >= WindowKind.Narrow.WindowLength && s.Tensor.Parameters <= 1 << 24))
            {
                if (TensorEncodings.Find(subject.Tensor.Type) is { HasCasts: true } encoding && StructureCheck.RefusesWindows(subject, encoding) is null)
                {
                    var values = new float[subject.Tensor.Parameters];
                    var rows = new FloatRows(subject, encoding);
                    for (var row = 0; row < subject.Rows; row++)
                    {
                        rows.Read(row, 0, values.AsSpan(row * (int)subject.Columns, (int)subject.Columns));
                    }

                    if (seen.Add(string.Join(",", values.Take(64).Select(static v => (float)Math.Round(v, 1)))))
                    {
                        yield return new DetectionMatrix(Shorten(subject.Tensor.Name), (int)subject.Rows, (int)subject.Columns, values, Path.GetFileName(path));
                    }
                }
            }
        }
    }

    /// <summary>The matrix, or a changed one, as a tensor in memory.</summary>
    public static SketchSubject Subject(float[] values, int rows, int columns) =>
        new("matrix", new MemoryArtifactSource("matrix", MemoryMarshal.AsBytes(values.AsSpan()).ToArray()), new TensorFact("matrix", Single, [rows, columns], values.Length, 0, values.Length * 4L));

    private static DetectionMatrix Make(string name, int rows, int columns, ulong seed, Func<ulong, long, double> draw) =>
        new(name, rows, columns, [.. Enumerable.Range(0, rows * columns).Select(i => (float)draw(seed, i))], null);

    private static string Shorten(string name) => name.Length <= 28 ? name : "…" + name[^27..];
}
