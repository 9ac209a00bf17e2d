using System.Text;

namespace ReleaseGuard.Artifacts.Archives;

/// <summary>Entry names: decoding and the one spelling by which two of them are the same file.</summary>
internal static class ZipName
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    /// <summary>UTF-8 where the bytes are UTF-8; otherwise one character per byte, so no name is ever lost.</summary>
    public static string Decode(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            var text = new StringBuilder(bytes.Length);
            foreach (var b in bytes)
            {
                text.Append((char)b);
            }

            return text.ToString();
        }
    }

    /// <summary>The path without backslashes, empty and <c>.</c> segments and without the slash that ends a folder.</summary>
    public static string Normalise(string name)
    {
        if (name.IndexOf('\\') < 0 && name.IndexOf("//", System.StringComparison.Ordinal) < 0 && name.IndexOf("./", System.StringComparison.Ordinal) < 0)
        {
            return name.TrimEnd('/');
        }

        var text = new StringBuilder(name.Length);
        foreach (var segment in name.Split('/', '\\'))
        {
            if (segment is "" or ".")
            {
                continue;
            }

            if (text.Length > 0)
            {
                text.Append('/');
            }

            text.Append(segment);
        }

        return text.ToString();
    }
}
