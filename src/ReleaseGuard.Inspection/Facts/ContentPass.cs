using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Sketches;
using ReleaseGuard.Inspection.Sketches.Checking;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>The tensors of one file while a pass over its bytes goes by them: each is opened where it begins, fed, and closed where it ends.</summary>
internal sealed class ContentPass : IDisposable
{
    /// <summary>Tensors that overlap without being the same bytes are an attack on this pass; more than this many at once are not followed.</summary>
    private const int MaxOpen = 64;

    private readonly IArtifactSource _source;
    private readonly TensorContent? _bytes;
    private readonly List<(int Index, TensorFact Tensor)> _elsewhere = [];
    private readonly bool _casts;
    private readonly bool _looksAhead;
    private readonly SketchChecker? _comparison;
    private readonly WithheldIndex _index;
    private readonly SubjectReading?[] _readings;
    private readonly IReadOnlyList<SketchSubject> _subjects;
    private readonly List<Item> _items = [];
    private readonly List<Item> _open = [];
    private readonly List<int> _apart = [];
    private readonly Stack<CheckWorker> _idle = [];
    private readonly List<CheckWorker> _workers = [];
    private readonly List<TensorDigestFact> _digests = [];
    private readonly List<string> _undigested = [];
    private int _next;

    public ContentPass(
        IArtifactSource source, TensorContent? bytes, IReadOnlyList<(int Index, TensorFact Tensor)> digested, bool casts, SketchChecker? comparison, IReadOnlyList<SketchSubject> subjects, bool looksAhead)
    {
        (_source, _bytes, _casts, _looksAhead, _comparison, _subjects) = (source, bytes, casts, looksAhead, comparison, subjects);
        var nothing = new WithheldIndex([]);
        _index = comparison?.Index ?? nothing;
        _readings = new SubjectReading?[subjects.Count];
        var byContent = new Dictionary<(long, long, long, string), Item>();
        for (var index = 0; index < subjects.Count; index++)
        {
            var subject = subjects[index];
            if (ReferenceEquals(subject.Source, source) && Lies(subject.Tensor))
            {
                var item = new Item(_readings[index] = new SubjectReading(subject, _index), index);
                _items.Add(item);
                byContent[KeyOf(subject.Tensor)] = item;
            }
            else
            {
                _apart.Add(index);
            }
        }

        foreach (var (index, tensor) in digested)
        {
            if (tensor is { ExternalFile: null, Storage: null } && Lies(tensor))
            {
                // Tied weights are digested once.
                if (!byContent.TryGetValue(KeyOf(tensor), out var item))
                {
                    byContent[KeyOf(tensor)] = item = new Item(new SubjectReading(new SketchSubject(source.Name, source, tensor), nothing), null);
                    _items.Add(item);
                }

                item.Tensors.Add((index, tensor.Name));
            }
            else if (tensor.Storage?.Kind != TensorStorageKind.Absent)
            {
                _elsewhere.Add((index, tensor));
            }
        }

        // A stable order, so that what is left out of too many overlapping tensors does not change from run to run.
        _items = [.. _items.OrderBy(static item => item.Start)];
    }

    /// <summary>Names of tensors that do not lie as one run of elements; whole once <see cref="Digests"/> was asked for.</summary>
    public IReadOnlyList<string> Undigested => _undigested;

    /// <summary>The parts of the file that tensors lie in, in order and apart from each other.</summary>
    public IReadOnlyList<(long Start, long End)> Ranges()
    {
        List<(long Start, long End)> ranges = [];
        foreach (var item in _items.Where(static item => item.End > item.Start))
        {
            if (ranges.Count != 0 && item.Start <= ranges[ranges.Count - 1].End)
            {
                ranges[ranges.Count - 1] = (ranges[ranges.Count - 1].Start, Math.Max(ranges[ranges.Count - 1].End, item.End));
            }
            else
            {
                ranges.Add((item.Start, item.End));
            }
        }

        return ranges;
    }

    /// <summary>What is to be done with a block: independent of each other, each in the order of the blocks.</summary>
    public IEnumerable<Action> Work(long offset, byte[] block, int count)
    {
        for (; _next < _items.Count && _items[_next].Start < offset + count; _next++)
        {
            Open(_items[_next]);
        }

        foreach (var item in _open)
        {
            var from = (int)(Math.Max(item.Start, offset) - offset);
            var length = (int)(Math.Min(item.End, offset + count) - offset) - from;
            foreach (var feed in item.Feeds.Where(_ => length > 0))
            {
                yield return () => feed.Append(new ReadOnlySpan<byte>(block, from, length));
            }
        }
    }

    /// <summary>Closes the tensors that end at or before an offset.</summary>
    public void Close(long offset)
    {
        foreach (var item in _open.Where(item => item.End <= offset))
        {
            Close(item);
        }

        _open.RemoveAll(item => item.End <= offset);
    }

    /// <summary>The digests of the tensors, in their order: as stored, then the casts.</summary>
    public IReadOnlyList<TensorDigestFact> Digests()
    {
        // What begins at the very end of the file has no byte of its own to be met at.
        for (; _next < _items.Count; _next++)
        {
            Open(_items[_next]);
        }

        Close(long.MaxValue);
        foreach (var (index, tensor) in _elsewhere)
        {
            DigestElsewhere(index, tensor);
        }

        _elsewhere.Clear();
        return [.. _digests.OrderBy(static digest => digest.Tensor)];
    }

    /// <summary>A reading for each subject; those apart from the file's plain bytes are read now.</summary>
    public IReadOnlyList<SubjectReading> Readings(int threads, CancellationToken ct)
    {
        if (_apart.Count != 0)
        {
            var read = _comparison!.Read([.. _apart.Select(index => _subjects[index])], threads, null, ct);
            for (var i = 0; i < read.Count; i++)
            {
                _readings[_apart[i]] = read[i];
            }
        }

        return [.. _readings.Select(static reading => reading!)];
    }

    public void Dispose() => _workers.ForEach(static worker => worker.Dispose());

    private static (long, long, long, string) KeyOf(TensorFact tensor) => (tensor.ByteOffset, tensor.ByteLength, tensor.Parameters, tensor.Type.Name);

    private bool Lies(TensorFact tensor) => tensor.ByteOffset >= 0 && tensor.ByteLength >= 0 && tensor.ByteOffset <= _source.Length - tensor.ByteLength;

    private void Open(Item item)
    {
        if (_open.Count == MaxOpen)
        {
            _undigested.AddRange(item.Tensors.Select(static tensor => tensor.Name));
            if (item.Subject is { } subject)
            {
                _apart.Add(subject);
            }

            return;
        }

        if (_idle.Count == 0)
        {
            _workers.Add(new CheckWorker(_index));
            _idle.Push(_workers[_workers.Count - 1]);
        }

        var worker = _idle.Peek();
        var tensor = item.Reading.Subject.Tensor;
        var fills = tensor.Type.ByteLength(tensor.Parameters) == tensor.ByteLength;
        if (!worker.Begin(item.Reading, item.Tensors.Count != 0, _casts && fills, _looksAhead))
        {
            return;
        }

        _idle.Pop();
        item.Worker = worker;
        var encoding = fills ? item.Reading.Encoding : null;
        if (worker.WantsContent)
        {
            item.Feeds.Add(new TensorFeed(item.Reading.Subject.Columns, encoding, (bytes, _) => worker.AppendContent(bytes)));
        }

        if (item.Reading.WantsWindows)
        {
            item.Feeds.Add(new TensorFeed(item.Reading.Subject.Columns, encoding, worker.AppendWindows));
        }

        _open.Add(item);
    }

    /// <summary>A tensor whose run of elements is in another file of the folder.</summary>
    private void DigestElsewhere(int index, TensorFact tensor)
    {
        if (_bytes?.Run(tensor) is not { } run)
        {
            _undigested.Add(tensor.Name);
            return;
        }

        var reading = new SubjectReading(new SketchSubject(_source.Name, run, tensor with { ByteOffset = 0, ExternalFile = null, Storage = null }), new WithheldIndex([]));
        using var worker = new CheckWorker(new WithheldIndex([]));
        var fills = tensor.Type.ByteLength(tensor.Parameters) == tensor.ByteLength;
        worker.Begin(reading, digests: true, _casts && fills, looksAhead: false);
        var feed = new TensorFeed(reading.Subject.Columns, fills ? reading.Encoding : null, (bytes, _) => worker.AppendContent(bytes));
        var block = new byte[(int)Math.Min(1 << 20, Math.Max(1, run.Length))];
        for (long offset = 0; offset < run.Length;)
        {
            var count = run.ReadAt(offset, block);
            if (count == 0)
            {
                throw new IOException("the file became shorter while it was read");
            }

            feed.Append(block.AsSpan(0, count));
            offset += count;
        }

        Add(index, worker.End()!);
    }

    private void Add(int index, TensorDigests digests)
    {
        foreach (var digest in digests.All.Where(digest => _casts || digest.Key == "stored"))
        {
            _digests.Add(new TensorDigestFact(index, digest.Value, digest.Key == "stored" ? null : digest.Key));
        }
    }

    private void Close(Item item)
    {
        item.Reading.AddBytes(item.End - item.Start);
        var digests = item.Worker!.End();
        _idle.Push(item.Worker);
        foreach (var (index, _) in item.Tensors)
        {
            Add(index, digests!);
        }
    }

    private sealed class Item(SubjectReading reading, int? subject)
    {
        public SubjectReading Reading => reading;

        /// <summary>Its number among the subjects; null when it is only digested.</summary>
        public int? Subject => subject;

        public long Start => reading.Subject.Tensor.ByteOffset;

        public long End => reading.Subject.Tensor.ByteOffset + reading.Subject.Tensor.ByteLength;

        /// <summary>The tensors whose digest this is.</summary>
        public List<(int Index, string Name)> Tensors { get; } = [];

        public List<TensorFeed> Feeds { get; } = [];

        public CheckWorker? Worker { get; set; }
    }
}
