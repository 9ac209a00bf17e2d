using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ReleaseGuard.Artifacts.Tests.Formats.Tflite;

/// <summary>Writes FlatBuffers: parents before children, so every offset leads forward. Fields are scalars (numbers), strings, byte arrays, arrays of tables, or tables.</summary>
internal sealed class FlatBytes
{
    private readonly List<byte> _bytes = [0, 0, 0, 0];
    private readonly Queue<(int At, object Child)> _pending = new();
    private readonly Dictionary<object, int> _placed = new(ReferenceEqualityComparer.Instance);

    /// <summary>A table: field number to value.</summary>
    internal sealed class Table : Dictionary<int, object>
    {
    }

    /// <summary>An offset that is written as it stands, leading wherever it leads.</summary>
    internal sealed record RawOffset(uint Value);

    /// <summary>A vector that says it has this many items, whatever follows.</summary>
    internal sealed record RawVector(uint Count, byte[] Content);

    public static byte[] Write(Table root, string identifier = "TFL3", byte[]? tail = null)
    {
        var writer = new FlatBytes();
        writer._bytes.AddRange(Encoding.ASCII.GetBytes(identifier));
        writer._pending.Enqueue((0, root));
        while (writer._pending.TryDequeue(out var next))
        {
            writer.Place(next.At, next.Child);
        }

        writer.Align(4);
        return [.. writer._bytes, .. tail ?? []];
    }

    private void Place(int at, object child)
    {
        if (!_placed.TryGetValue(child, out var position))
        {
            position = child switch
            {
                Table table => PlaceTable(table),
                string text => PlaceVector((uint)Encoding.UTF8.GetByteCount(text), [.. Encoding.UTF8.GetBytes(text), 0]),
                byte[] content => PlaceVector((uint)content.Length, content),
                int[] numbers => PlaceVector((uint)numbers.Length, [.. numbers.SelectMany(BitConverter.GetBytes)]),
                float[] numbers => PlaceVector((uint)numbers.Length, [.. numbers.SelectMany(BitConverter.GetBytes)]),
                RawVector raw => PlaceVector(raw.Count, raw.Content),
                Table[] tables => PlaceTables(tables),
                _ => throw new ArgumentException(child.GetType().Name),
            };
            _placed[child] = position;
        }

        Patch(at, (uint)(position - at));
    }

    private int PlaceVector(uint count, byte[] content)
    {
        Align(4);
        var position = _bytes.Count;
        _bytes.AddRange(BitConverter.GetBytes(count));
        _bytes.AddRange(content);
        return position;
    }

    private int PlaceTables(Table[] tables)
    {
        var position = PlaceVector((uint)tables.Length, new byte[tables.Length * 4]);
        for (var i = 0; i < tables.Length; i++)
        {
            _pending.Enqueue((position + 4 + (4 * i), tables[i]));
        }

        return position;
    }

    private int PlaceTable(Table table)
    {
        Align(8);
        var fields = table.Count == 0 ? 0 : table.Keys.Max() + 1;
        var vtable = _bytes.Count;
        var vtableLength = 4 + (2 * fields);
        var offsets = new ushort[fields];
        var length = 4;
        foreach (var (number, value) in table.OrderBy(pair => pair.Key))
        {
            offsets[number] = (ushort)length;
            length += value is ulong ? 8 : 4;
        }

        _bytes.AddRange(BitConverter.GetBytes((ushort)vtableLength));
        _bytes.AddRange(BitConverter.GetBytes((ushort)length));
        _bytes.AddRange(offsets.SelectMany(BitConverter.GetBytes));
        Align(4);
        var position = _bytes.Count;
        _bytes.AddRange(BitConverter.GetBytes(position - vtable));
        foreach (var (_, value) in table.OrderBy(pair => pair.Key))
        {
            switch (value)
            {
                case ulong number:
                    _bytes.AddRange(BitConverter.GetBytes(number));
                    break;
                case uint number:
                    _bytes.AddRange(BitConverter.GetBytes(number));
                    break;
                case byte number:
                    _bytes.AddRange([number, 0, 0, 0]);
                    break;
                case RawOffset raw:
                    _bytes.AddRange(BitConverter.GetBytes(raw.Value));
                    break;
                default:
                    _pending.Enqueue((_bytes.Count, value));
                    _bytes.AddRange(new byte[4]);
                    break;
            }
        }

        return position;
    }

    private void Align(int to)
    {
        while (_bytes.Count % to != 0)
        {
            _bytes.Add(0);
        }
    }

    private void Patch(int at, uint value)
    {
        for (var i = 0; i < 4; i++)
        {
            _bytes[at + i] = (byte)(value >> (8 * i));
        }
    }
}
