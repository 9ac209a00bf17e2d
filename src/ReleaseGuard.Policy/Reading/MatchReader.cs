using System.Collections.Generic;
using ReleaseGuard.Policy.Json;
using ReleaseGuard.Policy.Patterns;
using ReleaseGuard.Policy.Reading.Drafts;

namespace ReleaseGuard.Policy.Reading;

/// <summary>Reads a component's <c>match</c>: every pattern is checked in the language of its kind.</summary>
internal static class MatchReader
{
    private static readonly string[] s_properties =
        ["symbols", "assemblies", "projects", "packages", "files", "tensors", "config", "tokens", "strings", "datasets"];

    public static MatchDraft? Read(PolicyText text, JsonValue value, string owner)
    {
        if (ObjectReader.Closed(text, value, $"\"match\" of {owner}", s_properties) is not { } reader) return null;
        if (reader.Members.Count == 0) text.Report(value, $"\"match\" of {owner} is empty: nothing would be recognised as part of it.");
        return new MatchDraft
        {
            Symbols = Patterns(reader, "symbols", PatternKind.Symbol),
            Assemblies = Patterns(reader, "assemblies", PatternKind.Assembly),
            Projects = Patterns(reader, "projects", PatternKind.Project),
            Packages = Patterns(reader, "packages", PatternKind.Package),
            Files = Patterns(reader, "files", PatternKind.File),
            Strings = Patterns(reader, "strings", PatternKind.String),
            Tokens = Patterns(reader, "tokens", PatternKind.Token),
            Datasets = Patterns(reader, "datasets", PatternKind.Dataset),
            Tensors = Tensors(reader),
            Config = Config(reader),
        };
    }

    private static List<PolicyPattern> Patterns(ObjectReader reader, string property, PatternKind kind)
    {
        var patterns = new List<PolicyPattern>();
        if (reader.Items(property) is not { } items) return patterns;
        if (items.Count == 0) ReportEmpty(reader, property);
        foreach (var item in items)
        {
            if (Pattern(reader.Text, item, kind, $"An entry of \"{property}\"") is { } pattern) patterns.Add(pattern);
        }

        return patterns;
    }

    private static void ReportEmpty(ObjectReader reader, string property) =>
        reader.Text.Report(reader[property]!, $"\"{property}\" of {reader.What} is empty; leave it out.");

    /// <summary>One pattern, checked; null, and reported, when it is none.</summary>
    public static PolicyPattern? Pattern(PolicyText text, JsonValue value, PatternKind kind, string what)
    {
        if (ValueReader.String(text, value, what) is not { } name) return null;
        if (PatternSyntax.Check(kind, name.Value, out _) is { } error)
        {
            text.Report(text.LocateInside(value, error.Offset, error.Length), error.Message);
            return null;
        }

        return new PolicyPattern(name.Value, name.Location);
    }

    private static List<TensorPattern> Tensors(ObjectReader match)
    {
        var tensors = new List<TensorPattern>();
        if (match.Items("tensors") is not { } items) return tensors;
        if (items.Count == 0) ReportEmpty(match, "tensors");
        foreach (var item in items)
        {
            if (Tensor(match.Text, item) is { } tensor) tensors.Add(tensor);
        }

        return tensors;
    }

    private static TensorPattern? Tensor(PolicyText text, JsonValue value)
    {
        if (ObjectReader.Closed(text, value, "a tensor entry", ["name", "rows", "shape", "dtype", "sha256", "sketch"]) is not { } reader) return null;
        var name = reader["name"] is { } nameValue ? Pattern(text, nameValue, PatternKind.Tensor, "\"name\" of a tensor entry") : null;
        var rows = Rows(reader);
        var shape = Shape(reader);
        var dtype = reader.Name("dtype");
        if (dtype is not null && !ProductReader.DtypeForm(text, dtype)) dtype = null;
        var digest = reader.Sha256("sha256");
        Located<string>? sketch = reader["sketch"] is { } sketchValue ? ValueReader.RelativePath(text, sketchValue, "\"sketch\" of a tensor entry") : null;
        if (!reader.Has("name") && !reader.Has("sha256") && !reader.Has("sketch"))
        {
            text.Report(value, "A tensor entry has a \"name\", a \"sha256\" or a \"sketch\"; shape and type alone would match strangers.");
            return null;
        }

        if (rows is not null && !reader.Has("name"))
            text.Report(rows.Location, "\"rows\" is a slice of a named tensor; \"name\" is missing.");

        // Beside a sketch the digest is that of the sketch's file, not of a tensor.
        var reference = sketch is null ? null : new SketchReference(sketch.Value, digest?.Value, sketch.Location);
        return new TensorPattern(name, rows?.Value, shape, dtype?.Value, reader.Has("sketch") ? null : digest?.Value, reference, text.Locate(value));
    }

    private static Located<RowRange>? Rows(ObjectReader reader)
    {
        if (reader.Name("rows") is not { } rows) return null;
        var dots = rows.Value.IndexOf("..", System.StringComparison.Ordinal);
        var first = Row(dots < 0 ? rows.Value : rows.Value.Substring(0, dots));
        var last = dots < 0 ? first : Row(rows.Value.Substring(dots + 2));
        if (first is null || last is null)
        {
            reader.Text.Report(rows.Location, $"\"rows\" is a row or a range of rows such as \"151900..152063\", not \"{rows.Value}\".");
            return null;
        }

        if (last < first)
        {
            reader.Text.Report(rows.Location, $"The rows \"{rows.Value}\" end before they begin.");
            return null;
        }

        return new Located<RowRange>(new RowRange(first.Value, last.Value), rows.Location);
    }

    private static long? Row(string digits)
    {
        if (digits.Length is 0 or > 18) return null;
        foreach (var c in digits)
        {
            if (c is < '0' or > '9') return null;
        }

        return ValueReader.WholeNumber(digits);
    }

    private static List<long?>? Shape(ObjectReader reader)
    {
        if (reader.Items("shape") is not { } items) return null;
        var shape = new List<long?>();
        foreach (var item in items)
        {
            if (item.Kind == JsonKind.Null || (item.Kind == JsonKind.String && item.Text == "*")) shape.Add(null);
            else if (item.Kind == JsonKind.Number && ValueReader.WholeNumber(item.Text) is >= 0 and var size) shape.Add(size);
            else if (item.Kind != JsonKind.Broken) reader.Text.Report(item, "A dimension of \"shape\" is a whole number from 0, or null for any.");
        }

        return shape;
    }

    private static List<ConfigPattern> Config(ObjectReader match)
    {
        var config = new List<ConfigPattern>();
        if (match.Items("config") is not { } items) return config;
        if (items.Count == 0) ReportEmpty(match, "config");
        foreach (var item in items)
        {
            if (ConfigEntry(match.Text, item) is { } entry) config.Add(entry);
        }

        return config;
    }

    private static ConfigPattern? ConfigEntry(PolicyText text, JsonValue value)
    {
        if (ObjectReader.Closed(text, value, "a config entry", ["file", "path", "value"]) is not { } reader) return null;
        var file = reader["file"] is { } fileValue ? Pattern(text, fileValue, PatternKind.File, "\"file\" of a config entry") : null;
        if (!reader.Has("file")) text.Report(value, "\"file\" is missing in a config entry.");
        ConfigPath? path = null;
        if (reader["path"] is { } pathValue && ValueReader.String(text, pathValue, "\"path\" of a config entry") is { } pathText)
        {
            if (ConfigPathReader.Read(pathText.Value, out var steps) is { } error)
                text.Report(text.LocateInside(pathValue, error.Offset, error.Length), error.Message);
            else
                path = new ConfigPath(pathText.Value, steps, pathText.Location);
        }
        else if (!reader.Has("path"))
        {
            text.Report(value, "\"path\" is missing in a config entry.");
        }

        string? expected = null;
        if (reader["value"] is { } any)
        {
            if (any.Kind is JsonKind.Object or JsonKind.Array) text.Report(any, $"\"value\" of a config entry is a single value, not {any.KindInWords}.");
            else expected = text.Source.Text.Substring(any.Start, any.End - any.Start);
        }

        return file is null || path is null ? null : new ConfigPattern(file, path, expected, text.Locate(value));
    }
}
