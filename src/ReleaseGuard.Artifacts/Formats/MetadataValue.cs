namespace ReleaseGuard.Artifacts.Formats;

/// <summary>Tells metadata that describes from metadata that carries: long values, and values written in base64 or hexadecimal.</summary>
internal static class MetadataValue
{
    private const int Oversized = 1024;

    // A SHA-512 in hexadecimal has 128 digits and is ordinary; anything longer in one unbroken run is not a digest.
    private const int EncodedLength = 129;

    /// <param name="facts">Where to report.</param>
    /// <param name="invariant">Id under which to report.</param>
    /// <param name="key">The metadata key.</param>
    /// <param name="value">The value, possibly cut.</param>
    /// <param name="offset">Where the value's bytes are.</param>
    /// <param name="length">How many bytes it takes in the file.</param>
    public static void Check(FactsBuilder facts, string invariant, string key, string value, long offset, long length)
    {
        var encoding = EncodingOf(value);
        if (length <= Oversized && encoding is null)
        {
            return;
        }

        var name = key.Length <= 64 ? key : key.Substring(0, 64) + "…";
        var message = encoding is null
            ? $"metadata '{name}' has {length} bytes"
            : $"metadata '{name}' has {length} bytes that look like {encoding}";
        facts.Problem(invariant, ArtifactProblemKind.Metadata, message, offset, length);
        facts.Payload($"metadata '{name}'", offset, length);
    }

    /// <summary>"hexadecimal" or "base64" when the text begins with a long run of nothing else; null otherwise.</summary>
    public static string? EncodingOf(string value)
    {
        if (value.Length < EncodedLength)
        {
            return null;
        }

        bool hex = true, upper = false, lower = false, digit = false;
        foreach (var c in value)
        {
            switch (c)
            {
                case >= '0' and <= '9':
                    digit = true;
                    break;
                case >= 'a' and <= 'f':
                    lower = true;
                    break;
                case >= 'A' and <= 'F':
                    upper = true;
                    break;
                case >= 'g' and <= 'z':
                    hex = false;
                    lower = true;
                    break;
                case >= 'G' and <= 'Z':
                    hex = false;
                    upper = true;
                    break;
                case '+' or '/' or '-' or '_' or '=' or '\n' or '\r':
                    hex = false;
                    break;
                default:
                    return null;
            }
        }

        return hex ? "hexadecimal" : upper && lower && digit ? "base64" : null;
    }
}
