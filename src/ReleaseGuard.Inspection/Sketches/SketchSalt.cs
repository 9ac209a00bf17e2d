using System;
using System.Security.Cryptography;
using System.Text;

namespace ReleaseGuard.Inspection.Sketches;

/// <summary>
/// 16 bytes that make the values of one sketch file its own. Every purpose has its key: the first bytes of the SHA-256 of
/// <c>releaseguard/sketch/1/</c>, the purpose, a zero byte and the salt. A salt that stays secret makes the file useless as an oracle for outsiders.
/// </summary>
public sealed class SketchSalt : IEquatable<SketchSalt>
{
    private const string Domain = "releaseguard/sketch/1/";

    private readonly byte[] _bytes;

    private SketchSalt(byte[] bytes) => _bytes = bytes;

    /// <summary>A salt from the system's random numbers.</summary>
    public static SketchSalt Random()
    {
        var bytes = new byte[16];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return new SketchSalt(bytes);
    }

    /// <summary>A salt of 32 lower-case hexadecimal digits; null for anything else.</summary>
    public static SketchSalt? Parse(string text)
    {
        const string Digits = "0123456789abcdef";
        var bytes = new byte[16];
        if (text.Length != 32)
        {
            return null;
        }

        for (var i = 0; i < text.Length; i++)
        {
            var digit = Digits.IndexOf(text[i]);
            if (digit < 0)
            {
                return null;
            }

            bytes[i / 2] = (byte)((bytes[i / 2] << 4) | digit);
        }

        return new SketchSalt(bytes);
    }

    /// <summary>Digits that tell whether a secret salt is the one a file was made with, without telling the salt.</summary>
    public string Check => Hex.Lower(Derive("check").AsSpan(0, 8));

    /// <summary>Salt of the codes of one window kind.</summary>
    public ulong ForWindows(WindowKind kind) => Word(Derive(kind.Name), 0);

    /// <inheritdoc/>
    public bool Equals(SketchSalt? other) => other is not null && _bytes.AsSpan().SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SketchSalt);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(_bytes, 0);

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => Hex.Lower(_bytes);

    /// <summary>The key of the order-free tier.</summary>
    internal Content.MultisetKey ForMultisets()
    {
        var key = Derive("multiset");
        return new Content.MultisetKey(Word(key, 0), Word(key, 8));
    }

    /// <summary>An id that hides a name from everyone who does not know it.</summary>
    internal string Opaque(string name) => "t-" + Hex.Lower(Derive("id/" + name).AsSpan(0, 8));

    private static ulong Word(byte[] bytes, int at)
    {
        ulong word = 0;
        for (var i = 7; i >= 0; i--)
        {
            word = (word << 8) | bytes[at + i];
        }

        return word;
    }

    private byte[] Derive(string purpose)
    {
        var text = Encoding.UTF8.GetBytes(Domain + purpose);
        var bytes = new byte[text.Length + 1 + _bytes.Length];
        text.CopyTo(bytes, 0);
        _bytes.CopyTo(bytes, text.Length + 1);
        using var sha = SHA256.Create();
        return sha.ComputeHash(bytes);
    }
}
