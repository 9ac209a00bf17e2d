using System;

namespace ReleaseGuard.Analyzers.Policies;

/// <summary>The last part of a symbol pattern, with wildcards in it: <c>*Head</c> in <c>T:Avocado.Heads.*Head</c>.</summary>
/// <param name="pattern">The part, in which <c>*</c> stands for any letters.</param>
internal sealed class OpenName(string pattern)
{
    private readonly string[] _pieces = pattern.Split('*');

    /// <summary>Nothing but a wildcard: every identifier fits.</summary>
    public bool IsAny { get; } = pattern.Trim('*').Length == 0;

    public bool Fits(string identifier)
    {
        var first = _pieces[0];
        var last = _pieces[_pieces.Length - 1];
        if (_pieces.Length == 1) return identifier == first;
        if (identifier.Length < first.Length + last.Length || !identifier.StartsWith(first, StringComparison.Ordinal) || !identifier.EndsWith(last, StringComparison.Ordinal)) return false;
        var at = first.Length;
        for (var i = 1; i < _pieces.Length - 1; i++)
        {
            if (_pieces[i].Length == 0) continue;
            at = identifier.IndexOf(_pieces[i], at, StringComparison.Ordinal);
            if (at < 0) return false;
            at += _pieces[i].Length;
        }

        return at <= identifier.Length - last.Length;
    }
}
