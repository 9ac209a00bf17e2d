using System;
using System.Collections.Generic;
using System.Globalization;
using ReleaseGuard.Policy.Json;

namespace ReleaseGuard.Policy.Reading;

/// <summary>Reads single values of the policy, each checked for its type and reported in place.</summary>
internal static class ValueReader
{
    /// <summary>A string with at least one character that is not blank.</summary>
    public static Located<string>? Name(this ObjectReader reader, string property)
    {
        if (reader[property] is not { } value) return null;
        return String(reader.Text, value, $"\"{property}\" of {reader.What}");
    }

    public static Located<string>? String(PolicyText text, JsonValue value, string what)
    {
        if (value.Kind == JsonKind.Broken) return null;
        if (value.Kind != JsonKind.String)
        {
            text.Report(value, $"{what} is a string, not {value.KindInWords}.");
            return null;
        }

        if (string.IsNullOrWhiteSpace(value.Text))
        {
            text.Report(value, $"{what} is empty.");
            return null;
        }

        return new Located<string>(value.Text, text.Locate(value));
    }

    /// <summary>An array of strings; null when the property is absent or no array.</summary>
    public static List<Located<string>>? Names(this ObjectReader reader, string property)
    {
        if (Items(reader, property) is not { } items) return null;
        var names = new List<Located<string>>(items.Count);
        foreach (var item in items)
        {
            if (String(reader.Text, item, $"An entry of \"{property}\" of {reader.What}") is { } name) names.Add(name);
        }

        return names;
    }

    /// <summary>As <see cref="Names"/>, each entry once.</summary>
    public static List<Located<string>>? DistinctNames(this ObjectReader reader, string property)
    {
        if (reader.Names(property) is not { } names) return null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (!seen.Add(name.Value)) reader.Text.Report(name.Location, $"\"{name.Value}\" stands twice in \"{property}\" of {reader.What}.");
        }

        return names;
    }

    /// <summary>The items of an array property; null when absent, and reported when it is no array.</summary>
    public static IReadOnlyList<JsonValue>? Items(this ObjectReader reader, string property)
    {
        if (reader[property] is not { } value) return null;
        if (value.Kind == JsonKind.Array) return value.Items;
        reader.Text.Report(value, $"\"{property}\" of {reader.What} is an array, not {value.KindInWords}.");
        return null;
    }

    public static Located<bool>? Flag(this ObjectReader reader, string property)
    {
        if (reader[property] is not { } value) return null;
        if (value.Kind is JsonKind.True or JsonKind.False) return new Located<bool>(value.Kind == JsonKind.True, reader.Text.Locate(value));
        reader.Text.Report(value, $"\"{property}\" of {reader.What} is true or false, not {value.KindInWords}.");
        return null;
    }

    /// <summary>A whole number within bounds, written as a number.</summary>
    public static Located<long>? Whole(this ObjectReader reader, string property, long least, long most)
    {
        if (reader[property] is not { } value) return null;
        if (value.Kind != JsonKind.Number)
        {
            reader.Text.Report(value, $"\"{property}\" of {reader.What} is a whole number, not {value.KindInWords}.");
            return null;
        }

        if (WholeNumber(value.Text) is { } number && number >= least && number <= most)
            return new Located<long>(number, reader.Text.Locate(value));
        reader.Text.Report(value, $"\"{property}\" of {reader.What} is a whole number from {least.ToString(CultureInfo.InvariantCulture)} to {most.ToString(CultureInfo.InvariantCulture)}, not {value.Text}.");
        return null;
    }

    /// <summary>One of a few words.</summary>
    public static Located<T>? Word<T>(this ObjectReader reader, string property, IReadOnlyDictionary<string, T> words)
    {
        if (reader[property] is not { } value) return null;
        return Word(reader.Text, value, $"\"{property}\" of {reader.What}", words);
    }

    public static Located<T>? Word<T>(PolicyText text, JsonValue value, string what, IReadOnlyDictionary<string, T> words)
    {
        if (value.Kind == JsonKind.Broken) return null;
        if (value.Kind == JsonKind.String && words.TryGetValue(value.Text, out var meaning)) return new Located<T>(meaning, text.Locate(value));
        var all = new List<string>(words.Keys);
        text.Report(value, value.Kind == JsonKind.String
            ? $"{what} cannot be \"{value.Text}\": it is {Spelling.Enumerate(all, "or")}.{Spelling.Suggest(value.Text, all)}"
            : $"{what} is {Spelling.Enumerate(all, "or")}, not {value.KindInWords}.");
        return null;
    }

    /// <summary>64 hex digits, in lower case.</summary>
    public static Located<string>? Sha256(this ObjectReader reader, string property)
    {
        if (reader.Name(property) is not { } digest) return null;
        var good = digest.Value.Length == 64;
        foreach (var c in digest.Value) good &= c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
        if (good) return digest with { Value = digest.Value.ToLowerInvariant() };
        reader.Text.Report(digest.Location, $"\"{property}\" of {reader.What} is a SHA-256 digest of 64 hex digits; this has {digest.Value.Length} characters{(digest.Value.Length == 64 ? ", not all of them hex digits" : "")}.");
        return null;
    }

    /// <summary>A relative path with forward slashes that stays where it is.</summary>
    public static Located<string>? RelativePath(PolicyText text, JsonValue value, string what)
    {
        if (String(text, value, what) is not { } path) return null;
        var problem = PathProblem(path.Value);
        if (problem is null) return path;
        text.Report(path.Location, $"{what} {problem}");
        return null;
    }

    /// <summary>What is wrong with a relative path, or null.</summary>
    public static string? PathProblem(string path)
    {
        if (path.IndexOf('\\') >= 0) return "is written with forward slashes.";
        if (path[0] == '/' || (path.Length > 1 && path[1] == ':')) return "is a relative path.";
        foreach (var segment in path.Split('/'))
        {
            if (segment == "..") return "must not leave its folder with '..'.";
        }

        return null;
    }

    /// <summary>A number text without fraction or exponent, as a long; null when it is none or too large.</summary>
    public static long? WholeNumber(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
