namespace ReleaseGuard.Policy.Json;

/// <summary>A member of an object: its key, where the key stands, and its value.</summary>
internal sealed class JsonMember(string name, int start, int end, JsonValue value)
{
    public string Name { get; } = name;

    /// <summary>UTF-16 offset of the key's opening quote.</summary>
    public int Start { get; } = start;

    /// <summary>UTF-16 offset behind the key's closing quote.</summary>
    public int End { get; } = end;

    public JsonValue Value { get; } = value;
}
