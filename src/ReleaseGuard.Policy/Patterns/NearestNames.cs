using System;
using System.Collections.Generic;
using System.Text;

namespace ReleaseGuard.Policy.Patterns;

/// <summary>
/// Finds the live name that a dead pattern probably meant. Names are reduced to their forms (every number is one sign, every
/// ancestor counts), which makes a few hundred of a hundred thousand; those are walked sorted, so that the edit distance of a common beginning is computed once.
/// </summary>
internal sealed class NearestNames
{
    private readonly char _separator;
    private readonly bool _hasKindPrefix;
    private readonly string[] _forms;
    private readonly Dictionary<string, string> _sampleOf = new(StringComparer.Ordinal);

    public NearestNames(PatternKind kind, IEnumerable<string> names)
    {
        _separator = kind is PatternKind.Symbol or PatternKind.Tensor or PatternKind.Assembly or PatternKind.Package ? '.' : '/';
        _hasKindPrefix = kind == PatternKind.Symbol;
        foreach (var name in names) AddForms(name);
        _forms = new string[_sampleOf.Count];
        _sampleOf.Keys.CopyTo(_forms, 0);
        Array.Sort(_forms, StringComparer.Ordinal);
    }

    /// <summary>The nearest name or beginning of a name; null when none is near.</summary>
    public string? Find(string pattern)
    {
        var word = Form(Bare(pattern));
        var bound = Math.Max(1, word.Length / 3);
        string? best = null;
        // One row of distances for each letter of the form looked at; rows of the beginning it shares with the one before are kept.
        var rows = new List<int[]> { new int[word.Length + 1] };
        for (var j = 0; j <= word.Length; j++) rows[0][j] = j;
        var before = "";
        var valid = 0;
        foreach (var form in _forms)
        {
            if (form.Length - word.Length > bound) continue;
            var shared = 0;
            while (shared < valid && shared < form.Length && form[shared] == before[shared]) shared++;
            before = form;
            valid = shared;
            var hopeless = false;
            for (var i = shared; i < form.Length && !hopeless; i++)
            {
                if (rows.Count <= i + 1) rows.Add(new int[word.Length + 1]);
                hopeless = NextRow(rows[i], rows[i + 1], form[i], word, i + 1) > bound;
                valid = i + 1;
            }

            if (valid < form.Length || rows[form.Length][word.Length] > bound) continue;
            if (best is not null && rows[form.Length][word.Length] == bound) continue;
            best = form;
            bound = rows[form.Length][word.Length];
            if (bound == 0) break;
        }

        return best is null ? null : _sampleOf[best];
    }

    private static int NextRow(int[] last, int[] row, char c, string word, int length)
    {
        var least = row[0] = length;
        for (var j = 1; j <= word.Length; j++)
        {
            var cost = last[j - 1] + (word[j - 1] == c ? 0 : 1);
            if (last[j] + 1 < cost) cost = last[j] + 1;
            if (row[j - 1] + 1 < cost) cost = row[j - 1] + 1;
            row[j] = cost;
            if (cost < least) least = cost;
        }

        return least;
    }

    private void AddForms(string name)
    {
        var prefix = _hasKindPrefix && name.Length > 2 && name[1] == ':' ? 2 : 0;
        for (var end = name.Length; end > prefix;)
        {
            var form = Form(name.Substring(prefix, end - prefix));
            // Its ancestors are known already with it.
            if (_sampleOf.ContainsKey(form)) return;
            _sampleOf.Add(form, name.Substring(0, end));
            end = name.LastIndexOf(_separator, end - 1);
        }
    }

    private string Bare(string pattern)
    {
        var text = pattern;
        if (_hasKindPrefix && text.Length > 2 && text[1] == ':') text = text.Substring(2);
        if (text.StartsWith("**" + _separator, StringComparison.Ordinal)) text = text.Substring(3);
        if (text.EndsWith(_separator + "**", StringComparison.Ordinal)) text = text.Substring(0, text.Length - 3);
        return text;
    }

    // Numbers, ranges and wildcards become one sign each; letters lose their case.
    private static string Form(string text)
    {
        var form = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var sign = c is '*' or (>= '0' and <= '9');
            if (c == '{' && text.IndexOf('}', i) is > 0 and var close)
            {
                i = close;
                sign = true;
            }

            if (!sign) form.Append(c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c);
            else if (form.Length == 0 || form[form.Length - 1] != '#') form.Append('#');
        }

        return form.ToString();
    }
}
