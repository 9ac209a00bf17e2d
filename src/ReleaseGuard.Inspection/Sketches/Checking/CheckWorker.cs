using System;
using System.IO;
using System.Linq;
using System.Threading;
using ReleaseGuard.Inspection.Sketches.Content;
using ReleaseGuard.Inspection.Sketches.Elements;
using ReleaseGuard.Inspection.Sketches.Ordinal;

namespace ReleaseGuard.Inspection.Sketches.Checking;

/// <summary>One thread's buffers: reads a tensor, or rows of it, once, and feeds every tier that wants them.</summary>
internal sealed class CheckWorker : IDisposable
{
    private readonly WithheldIndex _index;
    private readonly TensorBlocks _blocks = new();
    private readonly ContentReading _content = new();
    private readonly CodeHits _wide, _narrow;
    private readonly OrdinalReading _windows;

    public CheckWorker(WithheldIndex index)
    {
        _index = index;
        (_wide, _narrow) = (new CodeHits(index.Wide), new CodeHits(index.Narrow));
        _windows = new OrdinalReading(index.Wide.Count == 0 ? null : _wide.Look, index.Narrow.Count == 0 ? null : _narrow.Look);
    }

    /// <summary>Reads rows of a tensor: all of them when a tier needs them in order.</summary>
    public void Read(SubjectReading reading, long firstRow, long endRow, CancellationToken ct)
    {
        try
        {
            if (reading.Encoding is { } encoding)
            {
                ReadElements(reading, encoding, firstRow, endRow, ct);
            }
            else if (reading.WantsDigests)
            {
                _content.Begin(reading.Subject.Tensor.Parameters, null, digests: true, histograms: false);
                reading.AddBytes(_blocks.ReadOpaque(reading.Subject, (bytes, _) => _content.Append(bytes), ct));
                reading.Digests = _content.Digests();
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            reading.Fail($"could not be read: {error.Message}");
        }
    }

    public void Dispose() => _content.Dispose();

    private void ReadElements(SubjectReading reading, TensorEncoding encoding, long firstRow, long endRow, CancellationToken ct)
    {
        var subject = reading.Subject;
        var elements = subject.Tensor.Parameters;
        var digests = reading.WantsDigests && (!_index.HeadDecides(elements) || HeadAgrees(subject, encoding));
        var content = digests || reading.WantsHistograms;
        if (!content && !reading.WantsWindows)
        {
            return;
        }

        _content.Begin(elements, encoding, digests, reading.WantsHistograms);
        _windows.Begin(encoding, subject.Columns);
        _wide.Codes.Clear();
        _narrow.Codes.Clear();
        reading.AddBytes(_blocks.Read(
            subject,
            encoding,
            firstRow,
            endRow,
            (bytes, startsRow) =>
            {
                if (content)
                {
                    _content.Append(bytes);
                }

                if (reading.WantsWindows)
                {
                    _windows.Append(bytes, startsRow);
                }
            },
            ct));
        if (digests)
        {
            reading.Digests = _content.Digests();
        }

        if (reading.WantsHistograms)
        {
            reading.Multisets.AddRange(_index.WithMultiset(elements, _content.BFloats));
            reading.Multisets.AddRange(_index.WithMultiset(elements, _content.Halves));
            reading.Multisets.AddRange(_index.WithMultiset(elements, _content.BFloats.OfHalves()));
        }

        reading.Add(WindowKind.Wide, _windows.Windows(WindowKind.Wide), _wide.Codes);
        reading.Add(WindowKind.Narrow, _windows.Windows(WindowKind.Narrow), _narrow.Codes);
    }

    private bool HeadAgrees(SketchSubject subject, TensorEncoding encoding) =>
        Heads(subject, encoding, _content).Any(head => _index.HasHead(subject.Tensor.Parameters, head));

    /// <summary>Shortened digests of the first elements of a long tensor, counted as the whole one; empty for a short one.</summary>
    public static string[] Heads(SketchSubject subject, TensorEncoding encoding, ContentReading content)
    {
        if (subject.Tensor.Parameters <= SketchedTensor.HeadElements)
        {
            return [];
        }

        var bytes = new byte[SketchedTensor.HeadElements / encoding.BlockElements * encoding.BlockBytes];
        for (var filled = 0; filled < bytes.Length;)
        {
            var count = subject.Source.ReadAt(subject.Tensor.ByteOffset + filled, bytes.AsSpan(filled));
            if (count <= 0)
            {
                throw new EndOfStreamException($"'{subject.File}' ended inside tensor '{subject.Tensor.Name}'.");
            }

            filled += count;
        }

        content.Begin(subject.Tensor.Parameters, encoding, digests: true, histograms: false);
        content.Append(bytes);
        return [.. content.Digests().All.Select(static digest => digest.Value.Substring(0, SketchedTensor.HeadDigits))];
    }
}
