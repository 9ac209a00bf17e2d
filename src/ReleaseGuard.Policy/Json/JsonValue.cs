using System;
using System.Collections.Generic;

namespace ReleaseGuard.Policy.Json;

/// <summary>A JSON value and its place in the text.</summary>
internal sealed class JsonValue(JsonKind kind, int start, int end, string text)
{
    private static readonly IReadOnlyList<JsonValue> s_noItems = Array.Empty<JsonValue>();
    private static readonly IReadOnlyList<JsonMember> s_noMembers = Array.Empty<JsonMember>();

    public JsonKind Kind { get; } = kind;

    /// <summary>UTF-16 offset of the first unit.</summary>
    public int Start { get; } = start;

    /// <summary>UTF-16 offset behind the last unit.</summary>
    public int End { get; } = end;

    /// <summary>A string's content, a number's digits; empty otherwise.</summary>
    public string Text { get; } = text;

    public IReadOnlyList<JsonValue> Items { get; init; } = s_noItems;

    public IReadOnlyList<JsonMember> Members { get; init; } = s_noMembers;

    /// <summary>The kind with its article, for messages.</summary>
    public string KindInWords => Kind switch
    {
        JsonKind.Null => "null",
        JsonKind.True or JsonKind.False => "a boolean",
        JsonKind.Number => "a number",
        JsonKind.String => "a string",
        JsonKind.Array => "an array",
        JsonKind.Object => "an object",
        _ => "unreadable",
    };
}
