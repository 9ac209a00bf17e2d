namespace ReleaseGuard.Artifacts.Formats.Tflite;

/// <summary>One table of a FlatBuffers file. Fields are asked for by their number in the schema; an absent field is its default.</summary>
internal sealed class FlatTable(FlatBuffer file, long position, long vtable, int vtableLength, int tableLength)
{
    public long Position => position;

    /// <summary>Where the field is, or -1 when it is absent or does not fit its table.</summary>
    private long Field(int number, int length)
    {
        var slot = 4 + (2 * number);
        if (slot + 2 > vtableLength || !file.Bytes.TryUInt16(vtable + slot, out var offset) || offset < 4 || offset + length > tableLength)
        {
            return -1;
        }

        return position + offset;
    }

    public uint UInt32(int number)
    {
        var at = Field(number, 4);
        return at >= 0 && file.Bytes.TryUInt32(at, out var value) ? value : 0;
    }

    public ulong UInt64(int number)
    {
        var at = Field(number, 8);
        return at >= 0 && file.Bytes.TryUInt64(at, out var value) ? value : 0;
    }

    public int Byte(int number)
    {
        var at = Field(number, 1);
        return at >= 0 ? file.Bytes.ByteAt(at) : 0;
    }

    public bool Has(int number) => Field(number, 4) >= 0;

    public FlatVector? Vector(int number, int itemLength, string what)
    {
        var at = Field(number, 4);
        var target = at < 0 ? -1 : file.Follow(at, what);
        return target < 0 ? null : file.Vector(target, itemLength, what);
    }

    public string Text(int number, string what, int maxBytes = 64 * 1024) =>
        Vector(number, 1, what) is { } text ? file.Bytes.Text(text.Offset, text.Count, maxBytes) : "";

    public FlatTable? Table(int number, string what)
    {
        var at = Field(number, 4);
        var target = at < 0 ? -1 : file.Follow(at, what);
        return target < 0 ? null : file.Table(target, what);
    }

    /// <summary>Item <paramref name="index"/> of a vector of tables.</summary>
    public static FlatTable? Item(FlatBuffer file, FlatVector vector, long index, string what)
    {
        var target = file.Follow(vector.At(index), what);
        return target < 0 ? null : file.Table(target, what);
    }
}
