using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Formats.Onnx;

/// <summary>The numbers of one packed varint field, one by one. Stops at the end and at a number that is cut off or too long.</summary>
internal struct ProtobufNumbers(PagedBytes bytes, long start, long length)
{
    private readonly long _end = start + length;
    private long _position = start;

    public ulong Value { get; private set; }

    public bool Next()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70 && _position < _end; shift += 7)
        {
            var b = bytes.ByteAt(_position++);
            if (b < 0)
            {
                return false;
            }

            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                Value = value;
                return true;
            }
        }

        return false;
    }
}
