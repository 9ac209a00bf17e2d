using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>What a name or a text in a compiled file belongs to, among what an edition must not contain: the analyzers' judgement of text (RG1201), where there is no compilation.</summary>
internal sealed class WithheldNames
{
    private const int LongestName = 512;

    private readonly PolicyMatcher _matcher;
    private readonly HashSet<string> _withheld = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Component> _simple = new(StringComparer.Ordinal);
    private readonly bool _symbols;
    private readonly bool _members;
    private readonly bool _assemblies;
    private readonly bool _files;
    private readonly bool _tensors;
    private readonly bool _tokens;
    private readonly bool _datasets;
    private readonly bool _strings;

    public WithheldNames(EditionPolicy policy, Edition edition)
    {
        _matcher = policy.Matcher;
        foreach (var component in policy.Components.Where(component => policy.Decide(component, edition).Standing == Standing.Withheld))
        {
            _withheld.Add(component.Id);
            var match = component.Match;
            _symbols |= match.Symbols.Count > 0;
            _members |= match.Symbols.Any(static pattern => !pattern.Text.StartsWith("T:", StringComparison.Ordinal) && !pattern.Text.StartsWith("N:", StringComparison.Ordinal));
            _assemblies |= match.Assemblies.Count > 0;
            _files |= match.Files.Count > 0;
            _tensors |= match.Tensors.Any(static tensor => IsNamedOutright(tensor));
            _tokens |= match.Tokens.Count > 0;
            _datasets |= match.Datasets.Count > 0;
            _strings |= match.Strings.Count > 0;
            foreach (var pattern in match.Symbols.Where(static pattern => pattern.Text.StartsWith("T:", StringComparison.Ordinal)))
            {
                var name = pattern.Text.Substring(pattern.Text.LastIndexOf('.') + 1);
                if (IsTelling(name))
                {
                    _simple[name] = component;
                }
            }
        }
    }

    /// <summary>The same as questions for readers; null where no name is withheld.</summary>
    public NameQuestions? Questions => _symbols || _assemblies || _files || _tensors || _tokens || _datasets || _strings
        ? new NameQuestions(text => Text(text) is not null, id => Symbol(id) is not null, path => Path(path) is not null, line => Code(line) is not null, _members)
        : null;

    /// <summary>What a documentation-comment id belongs to.</summary>
    public NamedThing? Symbol(string id) => _symbols && From(_matcher.MatchSymbol(id)) is { } component
        ? new NamedThing(component, id[0] switch { 'N' => "namespace", 'T' => "type", _ => "member" }, id.Substring(2))
        : null;

    /// <summary>What a path belongs to, from any of its folders on.</summary>
    public NamedThing? Path(string path)
    {
        if (!_files || path.Length > LongestName || path.IndexOf('\n') >= 0)
        {
            return null;
        }

        foreach (var tail in new ShippedPlace(path.Replace('\\', '/').TrimStart('/')).Tails())
        {
            if (From(_matcher.MatchFile(tail)) is { } component)
            {
                return new NamedThing(component, "file", tail);
            }
        }

        return null;
    }

    /// <summary>What a text names.</summary>
    public NamedThing? Text(string text)
    {
        if (text.Length <= LongestName)
        {
            var word = IsPlainWord(text);
            if (_tensors && !word && From(_matcher.MatchTensor(text).Where(static match => IsNamedOutright(match.Tensor))) is { } tensor)
            {
                return new NamedThing(tensor, "tensor", text);
            }

            if (_tokens && From(_matcher.MatchToken(text)) is { } token)
            {
                return new NamedThing(token, "token", text);
            }

            if (_datasets && From(_matcher.MatchDataset(text)) is { } dataset)
            {
                return new NamedThing(dataset, "data set", text);
            }

            if (_files && text.IndexOfAny(['/', '\\', '.']) >= 0 && text.IndexOf('\n') < 0 && From(_matcher.MatchFile(Normal(text))) is { } file)
            {
                return new NamedThing(file, "file", text);
            }

            if (_assemblies && !word && From(_matcher.MatchAssembly(AssemblyNames.WithoutExtension(text))) is { } assembly)
            {
                return new NamedThing(assembly, "assembly", text);
            }

            if (_simple.TryGetValue(text, out var named))
            {
                return new NamedThing(named, "type", text);
            }
        }

        if (_strings && From(_matcher.MatchText(text)) is { } phrase)
        {
            return new NamedThing(phrase, "text", Shortened(text));
        }

        return QualifiedNameIn(text);
    }

    /// <summary>What a line of source or of documentation names: as a text, or by an identifier of its own.</summary>
    public NamedThing? Code(string line)
    {
        if (Text(line.Trim()) is { } text)
        {
            return text;
        }

        if (_simple.Count == 0)
        {
            return null;
        }

        foreach (var word in Words(line, static c => c == '_' || char.IsLetterOrDigit(c)))
        {
            if (_simple.TryGetValue(word, out var component))
            {
                return new NamedThing(component, "type", word);
            }
        }

        return null;
    }

    private NamedThing? QualifiedNameIn(string text)
    {
        if (!_symbols && !_assemblies || text.IndexOf('.') < 0)
        {
            return null;
        }

        foreach (var word in Words(text, static c => c is '.' or '_' or '+' or '`' || char.IsLetterOrDigit(c)))
        {
            var name = word.Trim('.', '+');
            if (name.Length > LongestName || name.IndexOf('.') <= 0)
            {
                continue;
            }

            var id = name.Replace('+', '.');
            if ((Symbol("T:" + id) ?? Symbol("N:" + id)) is { } symbol)
            {
                return symbol;
            }

            if (_assemblies && From(_matcher.MatchAssembly(AssemblyNames.WithoutExtension(name))) is { } assembly)
            {
                return new NamedThing(assembly, "assembly", name);
            }
        }

        return null;
    }

    private Component? From(IEnumerable<PatternMatch> matches)
    {
        if (matches is IReadOnlyList<PatternMatch> { Count: 0 })
        {
            return null;
        }

        foreach (var match in matches)
        {
            if (_withheld.Contains(match.Component.Id))
            {
                return match.Component;
            }
        }

        return null;
    }

    private static IEnumerable<string> Words(string text, Func<char, bool> isPart)
    {
        for (var start = 0; start < text.Length;)
        {
            if (!isPart(text[start]))
            {
                start++;
                continue;
            }

            var end = start;
            while (end < text.Length && isPart(text[end]))
            {
                end++;
            }

            yield return text.Substring(start, end - start);
            start = end;
        }
    }

    /// <summary>A pattern that asks for rows, a shape, a type or content withholds a part or a form of a tensor; its name alone is everybody's.</summary>
    private static bool IsNamedOutright(TensorPattern? tensor) => tensor is { Name: not null, Rows: null, Shape: null, Dtype: null, Sha256: null, Sketch: null };

    /// <summary>Whether a simple name tells a thing by itself: of two words at least (<c>ExploitHead</c>), because <c>Head</c> is everybody's.</summary>
    private static bool IsTelling(string name)
    {
        var humps = 0;
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c) && c != '_')
            {
                return false;
            }

            humps += char.IsUpper(c) || c == '_' ? 1 : 0;
        }

        return humps >= 2 && name.Length >= 6;
    }

    /// <summary>Whether a text is one word of letters, which <c>video.**</c> or an assembly <c>Secret</c> matches and every program holds (<c>video</c>, <c>secret</c>).</summary>
    private static bool IsPlainWord(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (!char.IsLetter(text[index]) || (index > 0 && char.IsUpper(text[index]) && !char.IsUpper(text[index - 1])))
            {
                return false;
            }
        }

        return true;
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
