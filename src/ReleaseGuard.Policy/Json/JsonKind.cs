namespace ReleaseGuard.Policy.Json;

/// <summary>What a JSON value is.</summary>
internal enum JsonKind
{
    /// <summary>Could not be read; a problem tells why, so nothing more is said about it.</summary>
    Broken,
    Null,
    True,
    False,
    Number,
    String,
    Array,
    Object,
}
