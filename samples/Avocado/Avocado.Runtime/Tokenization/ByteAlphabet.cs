namespace Avocado.Tokenization;

/// <summary>Each byte as one printable character, as byte-level vocabularies write it.</summary>
public static class ByteAlphabet
{
    private static readonly char[] Pieces = Build();

    /// <summary>The character for a byte.</summary>
    /// <param name="value">The byte.</param>
    /// <returns>Its character.</returns>
    public static char ToPiece(byte value) => Pieces[value];

    /// <summary>The byte for a character.</summary>
    /// <param name="piece">The character.</param>
    /// <returns>Its byte.</returns>
    public static byte ToByte(char piece) => (byte)Array.IndexOf(Pieces, piece);

    private static char[] Build()
    {
        var next = 256;
        return [.. Enumerable.Range(0, 256).Select(value => value is (>= 33 and <= 126) or (>= 161 and <= 172) or (>= 174 and <= 255) ? (char)value : (char)next++)];
    }
}
