using System;
using System.Linq;
using CsCheck;

namespace ReleaseGuard.Artifacts.Tests.Formats.Safetensors;

public sealed class SafetensorsPropertyTests
{
    // What any reading must keep; SafetensorsBytes.Read asserts the rest (nothing read outside the file, no reader fault).
    private static void Exercise(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var facts = SafetensorsBytes.Read(bytes);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 400_000 + (bytes.Length * 64L), $"{allocated} bytes allocated for {bytes.Length}");
        Assert.True(facts.BytesRead <= bytes.Length);
    }

    [Fact]
    public void Random_bytes_are_survived() =>
        Gen.Byte.Array[0, 400].Sample(bytes => Exercise(bytes), iter: 5000);

    [Fact]
    public void Random_headers_are_survived()
    {
        string[] words = ["{", "}", "[", "]", ":", ",", "\"", "\\", "\\u", "d83d", "a", "dtype", "shape", "data_offsets", "\"dtype\":\"F32\"", "\"shape\":[", "\"data_offsets\":[0,4]", "__metadata__", "1", "-0", "1e3", "999999999999999999999", " ", "null", "é", "\u0001"];
        Gen.Int[0, words.Length - 1].Array[0, 40].Sample(pieces => Exercise(SafetensorsBytes.Of(string.Concat(pieces.Select(piece => words[piece])), 8)), iter: 20000);
    }

    [Fact]
    public void A_changed_byte_is_survived()
    {
        var clean = SafetensorsBytes.Clean();
        Gen.Select(Gen.Int[0, clean.Length - 1], Gen.Byte, Gen.Int[0, clean.Length - 1], Gen.Byte).Sample((at, value, at2, value2) =>
        {
            var bytes = (byte[])clean.Clone();
            bytes[at] = value;
            bytes[at2] = value2;
            Exercise(bytes);
        }, iter: 20000);
    }

    [Fact]
    public void Damaged_copies_are_survived() => Mutations.Hold(
        "safetensors",
        SafetensorsBytes.Clean(),
        SafetensorsBytes.Of("""{"__metadata__":{"k":"\\u00e9\\ud83d\\ude00"},"é":{"dtype":"F4","shape":[2,3],"data_offsets":[0,3]},"z":{"dtype":"BF16","shape":[0],"data_offsets":[3,3]}}""", 3));

    [Fact]
    public void Every_cut_is_malformed()
    {
        var clean = SafetensorsBytes.Clean();
        for (var length = 0; length < clean.Length; length++)
        {
            Assert.NotEmpty(SafetensorsBytes.Malformed(clean[..length]));
        }
    }

    [Fact]
    public void Any_tiling_of_tensors_is_clean_and_any_gap_or_overlap_is_not()
    {
        Gen.Select(Gen.Int[0, 40].Array[1, 12], Gen.Int[0, 11], Gen.Int[-3, 3]).Sample((sizes, moved, by) =>
        {
            var position = 0;
            var entries = sizes.Select((size, i) =>
            {
                var start = position + (i == moved ? by : 0);
                position += size;
                return (Name: $"t{i}", Start: start, Size: size);
            }).ToArray();
            if (entries.Any(entry => entry.Start < 0))
            {
                return;
            }

            var header = "{" + string.Join(",", entries.Reverse().Select(entry => $"\"{entry.Name}\":{{\"dtype\":\"U8\",\"shape\":[{entry.Size}],\"data_offsets\":[{entry.Start},{entry.Start + entry.Size}]}}")) + "}";
            var isTiled = by == 0 || moved >= sizes.Length || Tiles(entries.Select(entry => (entry.Start, entry.Size)), position);
            Assert.Equal(isTiled, SafetensorsBytes.Malformed(SafetensorsBytes.Of(header, position)).Length == 0);
        }, iter: 3000);
    }

    private static bool Tiles(System.Collections.Generic.IEnumerable<(int Start, int Size)> ranges, int length)
    {
        var cursor = 0;
        foreach (var (start, size) in ranges.OrderBy(range => range.Start).ThenBy(range => range.Size))
        {
            if (start != cursor)
            {
                return false;
            }

            cursor += size;
        }

        return cursor == length;
    }
}
