using System;

namespace ReleaseGuard.Artifacts.Archives;

/// <summary>CRC-32 of zip and gzip (reflected 0xEDB88320), four bytes at a step.</summary>
internal struct Crc32
{
    private static readonly uint[] Table = MakeTable();

    private uint _state;

    public readonly uint Value => _state;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var table = Table;
        var crc = ~_state;
        while (bytes.Length >= 4)
        {
            crc ^= (uint)(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16) | (bytes[3] << 24));
            crc = table[768 + (crc & 0xFF)] ^ table[512 + ((crc >> 8) & 0xFF)] ^ table[256 + ((crc >> 16) & 0xFF)] ^ table[crc >> 24];
            bytes = bytes.Slice(4);
        }

        foreach (var b in bytes)
        {
            crc = (crc >> 8) ^ table[(crc ^ b) & 0xFF];
        }

        _state = ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[1024];
        for (uint i = 0; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }

            table[i] = crc;
        }

        for (var i = 256; i < 1024; i++)
        {
            table[i] = (table[i - 256] >> 8) ^ table[table[i - 256] & 0xFF];
        }

        return table;
    }
}
