using System;
using System.Buffers.Binary;
using ReleaseGuard.Artifacts.Formats;

namespace ReleaseGuard.Artifacts.Archives;

/// <summary>The fixed fields of a central directory entry, widened by its ZIP64 extra field.</summary>
internal struct ZipHeader
{
    public int MadeBy;
    public int Flags;
    public int Method;
    public uint Crc;
    public long CompressedLength;
    public long Length;
    public int NameLength;
    public int ExtraLength;
    public int CommentLength;
    public uint ExternalAttributes;
    public long HeaderOffset;

    /// <summary>File type bits of the Unix mode (0x8000 file, 0x4000 folder, 0xA000 link); 0 when the archive was not made on Unix or says nothing.</summary>
    public readonly int UnixMode => MadeBy >> 8 is 3 or 19 ? (int)(ExternalAttributes >> 16) & 0xF000 : 0;

    public static ZipHeader FromCentral(ReadOnlySpan<byte> bytes) => new()
    {
        MadeBy = BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(4)),
        Flags = BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(8)),
        Method = BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(10)),
        Crc = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(16)),
        CompressedLength = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(20)),
        Length = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(24)),
        NameLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(28)),
        ExtraLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(30)),
        CommentLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(32)),
        ExternalAttributes = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(38)),
        HeaderOffset = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(42)),
    };

    public void Widen(in ZipExtra extra, FactsBuilder facts, string name, long at)
    {
        var values = extra.Zip64;
        var next = 0;
        var good = Take(ref Length, values, ref next) & Take(ref CompressedLength, values, ref next) & Take(ref HeaderOffset, values, ref next);
        if (!good)
        {
            facts.Malformed("Z11", $"the ZIP64 field of '{name}' lacks a value or holds one over 2^63-1", at);
        }
    }

    private static bool Take(ref long value, ulong[] values, ref int next)
    {
        if (value != 0xFFFFFFFF)
        {
            return true;
        }

        if (next >= values.Length || values[next] > long.MaxValue)
        {
            // Without a ZIP64 field 0xFFFFFFFF is the value itself.
            return values.Length == 0;
        }

        value = (long)values[next++];
        return true;
    }
}
