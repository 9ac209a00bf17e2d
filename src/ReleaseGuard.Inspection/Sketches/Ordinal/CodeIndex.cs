using System;
using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Sketches.Ordinal;

/// <summary>
/// All published codes of one window kind in one hash set, each with the withheld tensors that published it. A look-up costs one word
/// of a bit filter for all but a few codes in a hundred, however many tensors are withheld.
/// </summary>
internal sealed class CodeIndex
{
    // 8 to 16 filter bits a code (sizes are powers of two), four of them set in one word: 2 unknown codes in 100 reach the table at most.
    private const int FilterBitsPerCode = 8;
    private const int Batch = 128;
    private const ulong Spread = 0x9E3779B97F4A7C15;

    private readonly ulong[] _filter;
    private readonly int _filterShift;
    private readonly ulong[] _codes;
    private readonly int[] _starts;
    private readonly int[] _lengths;
    private readonly int _tableShift;
    private readonly int[] _owners;

    /// <param name="published">Codes and the number of the tensor that published each; in any order, repeats allowed.</param>
    public CodeIndex(IReadOnlyCollection<KeyValuePair<ulong, int>> published)
    {
        var sorted = new KeyValuePair<ulong, int>[published.Count];
        var n = 0;
        foreach (var pair in published)
        {
            sorted[n++] = pair;
        }

        Array.Sort(sorted, static (a, b) => a.Key != b.Key ? a.Key.CompareTo(b.Key) : a.Value.CompareTo(b.Value));
        var filterLog = LogAtLeast(Math.Max(64, (long)n * FilterBitsPerCode / 64));
        _filter = new ulong[1 << filterLog];
        _filterShift = 64 - filterLog;
        var tableLog = LogAtLeast(Math.Max(64, (long)n * 2));
        _codes = new ulong[1 << tableLog];
        _starts = new int[1 << tableLog];
        _lengths = new int[1 << tableLog];
        _tableShift = 64 - tableLog;
        _owners = new int[n];
        for (int i = 0, next; i < n; i = next)
        {
            for (next = i; next < n && sorted[next].Key == sorted[i].Key; next++)
            {
                _owners[next] = sorted[next].Value;
            }

            Insert(sorted[i].Key, i, next - i);
            Count++;
        }

        Published = n;
    }

    /// <summary>Distinct codes.</summary>
    public int Count { get; }

    /// <summary>Codes with repeats: one for each tensor that published it.</summary>
    public int Published { get; }

    /// <summary>Writes the places in <paramref name="codes"/> of those that are published to <paramref name="hits"/>; returns how many.</summary>
    public int Find(ReadOnlySpan<ulong> codes, Span<int> hits)
    {
        if (Count == 0)
        {
            return 0;
        }

        // All words of a batch are fetched before any is looked at, so that a filter beyond the caches costs one latency for many codes.
        Span<ulong> words = stackalloc ulong[Batch];
        var filter = _filter;
        int shift = _filterShift, count = 0;
        for (var start = 0; start < codes.Length; start += Batch)
        {
            var batch = codes.Slice(start, Math.Min(Batch, codes.Length - start));
            for (var i = 0; i < batch.Length; i++)
            {
                words[i] = filter[(int)((batch[i] * Spread) >> shift)];
            }

            for (var i = 0; i < batch.Length; i++)
            {
                var wanted = FilterBits(batch[i] * Spread);
                if ((words[i] & wanted) == wanted && Slot(batch[i]) >= 0)
                {
                    hits[count++] = start + i;
                }
            }
        }

        return count;
    }

    /// <summary>The tensors that published <paramref name="code"/>, smallest number first; empty when none did.</summary>
    public ReadOnlySpan<int> OwnersOf(ulong code)
    {
        var slot = Slot(code);
        if (slot < 0)
        {
            return default;
        }

        return new ReadOnlySpan<int>(_owners, _starts[slot], _lengths[slot]);
    }

    private static ulong FilterBits(ulong hash) => (1UL << (int)(hash >> 18)) | (1UL << (int)(hash >> 24)) | (1UL << (int)(hash >> 30)) | (1UL << (int)(hash >> 36));

    private static int LogAtLeast(long size)
    {
        var log = 1;
        while (log < 30 && (1L << log) < size)
        {
            log++;
        }

        return log;
    }

    private void Insert(ulong code, int start, int length)
    {
        var hash = code * Spread;
        _filter[(int)(hash >> _filterShift)] |= FilterBits(hash);
        var slot = (int)(hash >> _tableShift);
        while (_codes[slot] != 0)
        {
            slot = (slot + 1) & (_codes.Length - 1);
        }

        _codes[slot] = code;
        _starts[slot] = start;
        _lengths[slot] = length;
    }

    private int Slot(ulong code)
    {
        var slot = (int)(unchecked(code * Spread) >> _tableShift);
        while (_codes[slot] != code)
        {
            if (_codes[slot] == 0)
            {
                return -1;
            }

            slot = (slot + 1) & (_codes.Length - 1);
        }

        return slot;
    }
}
