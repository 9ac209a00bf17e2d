using System;
using System.Buffers.Binary;
using ReleaseGuard.Artifacts.Formats;

namespace ReleaseGuard.Artifacts.Archives;

/// <summary>A local file header, read only to hold it against its central directory entry.</summary>
internal readonly record struct ZipLocalHeader(long DataOffset)
{
    private const uint Signature = 0x04034b50;
    private const uint DescriptorSignature = 0x08074b50;
    private const int FixedLength = 30;

    // Encryption, strong encryption, UTF-8 names and masked headers change what a reader sees; the rest are hints.
    private const int FlagsThatMatter = 1 | 8 | 0x20 | 0x40 | 0x800 | 0x2000;

    public static ZipLocalHeader? Read(FactsBuilder facts, in ZipHeader central, string name, byte[] nameBytes, long offset)
    {
        var reader = facts.Reader;
        Span<byte> header = stackalloc byte[FixedLength];
        if (!reader.TryRead(offset, header) || BinaryPrimitives.ReadUInt32LittleEndian(header) != Signature)
        {
            facts.Malformed("Z3", $"there is no local header for '{name}' where the directory says", Math.Min(offset, reader.Length));
            return null;
        }

        int flags = BinaryPrimitives.ReadUInt16LittleEndian(header.Slice(6));
        int method = BinaryPrimitives.ReadUInt16LittleEndian(header.Slice(8));
        var crc = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(14));
        long compressed = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(18));
        long length = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(22));
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header.Slice(26));
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(header.Slice(28));
        var variable = new byte[nameLength + extraLength];
        if (!reader.TryRead(offset + FixedLength, variable))
        {
            facts.Malformed("Z3", $"the local header of '{name}' reaches past the end of the file", offset, FixedLength);
            return null;
        }

        if (!variable.AsSpan(0, nameLength).SequenceEqual(nameBytes))
        {
            facts.Malformed("Z3", $"'{name}' is called '{ZipName.Decode(variable.AsSpan(0, nameLength).ToArray())}' in its local header", offset, FixedLength + nameLength);
        }

        var extra = ZipExtra.Read(facts, variable.AsSpan(nameLength), offset + FixedLength + nameLength, name, nameBytes);
        if (extra.Zip64.Length >= 2)
        {
            length = length == 0xFFFFFFFF && extra.Zip64[0] <= long.MaxValue ? (long)extra.Zip64[0] : length;
            compressed = compressed == 0xFFFFFFFF && extra.Zip64[1] <= long.MaxValue ? (long)extra.Zip64[1] : compressed;
        }

        if (method != central.Method)
        {
            facts.Malformed("Z3", $"'{name}' has method {central.Method} in the directory and {method} in its local header", offset, FixedLength);
        }

        if (((flags ^ central.Flags) & FlagsThatMatter) != 0)
        {
            facts.Malformed("Z3", $"'{name}' has flags 0x{central.Flags:x} in the directory and 0x{flags:x} in its local header", offset, FixedLength);
        }

        // With a data descriptor the lengths may stand there instead, and are then zero here.
        var deferred = (flags & 8) != 0;
        Compare(facts, "length", central.Length, length, deferred, name, offset);
        Compare(facts, "compressed length", central.CompressedLength, compressed, deferred, name, offset);
        Compare(facts, "CRC-32", central.Crc, crc, deferred, name, offset);
        return new ZipLocalHeader(offset + FixedLength + variable.Length);
    }

    /// <summary>Length of the data descriptor at <paramref name="offset"/>, 0 when none agrees with the directory (Z12).</summary>
    public static int ReadDescriptor(FactsBuilder facts, in ZipHeader central, string name, long offset)
    {
        Span<byte> bytes = stackalloc byte[24];
        var available = (int)Math.Max(0, Math.Min(bytes.Length, facts.Reader.Length - offset));
        bytes = bytes.Slice(0, available);
        if (facts.Reader.TryRead(offset, bytes) && available >= 12)
        {
            var start = BinaryPrimitives.ReadUInt32LittleEndian(bytes) == DescriptorSignature ? 4 : 0;
            foreach (var skip in start == 4 ? new[] { 4, 0 } : [0])
            {
                var rest = bytes.Slice(skip);
                if (rest.Length < 12 || BinaryPrimitives.ReadUInt32LittleEndian(rest) != central.Crc)
                {
                    continue;
                }

                if (rest.Length >= 20 && BinaryPrimitives.ReadUInt64LittleEndian(rest.Slice(4)) == (ulong)central.CompressedLength && BinaryPrimitives.ReadUInt64LittleEndian(rest.Slice(12)) == (ulong)central.Length)
                {
                    return skip + 20;
                }

                if (BinaryPrimitives.ReadUInt32LittleEndian(rest.Slice(4)) == central.CompressedLength && BinaryPrimitives.ReadUInt32LittleEndian(rest.Slice(8)) == central.Length)
                {
                    return skip + 12;
                }
            }
        }

        facts.Malformed("Z12", $"the data descriptor of '{name}' is missing or disagrees with the directory", offset);
        return 0;
    }

    private static void Compare(FactsBuilder facts, string what, long central, long local, bool deferred, string name, long offset)
    {
        if (local != central && !(deferred && local is 0 or 0xFFFFFFFF))
        {
            facts.Malformed("Z3", $"the {what} of '{name}' is {central} in the directory and {local} in its local header", offset, FixedLength);
        }
    }
}
