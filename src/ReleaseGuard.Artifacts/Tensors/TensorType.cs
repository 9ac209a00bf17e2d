using System;

namespace ReleaseGuard.Artifacts;

/// <summary>An element type as a format stores it. Block types (GGUF quantisation) hold <see cref="BlockElements"/> elements in <see cref="BlockBits"/> bits.</summary>
/// <param name="Name">Name as reports print it: <c>BF16</c>, <c>Q4_0</c>.</param>
/// <param name="Kind">What the elements are.</param>
/// <param name="BlockElements">Elements in one block; 1 for plain types.</param>
/// <param name="BlockBits">Bits in one block; the width of one element for plain types. 0 where elements have no fixed width (text).</param>
public sealed record TensorType(string Name, TensorElementKind Kind, int BlockElements, int BlockBits)
{
    /// <summary>A plain type of <paramref name="bits"/> bits per element.</summary>
    public TensorType(string name, TensorElementKind kind, int bits)
        : this(name, kind, 1, bits)
    {
    }

    /// <summary>Bits per element, rounded up for block types.</summary>
    public int Bits => (BlockBits + BlockElements - 1) / BlockElements;

    /// <summary>Bytes that <paramref name="elements"/> elements take, or null when they do not fill whole blocks or whole bytes, or do not fit 63 bits.</summary>
    public long? ByteLength(long elements)
    {
        if (elements < 0 || elements % BlockElements != 0)
        {
            return null;
        }

        var blocks = elements / BlockElements;
        if (BlockBits % 8 == 0)
        {
            var bytes = BlockBits / 8;
            return bytes != 0 && blocks > long.MaxValue / bytes ? null : blocks * bytes;
        }

        // Sub-byte elements: only whole bytes can be addressed.
        if (blocks > long.MaxValue / BlockBits)
        {
            return null;
        }

        var bits = blocks * BlockBits;
        return bits % 8 == 0 ? bits / 8 : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
