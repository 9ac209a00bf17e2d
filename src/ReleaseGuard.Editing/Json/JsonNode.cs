using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Policy.Json;

namespace ReleaseGuard.Editing;

/// <summary>A member of an object, an element of an array, or the whole value.</summary>
public sealed class JsonNode
{
    private readonly JsonMember? _member;
    private readonly JsonValue _value;
    private List<JsonNode>? _children;

    internal JsonNode(JsonValue value, JsonMember? member, JsonNode? parent)
    {
        _value = value;
        _member = member;
        Parent = parent;
    }

    /// <summary>The object or array around it; null for the whole value.</summary>
    public JsonNode? Parent { get; }

    /// <summary>Its key; null for what is no member.</summary>
    public string? Name => _member?.Name;

    /// <summary>UTF-16 offset of its key, else of its value.</summary>
    public int Start => _member?.Start ?? _value.Start;

    /// <summary>UTF-16 offset of its value.</summary>
    public int ValueStart => _value.Start;

    /// <summary>UTF-16 offset behind its value.</summary>
    public int End => _value.End;

    /// <summary>UTF-16 offset behind its key; <see cref="Start"/> where it has none.</summary>
    public int NameEnd => _member?.End ?? Start;

    /// <summary>Whether the value is an object.</summary>
    public bool IsObject => _value.Kind == JsonKind.Object;

    /// <summary>Whether the value is an array.</summary>
    public bool IsArray => _value.Kind == JsonKind.Array;

    /// <summary>A string's content, a number's digits; null for other values.</summary>
    public string? Text => _value.Kind is JsonKind.String or JsonKind.Number ? _value.Text : null;

    /// <summary>Whether the value is a string.</summary>
    public bool IsString => _value.Kind == JsonKind.String;

    /// <summary>Members or elements, in their order.</summary>
    public IReadOnlyList<JsonNode> Children => _children ??=
    [
        .. _value.Members.Select(member => new JsonNode(member.Value, member, this)),
        .. _value.Items.Select(item => new JsonNode(item, null, this)),
    ];

    /// <summary>The first member of a name; null where there is none.</summary>
    public JsonNode? Member(string name) => Children.FirstOrDefault(child => child.Name == name);
}
