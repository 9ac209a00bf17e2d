using System;
using System.Collections.Generic;
using System.Text;
using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Analyzers.Names;

/// <summary>Holds the value of a text against everything a policy can name: files, tensors, tokens, data sets, assemblies, types, strings.</summary>
internal sealed class TextMatcher(PolicyMatcher matcher, WithheldSymbols symbols)
{
    private const int LongestName = 512;

    public TextMatch? Find(string value)
    {
        if (value.Length == 0) return null;
        if (value.Length <= LongestName)
        {
            if (TypeOrAssembly(value) is { } bound) return bound;
            if (symbols.From(WholeTensors(value)) is { } tensor) return new TextMatch("tensor", value, tensor);
            if (symbols.From(matcher.MatchToken(value)) is { } token) return new TextMatch("token", value, token);
            if (symbols.From(matcher.MatchDataset(value)) is { } dataset) return new TextMatch("data set", value, dataset);
            if (LooksLikePath(value) && symbols.From(matcher.MatchFile(Normal(value))) is { } file) return new TextMatch("file", value, file);
        }

        if (symbols.From(matcher.MatchText(value)) is { } text) return new TextMatch("string", Shortened(value), text);
        return QualifiedNameIn(value);
    }

    /// <summary>A pattern that asks for rows, a shape, a type or content withholds a part or a form of a tensor; its name alone is everybody's.</summary>
    private List<PatternMatch> WholeTensors(string name)
    {
        var whole = new List<PatternMatch>();
        foreach (var match in matcher.MatchTensor(name))
        {
            if (TextFragments.IsNamedOutright(match.Tensor)) whole.Add(match);
        }

        return whole;
    }

    /// <summary>A text that binds: <c>Name.Space.Type</c>, <c>Type+Nested</c>, with or without an assembly behind a comma.</summary>
    public TextMatch? TypeOrAssembly(string value)
    {
        var comma = CommaOutsideBrackets(value);
        var type = (comma < 0 ? value : value.Substring(0, comma)).Trim();
        if (type.IndexOf('.') > 0 && IsDotted(type) && symbols.OfId("T:" + type.Replace('+', '.')) is { } withheld) return new TextMatch("type", type, withheld);
        if (symbols.OfAssemblyName(type.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? type.Substring(0, type.Length - 4) : type) is { } assembly) return new TextMatch("assembly", type, assembly);
        if (comma < 0) return null;
        var name = value.Substring(comma + 1).Split(',')[0].Trim();
        return symbols.OfAssemblyName(name) is { } holder ? new TextMatch("assembly", name, holder) : null;
    }

    /// <summary>A library as <c>DllImport</c> writes it: with or without the extension and prefix of the platform.</summary>
    public TextMatch? Library(string value)
    {
        foreach (var name in new[] { value, value + ".dll", value + ".so", "lib" + value + ".so", value + ".dylib", "lib" + value + ".dylib" })
        {
            if (symbols.From(matcher.MatchFile(Normal(name))) is { } file) return new TextMatch("file", name, file);
        }

        return TypeOrAssembly(value);
    }

    private TextMatch? QualifiedNameIn(string value)
    {
        for (var start = 0; start < value.Length;)
        {
            if (!IsNamePart(value[start]))
            {
                start++;
                continue;
            }

            var end = start;
            while (end < value.Length && IsNamePart(value[end])) end++;
            var name = value.Substring(start, end - start).TrimEnd('.', '+');
            if (name.Length <= LongestName && name.IndexOf('.') > 0)
            {
                var id = name.Replace('+', '.');
                if ((symbols.OfId("T:" + id) ?? symbols.OfId("N:" + id)) is { } withheld) return new TextMatch("name", name, withheld);
            }

            start = end;
        }

        return null;
    }

    private static bool LooksLikePath(string value) => value.IndexOfAny(['/', '\\', '.']) >= 0 && value.IndexOf('\n') < 0;

    private static string Normal(string path)
    {
        var normal = path.Replace('\\', '/');
        return normal.StartsWith("./", StringComparison.Ordinal) ? normal.Substring(2) : normal.TrimStart('/');
    }

    private static bool IsDotted(string text)
    {
        foreach (var c in text)
        {
            if (!IsNamePart(c) && c is not ('`' or '[' or ']' or ',' or ' ' or '&' or '*')) return false;
        }

        return true;
    }

    private static bool IsNamePart(char c) => c is '.' or '_' or '+' || char.IsLetterOrDigit(c);

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

    private static string Shortened(string value)
    {
        var line = new StringBuilder();
        foreach (var c in value)
        {
            if (line.Length == 60) return line.Append('…').ToString();
            line.Append(char.IsControl(c) ? ' ' : c);
        }

        return line.ToString();
    }
}
