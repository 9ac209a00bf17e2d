using System;
using System.Buffers.Binary;
using System.Text;
using ReleaseGuard.Artifacts.Sources;
using ReleaseGuard.Artifacts.Tensors;

namespace ReleaseGuard.Artifacts.Formats.Numpy;

/// <summary>
/// One .npy array (numpy/lib/format.py, versions 1 to 3), alone or as an entry of an .npz archive. Problems: N1 magic or version · N2 header length ·
/// N3 not the dictionary it must be · N4 shape overflows · N5 data shorter or longer than the shape · N6 padding other than spaces, or much of it · N7 Python objects.
/// </summary>
/// <param name="facts">Where to report.</param>
/// <param name="reader">The array's bytes, inflated where the archive deflates them.</param>
/// <param name="name">Name of the tensor.</param>
/// <param name="stored">Where the array's bytes lie in the file that is read.</param>
/// <param name="storedLength">How many they are there.</param>
/// <param name="isCompressed">Whether they are deflated there.</param>
internal sealed class NpyArray(FactsBuilder facts, SourceReader reader, string name, long stored, long storedLength, bool isCompressed)
{
    /// <summary>numpy's max_header_size.</summary>
    private const long MaxHeader = 10_000;

    private const int LargePadding = 256;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    public static bool Recognises(ReadOnlySpan<byte> head) => head.Length >= Magic.Length && head.StartsWith(Magic);

    public void Read()
    {
        Span<byte> start = stackalloc byte[12];
        start = start.Slice(0, (int)Math.Min(12, reader.Length));
        reader.TryRead(0, start);
        if (start.Length < 10 || !Recognises(start))
        {
            Malformed("N1", "does not begin with numpy's magic bytes", 0);
            return;
        }

        if (start[6] is < 1 or > 3 || start[7] != 0)
        {
            Malformed("N1", $"has version {start[6]}.{start[7]}; numpy has 1.0, 2.0 and 3.0", 6);
            return;
        }

        var prefix = start[6] == 1 ? 10 : 12;
        if (start.Length < prefix)
        {
            Malformed("N2", "ends before its header", 8);
            return;
        }

        var length = start[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(start.Slice(8)) : (long)BinaryPrimitives.ReadUInt32LittleEndian(start.Slice(8));
        if (length > MaxHeader || length > reader.Length - prefix)
        {
            Malformed("N2", $"has a header of {length} bytes, more than the file or numpy's limit of {MaxHeader}", 8);
            return;
        }

        var bytes = new byte[(int)length];
        reader.TryRead(prefix, bytes);
        ReadHeader(bytes, prefix, prefix + length);
    }

    private void ReadHeader(byte[] bytes, int prefix, long dataOffset)
    {
        // One character per byte, so that a place in the text is a place in the file; what is not ASCII cannot be part of a type or shape.
        var text = new StringBuilder(bytes.Length);
        foreach (var b in bytes)
        {
            text.Append((char)b);
        }

        var description = NpyDescription.Parse(text.ToString());
        if (description.Fault is { } fault)
        {
            Malformed("N3", $"has a header that is not numpy's: {fault}", prefix + description.Position);
            return;
        }

        CheckPadding(bytes, description.Position, prefix);
        var (type, shape) = (description.Type!, description.Shape!);
        if (description.HasObjects)
        {
            facts.Problem("N7", ArtifactProblemKind.Executable, $"array '{name}' holds Python objects, which are loaded by running a pickle", Place(dataOffset), tensor: name);
            facts.Payload($"objects of array '{name}'", isCompressed ? stored : stored + dataOffset, isCompressed ? storedLength : reader.Length - dataOffset);
            return;
        }

        var elements = TensorShape.Count(shape);
        var needed = elements is { } count ? type.BlockBits == 0 ? 0 : type.ByteLength(count) : null;
        if (needed is null)
        {
            Malformed("N4", "has a shape whose size does not fit 63 bits", prefix);
        }

        var held = reader.Length - dataOffset;
        if (needed > held)
        {
            Malformed("N5", $"needs {needed} bytes by shape and type and has {held}", dataOffset);
        }
        else if (needed < held)
        {
            facts.Problem("N5", ArtifactProblemKind.Orphan, $"{held - needed} bytes follow the data of array '{name}'", Place(dataOffset + needed.Value), isCompressed ? null : held - needed, name);
            facts.Payload($"bytes after array '{name}'", isCompressed ? stored : stored + dataOffset + needed.Value, isCompressed ? Math.Min(storedLength, held - needed.Value) : held - needed.Value);
        }

        var dataLength = Math.Min(needed ?? 0, held);
        var most = type.BlockBits == 0 ? 0 : dataLength * 8 / type.BlockBits;
        facts.Tensor(new TensorFact(name, type, shape, type.Kind == TensorElementKind.Text ? 0 : Math.Min(elements ?? 0, most), isCompressed ? stored : stored + dataOffset, isCompressed ? storedLength : dataLength)
        {
            Storage = isCompressed ? new TensorStorage(TensorStorageKind.Compressed)
                : description.IsFortran && shape.Length > 1 ? new TensorStorage(TensorStorageKind.Strided) { Strides = ColumnStrides(shape) }
                : description.IsBigEndian ? new TensorStorage(TensorStorageKind.BigEndian)
                : null,
        });
    }

    private void CheckPadding(byte[] bytes, int position, int prefix)
    {
        var end = bytes.Length;
        var isClosed = end > position && bytes[end - 1] == '\n';
        for (var i = position; i < end - 1; i++)
        {
            if (bytes[i] != ' ')
            {
                Malformed("N6", "has bytes other than spaces between its header and its data", prefix + i);
                facts.Payload($"header padding of array '{name}'", isCompressed ? stored : stored + prefix + i, isCompressed ? Math.Min(storedLength, end - i) : end - i);
                return;
            }
        }

        if (!isClosed)
        {
            Malformed("N6", "has a header that does not end in a line break", prefix + end - 1);
        }
        else if (end - position > LargePadding)
        {
            facts.Note("N6", $"{end - position} bytes of padding follow the header of array '{name}'", Place(prefix + position), tensor: name);
        }
    }

    private static long[] ColumnStrides(long[] shape)
    {
        var strides = new long[shape.Length];
        long stride = 1;
        for (var i = 0; i < shape.Length; i++)
        {
            strides[i] = stride;
            stride = unchecked(stride * shape[i]);
        }

        return strides;
    }

    /// <summary>A place in the array as a place in the file; of deflated data only the beginning has one.</summary>
    private long Place(long offset) => isCompressed ? stored : stored + offset;

    private void Malformed(string invariant, string message, long offset) => facts.Malformed(invariant, $"array '{name}' {message}", Place(offset), tensor: name);
}
