using System;
using System.Collections.Generic;
using System.Globalization;
using ReleaseGuard.Policy.Json;
using ReleaseGuard.Policy.Patterns;
using ReleaseGuard.Policy.Reading.Drafts;

namespace ReleaseGuard.Policy.Reading;

/// <summary>Reads <c>exceptions</c>.</summary>
internal static class ExceptionReader
{
    /// <summary>Fewest characters of a justification.</summary>
    public const int ShortestJustification = 15;

    private static readonly string[] s_properties =
        ["id", "rule", "component", "edition", "where", "justification", "ticket", "approvedBy", "expires"];

    private static readonly string[] s_required = ["id", "rule", "component", "where", "justification", "expires"];

    private static readonly string[] s_where = ["project", "symbol", "file", "tensor", "package", "assembly", "token"];

    public static void Read(PolicyText text, IReadOnlyList<JsonValue> items, PolicyDraft draft)
    {
        var ids = new Dictionary<string, PolicyLocation>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (ReadException(text, item) is not { } exception) continue;
            if (ids.TryGetValue(exception.Exception.Id, out var first))
                text.Report(exception.Id, $"The exception id \"{exception.Exception.Id}\" stands twice; the first is in line {first.Line}.");
            else
                ids.Add(exception.Exception.Id, exception.Id);
            draft.Exceptions.Add(exception);
        }
    }

    private static ExceptionDraft? ReadException(PolicyText text, JsonValue value)
    {
        if (ObjectReader.Closed(text, value, "an exception", s_properties) is not { } reader) return null;
        foreach (var property in s_required)
        {
            if (!reader.Has(property)) text.Report(text.Locate(value.Start, value.Start + 1), $"\"{property}\" is missing in an exception.");
        }

        var id = reader.Name("id");
        var rule = reader.Name("rule");
        if (rule is not null && RuleNames.Problem(rule.Value, allowPrefix: false) is { } problem)
        {
            text.Report(rule.Location, problem);
            rule = null;
        }

        var component = reader.Name("component");
        var edition = reader.Name("edition");
        var where = reader["where"] is { } whereValue ? ReadWhere(text, whereValue) : null;
        var justification = reader.Name("justification");
        if (justification is not null && justification.Value.Trim().Length < ShortestJustification)
        {
            text.Report(justification.Location, $"A justification has at least {ShortestJustification} characters; this one has {justification.Value.Trim().Length}. Say why the finding is no leak.");
            justification = null;
        }

        var ticket = reader.Name("ticket");
        var approvedBy = reader.Name("approvedBy");
        var expires = Date(reader, "expires");
        if (id is null || rule is null || component is null || where is null || justification is null || expires is null) return null;
        var exception = new PolicyException(
            id.Value, rule.Value, component.Value, edition?.Value, where.Value.Scope, justification.Value,
            ticket?.Value, approvedBy?.Value, expires.Value, text.Locate(value));
        return new ExceptionDraft(
            exception, id.Location, rule.Location, component.Location, edition?.Location, expires.Location, where.Value.Scope.Location, where.Value.TooBroad);
    }

    private static (ExceptionScope Scope, bool TooBroad)? ReadWhere(PolicyText text, JsonValue value)
    {
        if (ObjectReader.Closed(text, value, "\"where\" of an exception", s_where) is not { } reader) return null;
        if (value.Members.Count == 0)
        {
            text.Report(value, $"\"where\" is empty: the exception would hold everywhere. It names at least one of {Spelling.Enumerate(s_where, "or")}.");
            return null;
        }

        var narrow = false;
        var broken = false;
        var project = Part("project", PatternKind.Project);
        var symbol = Part("symbol", PatternKind.Symbol);
        var file = Part("file", PatternKind.File);
        var tensor = Part("tensor", PatternKind.Tensor);
        var package = Part("package", PatternKind.Package);
        var assembly = Part("assembly", PatternKind.Assembly);
        var token = Part("token", PatternKind.Token);
        if (broken) return null;
        return (new ExceptionScope(project, symbol, file, tensor, package, assembly, token, text.Locate(value)), !narrow);

        string? Part(string property, PatternKind kind)
        {
            if (reader[property] is not { } part)
            {
                broken |= reader.Has(property);
                return null;
            }

            if (MatchReader.Pattern(text, part, kind, $"\"{property}\" of \"where\"") is not { } pattern)
            {
                broken = true;
                return null;
            }

            narrow |= !PatternBreadth.IsBroad(kind, pattern.Text);
            return pattern.Text;
        }
    }

    private static Located<DateTime>? Date(ObjectReader reader, string property)
    {
        if (reader.Name(property) is not { } date) return null;
        if (DateTime.TryParseExact(date.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new Located<DateTime>(day, date.Location);
        reader.Text.Report(date.Location, $"\"{property}\" of {reader.What} is a date such as \"2027-02-15\", not \"{date.Value}\".");
        return null;
    }
}
