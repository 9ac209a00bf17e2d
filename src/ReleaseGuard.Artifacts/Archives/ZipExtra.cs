using System;
using System.Buffers.Binary;
using ReleaseGuard.Artifacts.Formats;

namespace ReleaseGuard.Artifacts.Archives;

/// <summary>The extra fields of one zip header: ZIP64 lengths, encryption marks, and a second name that some readers prefer.</summary>
internal readonly struct ZipExtra
{
    private const int Zip64Id = 0x0001;
    private const int UnicodePathId = 0x7075;
    private const int AesId = 0x9901;
    private const int StrongEncryptionId = 0x0017;

    /// <summary>Extra bytes allowed before they count as a hiding place; PyTorch pads with at most 64.</summary>
    private const int LargeExtra = 1024;

    private ZipExtra(ulong[] zip64, bool isEncrypted)
    {
        Zip64 = zip64;
        IsEncrypted = isEncrypted;
    }

    public ulong[] Zip64 { get; }

    public bool IsEncrypted { get; }

    public static ZipExtra Read(FactsBuilder facts, ReadOnlySpan<byte> extra, long at, string name, byte[] nameBytes)
    {
        ulong[] zip64 = [];
        var isEncrypted = false;
        if (extra.Length > LargeExtra)
        {
            facts.Problem("Z8", ArtifactProblemKind.Orphan, $"'{name}' has {extra.Length} bytes of extra fields", at, extra.Length);
            facts.Payload($"extra fields of '{name}'", at, extra.Length);
        }

        while (extra.Length >= 4)
        {
            int id = BinaryPrimitives.ReadUInt16LittleEndian(extra);
            int length = BinaryPrimitives.ReadUInt16LittleEndian(extra.Slice(2));
            if (length > extra.Length - 4)
            {
                facts.Malformed("Z2", $"an extra field of '{name}' reaches past the others", at);
                break;
            }

            var data = extra.Slice(4, length);
            if (id == Zip64Id)
            {
                zip64 = new ulong[data.Length / 8];
                for (var i = 0; i < zip64.Length; i++)
                {
                    zip64[i] = BinaryPrimitives.ReadUInt64LittleEndian(data.Slice(i * 8));
                }
            }
            else if (id is AesId or StrongEncryptionId)
            {
                isEncrypted = true;
            }
            else if (id == UnicodePathId && data.Length > 5 && !data.Slice(5).SequenceEqual(nameBytes))
            {
                facts.Malformed("Z3", $"'{name}' has a second name '{ZipName.Decode(data.Slice(5).ToArray())}' that some readers use instead", at);
            }

            extra = extra.Slice(4 + length);
        }

        return new ZipExtra(zip64, isEncrypted);
    }
}
