namespace ReleaseGuard.Policy.Reading;

/// <summary>The forms of the names a policy's author gives.</summary>
internal static class Ids
{
    /// <summary>Letters, digits, <c>-</c> and <c>_</c>: an edition's id is a part of file names (<c>Packer.Enterprise.cs</c>).</summary>
    public static bool IsEdition(string id)
    {
        if (id.Length == 0 || !IsLetter(id[0])) return false;
        foreach (var c in id)
        {
            if (!IsLetter(c) && !IsDigit(c) && c is not ('-' or '_')) return false;
        }

        return true;
    }

    /// <summary>Letters, digits, <c>.</c>, <c>-</c> and <c>_</c>.</summary>
    public static bool IsDotted(string id)
    {
        if (id.Length == 0 || (!IsLetter(id[0]) && !IsDigit(id[0]))) return false;
        foreach (var c in id)
        {
            if (!IsLetter(c) && !IsDigit(c) && c is not ('.' or '-' or '_')) return false;
        }

        return true;
    }

    /// <summary>A name that <c>#define</c> takes.</summary>
    public static bool IsSymbol(string symbol)
    {
        if (symbol.Length == 0 || symbol is "true" or "false" || (!IsLetter(symbol[0]) && symbol[0] != '_')) return false;
        foreach (var c in symbol)
        {
            if (!IsLetter(c) && !IsDigit(c) && c != '_') return false;
        }

        return true;
    }

    /// <summary><c>RG</c> and up to four digits; four where a whole id is asked for.</summary>
    public static bool IsRule(string rule, bool whole)
    {
        if (rule.Length < 3 || rule.Length > 6 || (whole && rule.Length != 6) || rule[0] != 'R' || rule[1] != 'G') return false;
        for (var i = 2; i < rule.Length; i++)
        {
            if (!IsDigit(rule[i])) return false;
        }

        return true;
    }

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
