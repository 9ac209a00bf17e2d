namespace ReleaseGuard.Artifacts.Json;

/// <summary>Kinds of JSON token.</summary>
internal enum JsonTokenKind
{
    None,
    ObjectStart,
    ObjectEnd,
    ArrayStart,
    ArrayEnd,
    PropertyName,
    Text,
    Number,
    True,
    False,
    Null,
}
