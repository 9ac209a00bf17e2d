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
    private SubjectReading? _reading;
    private bool _wantsDigests;

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

    /// <summary>Starts on a tensor whose bytes will be fed; false when no tier wants them.</summary>
    /// <param name="reading">What is read.</param>
    /// <param name="digests">Whether digests are wanted whatever the index says.</param>
    /// <param name="casts">Whether those are wanted of the canonical casts too.</param>
    /// <param name="looksAhead">Whether the first elements may be read before their turn, to see that no withheld tensor begins like them.</param>
    public bool Begin(SubjectReading reading, bool digests, bool casts, bool looksAhead)
    {
        var elements = reading.Subject.Tensor.Parameters;
        _reading = reading;
        _wantsDigests = digests || (reading.WantsDigests
            && (!looksAhead || reading.Encoding is null || !_index.HeadDecides(elements) || HeadAgrees(reading.Subject, reading.Encoding)));
        if (!WantsContent && !reading.WantsWindows)
        {
            return false;
        }

        _content.Begin(elements, casts || reading.WantsDigests || reading.WantsHistograms ? reading.Encoding : null, _wantsDigests, reading.WantsHistograms);
        if (reading is { WantsWindows: true, Encoding: { } encoding })
        {
            _windows.Begin(encoding, reading.Subject.Columns);
        }

        _wide.Codes.Clear();
        _narrow.Codes.Clear();
        return true;
    }

    /// <summary>Whether digests or sums are being computed.</summary>
    public bool WantsContent => _wantsDigests || _reading is { WantsHistograms: true };

    /// <summary>Feeds digests and sums; not to be called by two threads at once, but beside <see cref="AppendWindows"/>.</summary>
    public void AppendContent(ReadOnlySpan<byte> bytes) => _content.Append(bytes);

    /// <summary>Feeds the sketch.</summary>
    public void AppendWindows(ReadOnlySpan<byte> bytes, bool startsRow) => _windows.Append(bytes, startsRow);

    /// <summary>Ends the tensor; gives its digests where they were computed.</summary>
    public TensorDigests? End()
    {
        var reading = _reading!;
        var elements = reading.Subject.Tensor.Parameters;
        var digests = _wantsDigests ? _content.Digests() : null;
        reading.Digests = reading.WantsDigests ? digests : null;
        if (reading.WantsHistograms)
        {
            reading.Multisets.AddRange(_index.WithMultiset(elements, _content.BFloats));
            reading.Multisets.AddRange(_index.WithMultiset(elements, _content.Halves));
            reading.Multisets.AddRange(_index.WithMultiset(elements, _content.BFloats.OfHalves()));
        }

        if (reading.WantsWindows)
        {
            reading.Add(WindowKind.Wide, _windows.Windows(WindowKind.Wide), _wide.Codes);
            reading.Add(WindowKind.Narrow, _windows.Windows(WindowKind.Narrow), _narrow.Codes);
        }

        return digests;
    }

    private void ReadElements(SubjectReading reading, TensorEncoding encoding, long firstRow, long endRow, CancellationToken ct)
    {
        if (!Begin(reading, digests: false, casts: false, looksAhead: true))
        {
            return;
        }

        reading.AddBytes(_blocks.Read(
            reading.Subject,
            encoding,
            firstRow,
            endRow,
            (bytes, startsRow) =>
            {
                if (WantsContent)
                {
                    AppendContent(bytes);
                }

                if (reading.WantsWindows)
                {
                    AppendWindows(bytes, startsRow);
                }
            },
            ct));
        End();
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
