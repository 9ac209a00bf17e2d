using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;

namespace ReleaseGuard.Artifacts.Tensors;

/// <summary>
/// A set of names, numbered in the order they came, held as UTF-8: half a million names take no more than the text they were read from.
/// The hash is keyed (SipHash-1-3), so chosen names cannot make it slow.
/// </summary>
internal sealed class TensorNameTable
{
    private const int ChunkBytes = 64 * 1024;

    private readonly ulong _key0;
    private readonly ulong _key1;
    private readonly List<byte[]> _chunks = [];
    private int _chunkUsed = ChunkBytes;
    private Entry[] _entries;
    private int[] _buckets;
    private byte[] _encoded = [];

    /// <param name="expected">How many names may come; a guess that is wrong costs memory or time, no more.</param>
    public TensorNameTable(int expected = 16)
    {
        var capacity = 16;
        while (capacity < expected && capacity < 1 << 20)
        {
            capacity *= 2;
        }

        _entries = new Entry[capacity];
        _buckets = NewBuckets(capacity);
        var key = new byte[16];
        using (var random = RandomNumberGenerator.Create())
        {
            random.GetBytes(key);
        }

        _key0 = BitConverter.ToUInt64(key, 0);
        _key1 = BitConverter.ToUInt64(key, 8);
    }

    public int Count { get; private set; }

    /// <summary>Number of <paramref name="name"/>; <paramref name="isNew"/> tells whether it was added now.</summary>
    public int Add(ReadOnlySpan<byte> name, out bool isNew)
    {
        var hash = Hash(name);
        var found = Find(name, hash);
        isNew = found < 0;
        if (!isNew)
        {
            return found;
        }

        if (Count == _entries.Length)
        {
            Grow();
        }

        var (chunk, start) = Store(name);
        ref var bucket = ref _buckets[(int)(hash & (uint)(_buckets.Length - 1))];
        _entries[Count] = new Entry(hash, bucket, chunk, start, name.Length);
        bucket = Count;
        return Count++;
    }

    /// <summary>Number of <paramref name="name"/>, or -1.</summary>
    public int Find(string name)
    {
        var needed = Encoding.UTF8.GetMaxByteCount(name.Length);
        if (_encoded.Length < needed)
        {
            _encoded = new byte[needed];
        }

        var length = Encoding.UTF8.GetBytes(name, 0, name.Length, _encoded, 0);
        var span = _encoded.AsSpan(0, length);
        return Find(span, Hash(span));
    }

    public string this[int number]
    {
        get
        {
            var entry = _entries[number];
            return Encoding.UTF8.GetString(_chunks[entry.Chunk], entry.Start, entry.Length);
        }
    }

    private static int[] NewBuckets(int count)
    {
        var buckets = new int[count];
        for (var i = 0; i < buckets.Length; i++)
        {
            buckets[i] = -1;
        }

        return buckets;
    }

    private int Find(ReadOnlySpan<byte> name, uint hash)
    {
        for (var i = _buckets[(int)(hash & (uint)(_buckets.Length - 1))]; i >= 0; i = _entries[i].Next)
        {
            var entry = _entries[i];
            if (entry.Hash == hash && entry.Length == name.Length && name.SequenceEqual(_chunks[entry.Chunk].AsSpan(entry.Start, entry.Length)))
            {
                return i;
            }
        }

        return -1;
    }

    private (int Chunk, int Start) Store(ReadOnlySpan<byte> name)
    {
        if (_chunks.Count == 0 || name.Length > _chunks[_chunks.Count - 1].Length - _chunkUsed)
        {
            _chunks.Add(new byte[Math.Max(Count < 64 ? 4096 : ChunkBytes, name.Length)]);
            _chunkUsed = 0;
        }

        var start = _chunkUsed;
        name.CopyTo(_chunks[_chunks.Count - 1].AsSpan(start));
        _chunkUsed += name.Length;
        return (_chunks.Count - 1, start);
    }

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _buckets = NewBuckets(_entries.Length);
        for (var i = 0; i < Count; i++)
        {
            ref var bucket = ref _buckets[(int)(_entries[i].Hash & (uint)(_buckets.Length - 1))];
            _entries[i].Next = bucket;
            bucket = i;
        }
    }

    private uint Hash(ReadOnlySpan<byte> bytes)
    {
        ulong v0 = _key0 ^ 0x736f6d6570736575, v1 = _key1 ^ 0x646f72616e646f6d, v2 = _key0 ^ 0x6c7967656e657261, v3 = _key1 ^ 0x7465646279746573;
        var tail = (ulong)bytes.Length << 56;
        while (bytes.Length >= 8)
        {
            var m = System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            v3 ^= m;
            Round(ref v0, ref v1, ref v2, ref v3);
            v0 ^= m;
            bytes = bytes.Slice(8);
        }

        for (var i = 0; i < bytes.Length; i++)
        {
            tail |= (ulong)bytes[i] << (8 * i);
        }

        v3 ^= tail;
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= tail;
        v2 ^= 0xff;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        return (uint)(v0 ^ v1 ^ v2 ^ v3);
    }

    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = Rotate(v1, 13) ^ v0;
        v0 = Rotate(v0, 32);
        v2 += v3;
        v3 = Rotate(v3, 16) ^ v2;
        v0 += v3;
        v3 = Rotate(v3, 21) ^ v0;
        v2 += v1;
        v1 = Rotate(v1, 17) ^ v2;
        v2 = Rotate(v2, 32);
    }

    private static ulong Rotate(ulong value, int by) => (value << by) | (value >> (64 - by));

    private struct Entry(uint hash, int next, int chunk, int start, int length)
    {
        public readonly uint Hash = hash;
        public int Next = next;
        public readonly int Chunk = chunk;
        public readonly int Start = start;
        public readonly int Length = length;
    }
}
