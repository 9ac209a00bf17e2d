using System;
using System.Collections.Generic;
using System.Linq;

namespace ReleaseGuard.Policy;

/// <summary>
/// Says what a text names among what components withhold: types, assemblies, tensors, tokens, data sets, files, strings. The one
/// judgement of texts, whether they stand in source (RG1201, RG1202) or in a compiled file (RG2006).
/// </summary>
public sealed class TextNames
{
    private const int LongestName = 512;

    private readonly PolicyMatcher _matcher;
    private readonly Func<Component, bool>? _counts;
    private readonly Dictionary<string, PatternMatch> _simple = new(StringComparer.Ordinal);
    private readonly bool _symbols;
    private readonly bool _assemblies;
    private readonly bool _files;
    private readonly bool _tensors;
    private readonly bool _tokens;
    private readonly bool _datasets;
    private readonly bool _strings;

    /// <param name="policy">The policy.</param>
    /// <param name="counts">The components that are looked for; null for all.</param>
    public TextNames(EditionPolicy policy, Func<Component, bool>? counts = null)
    {
        if (policy is null) throw new ArgumentNullException(nameof(policy));
        _matcher = policy.Matcher;
        _counts = counts;
        foreach (var component in policy.Components)
        {
            if (counts?.Invoke(component) == false) continue;
            var match = component.Match;
            _symbols |= match.Symbols.Count > 0;
            _assemblies |= match.Assemblies.Count > 0;
            _files |= match.Files.Count > 0;
            _tensors |= match.Tensors.Any(static tensor => tensor.IsNamedOutright);
            _tokens |= match.Tokens.Count > 0;
            _datasets |= match.Datasets.Count > 0;
            _strings |= match.Strings.Count > 0;
            foreach (var pattern in match.Symbols)
            {
                if (!pattern.Text.StartsWith("T:", StringComparison.Ordinal)) continue;
                var name = pattern.Text.Substring(pattern.Text.LastIndexOf('.') + 1);
                if (IsTelling(name)) _simple[name] = new PatternMatch(component, pattern, null);
            }
        }
    }

    /// <summary>False when no text can name anything.</summary>
    public bool NamesAnything => _symbols || _assemblies || _files || _tensors || _tokens || _datasets || _strings;

    /// <summary>False when no text can name a file.</summary>
    public bool NamesFiles => _files;

    /// <summary>What a whole text names, or what some of its words do.</summary>
    public NamedByText? Find(string text)
    {
        if (text is null) throw new ArgumentNullException(nameof(text));
        if (text.Length == 0) return null;
        if (text.Length <= LongestName)
        {
            // One word of letters is what "video.**" or an assembly "Secret" matches, and what every program holds.
            var isWord = IsPlainWord(text);
            if (!isWord && Binding(text) is { } bound) return bound;
            if (_tensors && !isWord && Counted(_matcher.MatchTensor(text), static match => match.Tensor?.IsNamedOutright == true) is { } tensor) return new NamedByText("tensor", text, tensor);
            if (_tokens && Counted(_matcher.MatchToken(text)) is { } token) return new NamedByText("token", text, token);
            if (_datasets && Counted(_matcher.MatchDataset(text)) is { } dataset) return new NamedByText("data set", text, dataset);
            if (text.IndexOfAny(['/', '\\', '.']) >= 0 && text.IndexOf('\n') < 0 && File(Normal(text)) is { } file) return file with { Name = text };
            if (SimpleName(text) is { } simple) return simple;
        }

        if (_strings && Counted(_matcher.MatchText(text)) is { } words) return new NamedByText("text", Shortened(text), words);
        return QualifiedNameIn(text);
    }

    /// <summary>What a text binds that names a type or an assembly: <c>Name.Space.Type</c>, <c>Type+Nested</c>, with or without an assembly behind a comma.</summary>
    public NamedByText? Binding(string text)
    {
        if (text is null) throw new ArgumentNullException(nameof(text));
        var comma = CommaOutsideBrackets(text);
        var type = (comma < 0 ? text : text.Substring(0, comma)).Trim();
        if (type.IndexOf('.') > 0 && IsDotted(type) && Symbol("T:" + type.Replace('+', '.')) is { } named) return named with { Name = type };
        if (Assembly(type) is { } assembly) return assembly;
        return comma < 0 ? null : Assembly(text.Substring(comma + 1).Split(',')[0].Trim());
    }

    /// <summary>A library as <c>DllImport</c> writes it: with or without the extension and prefix of the platform.</summary>
    public NamedByText? Library(string text)
    {
        foreach (var name in new[] { text, text + ".dll", text + ".so", "lib" + text + ".so", text + ".dylib", "lib" + text + ".dylib" })
        {
            if (File(Normal(name)) is { } file) return file;
        }

        return Binding(text);
    }

    /// <summary>What a documentation-comment id belongs to.</summary>
    public NamedByText? Symbol(string documentationId)
    {
        if (documentationId is null) throw new ArgumentNullException(nameof(documentationId));
        return _symbols && Counted(_matcher.MatchSymbol(documentationId)) is { } claimed
            ? new NamedByText(documentationId[0] switch { 'N' => "namespace", 'T' => "type", _ => "member" }, documentationId.Substring(2), claimed) : null;
    }

    /// <summary>What a path belongs to, as the policy writes paths.</summary>
    public NamedByText? File(string path) => _files && Counted(_matcher.MatchFile(path)) is { } file ? new NamedByText("file", path, file) : null;

    /// <summary>The type that a simple name tells by itself: one of two words at least (<c>ExploitHead</c>), because <c>Head</c> is everybody's.</summary>
    public NamedByText? SimpleName(string name) => _simple.TryGetValue(name, out var match) ? new NamedByText("type", name, [match]) : null;

    /// <summary>Whether some type can be told by its simple name.</summary>
    public bool NamesSimply => _simple.Count > 0;

    /// <summary>The words of a text, each made of the characters that a test takes.</summary>
    public static IEnumerable<string> Words(string text, Func<char, bool> isPart)
    {
        if (text is null) throw new ArgumentNullException(nameof(text));
        if (isPart is null) throw new ArgumentNullException(nameof(isPart));
        return WordsOf(text, isPart);
    }

    private static IEnumerable<string> WordsOf(string text, Func<char, bool> isPart)
    {
        for (var start = 0; start < text.Length;)
        {
            if (!isPart(text[start]))
            {
                start++;
                continue;
            }

            var end = start;
            while (end < text.Length && isPart(text[end])) end++;
            yield return text.Substring(start, end - start);
            start = end;
        }
    }

    private NamedByText? Assembly(string name) =>
        _assemblies && AssemblyNames.WithoutExtension(name) is var bare && Counted(_matcher.MatchAssembly(bare)) is { } assembly ? new NamedByText("assembly", name, assembly) : null;

    private NamedByText? QualifiedNameIn(string text)
    {
        if ((!_symbols && !_assemblies) || text.IndexOf('.') < 0) return null;
        foreach (var word in WordsOf(text, static c => c is '.' or '_' or '+' or '`' || char.IsLetterOrDigit(c)))
        {
            var name = word.Trim('.', '+');
            if (name.Length > LongestName || name.IndexOf('.') <= 0) continue;
            var id = name.Replace('+', '.');
            if ((Symbol("T:" + id) ?? Symbol("N:" + id)) is { } symbol) return symbol;
            if (Assembly(name) is { } assembly) return assembly;
        }

        return null;
    }

    private List<PatternMatch>? Counted(IReadOnlyList<PatternMatch> matches, Func<PatternMatch, bool>? also = null)
    {
        List<PatternMatch>? counted = null;
        foreach (var match in matches)
        {
            if (_counts?.Invoke(match.Component) != false && also?.Invoke(match) != false) (counted ??= []).Add(match);
        }

        return counted;
    }

    private static bool IsTelling(string name)
    {
        var humps = 0;
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c) && c != '_') return false;
            humps += char.IsUpper(c) || c == '_' ? 1 : 0;
        }

        return humps >= 2 && name.Length >= 6;
    }

    private static bool IsPlainWord(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (!char.IsLetter(text[index]) || (index > 0 && char.IsUpper(text[index]) && !char.IsUpper(text[index - 1]))) return false;
        }

        return true;
    }

    private static bool IsDotted(string text)
    {
        foreach (var c in text)
        {
            if (c is not ('.' or '_' or '+' or '`' or '[' or ']' or ',' or ' ' or '&' or '*') && !char.IsLetterOrDigit(c)) return false;
        }

        return true;
    }

    private static int CommaOutsideBrackets(string text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '[') depth++;
            else if (text[i] == ']') depth--;
            else if (text[i] == ',' && depth == 0) return i;
        }

        return -1;
    }

    private static string Normal(string path)
    {
        var normal = path.Replace('\\', '/');
        return normal.StartsWith("./", StringComparison.Ordinal) ? normal.Substring(2) : normal.TrimStart('/');
    }

    private static string Shortened(string text)
    {
        var line = new string([.. text.Take(60).Select(static c => char.IsControl(c) ? ' ' : c)]);
        return text.Length > 60 ? line + "…" : line;
    }
}
