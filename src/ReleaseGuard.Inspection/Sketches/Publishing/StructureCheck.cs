using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using ReleaseGuard.Inspection.Sketches.Elements;

namespace ReleaseGuard.Inspection.Sketches.Publishing;

/// <summary>
/// Tells tensors that were computed from a formula from tensors that were learned. Masks, constants, rotary tables and STFT bases are the
/// same in unrelated models: a sketch of one would find all of them.
/// </summary>
internal static class StructureCheck
{
    // Lines of a table of sines follow x[t] = a·x[t-1] + b·x[t-2] up to rounding; learned weights hardly follow it at all.
    private const double PredictableBelow = 0.05;
    private const int SampleSide = 512;
    private const int SampleBytes = 1 << 16;
    private const int SamplePieces = 16;
    private const double CompressibleBelow = 0.04;
    private const int LeastBytes = 8;

    /// <summary>Why a tensor's exact content says too little to be looked for; null when it does not.</summary>
    public static string? RefusesExact(SketchSubject subject)
    {
        var total = subject.Tensor.ByteLength;
        if (total < LeastBytes)
        {
            return $"has {total} bytes: other models hold the same by chance";
        }

        // Pieces from all over the tensor: a padded head must not speak for the rest.
        var pieces = total <= SampleBytes ? 1 : SamplePieces;
        var bytes = new byte[(int)Math.Min(SampleBytes, total)];
        var pieceLength = bytes.Length / pieces;
        for (var piece = 0; piece < pieces; piece++)
        {
            Fill(subject, bytes.AsSpan(piece * pieceLength, pieceLength), pieces == 1 ? 0 : (total - pieceLength) / (pieces - 1) * piece / 64 * 64);
        }

        if (IsRepeated(bytes, Math.Max(1, subject.Tensor.Type.BlockBits / 8)) && (pieces == 1 || IsRepeatedToTheEnd(subject, bytes)))
        {
            return "is constant: other models hold the same";
        }

        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(bytes, 0, bytes.Length);
        }

        return bytes.Length >= 4096 && packed.Length < CompressibleBelow * bytes.Length
            ? string.Format(CultureInfo.InvariantCulture, "is a regular pattern: {0} bytes of it compress to {1}", bytes.Length, packed.Length)
            : null;
    }

    /// <summary>Why a tensor's maxima say nothing about who made it; null when they do.</summary>
    public static string? RefusesWindows(SketchSubject subject, TensorEncoding encoding)
    {
        int height = (int)Math.Min(SampleSide, subject.Rows), width = (int)Math.Min(SampleSide, subject.Columns) / encoding.BlockElements * encoding.BlockElements;
        var sample = new float[height * width];
        var reader = new FloatRows(subject, encoding);
        for (var row = 0; row < height; row++)
        {
            reader.Read(((subject.Rows - height) / 2) + row, 0, sample.AsSpan(row * width, width));
        }

        var alongRows = Unpredictability(sample, height, width, width, 1);
        var alongColumns = Unpredictability(sample, width, height, 1, width);
        var least = Math.Min(alongRows, alongColumns);
        return least < PredictableBelow
            ? string.Format(CultureInfo.InvariantCulture, "follows a formula: each {0} predicts itself but for {1:0.0} % of its energy, as sine tables do", alongRows <= alongColumns ? "row" : "column", 100 * least)
            : null;
    }

    /// <summary>Median over lines of the energy that a linear recurrence of two terms leaves unexplained; 1 where lines are too short to say.</summary>
    internal static double Unpredictability(float[] sample, int lines, int length, int lineStep, int elementStep)
    {
        List<double> left = [];
        for (var line = 0; line < lines && length >= 32; line++)
        {
            double s11 = 0, s12 = 0, s22 = 0, t1 = 0, t2 = 0, energy = 0;
            for (var i = 2; i < length; i++)
            {
                double x = sample[(line * lineStep) + (i * elementStep)], one = sample[(line * lineStep) + ((i - 1) * elementStep)], two = sample[(line * lineStep) + ((i - 2) * elementStep)];
                s11 += one * one;
                s12 += one * two;
                s22 += two * two;
                t1 += x * one;
                t2 += x * two;
                energy += x * x;
            }

            var determinant = (s11 * s22) - (s12 * s12);
            if (!(energy > 0) || double.IsInfinity(energy) || double.IsNaN(energy))
            {
                continue;
            }

            var explained = determinant > 1e-12 * s11 * s22
                ? ((((t1 * s22) - (t2 * s12)) / determinant * t1) + (((t2 * s11) - (t1 * s12)) / determinant * t2)) / energy
                : s11 > 0 ? t1 * t1 / s11 / energy : 0;
            left.Add(Math.Max(0, 1 - explained));
        }

        left.Sort();
        return left.Count == 0 ? 1 : left[left.Count / 2];
    }

    private static bool IsRepeated(ReadOnlySpan<byte> bytes, int width) =>
        width < bytes.Length && bytes.Slice(width).SequenceEqual(bytes.Slice(0, bytes.Length - width));

    private static bool IsRepeatedToTheEnd(SketchSubject subject, byte[] head)
    {
        var piece = new byte[head.Length];
        for (long at = 0; at < subject.Tensor.ByteLength; at += head.Length)
        {
            var length = (int)Math.Min(head.Length, subject.Tensor.ByteLength - at);
            Fill(subject, piece.AsSpan(0, length), at);
            if (!piece.AsSpan(0, length).SequenceEqual(head.AsSpan(0, length)))
            {
                return false;
            }
        }

        return true;
    }

    private static void Fill(SketchSubject subject, Span<byte> bytes, long from = 0)
    {
        while (!bytes.IsEmpty)
        {
            var count = subject.Source.ReadAt(subject.Tensor.ByteOffset + from, bytes);
            if (count <= 0)
            {
                throw new EndOfStreamException($"'{subject.File}' ended inside tensor '{subject.Tensor.Name}'.");
            }

            from += count;
            bytes = bytes.Slice(count);
        }
    }
}
