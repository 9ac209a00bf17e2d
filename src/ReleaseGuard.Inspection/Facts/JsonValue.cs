using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>One value of a JSON file, with the place it stands at. Properties keep their order, and a repeated one stays visible.</summary>
internal sealed class JsonValue
{
    /// <summary>Kinds of value.</summary>
    public enum ValueKind
    {
        /// <summary>null.</summary>
        Null,

        /// <summary>true or false; the text says which.</summary>
        Boolean,

        /// <summary>A number, as written.</summary>
        Number,

        /// <summary>A string.</summary>
        Text,

        /// <summary>An array.</summary>
        Array,

        /// <summary>An object.</summary>
        Object,
    }

    public ValueKind Kind { get; init; }

    /// <summary>The string, or the literal as written; empty for arrays and objects.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>Elements of an array.</summary>
    public IReadOnlyList<JsonValue> Items { get; init; } = [];

    /// <summary>Properties of an object.</summary>
    public IReadOnlyList<JsonProperty> Properties { get; init; } = [];

    /// <summary>1-based line.</summary>
    public int Line { get; init; }

    /// <summary>1-based column, in bytes.</summary>
    public int Column { get; init; }

    /// <summary>The value of a property, the last one when it is repeated; null when there is none.</summary>
    public JsonValue? this[string name]
    {
        get
        {
            for (var index = Properties.Count - 1; index >= 0; index--)
            {
                if (Properties[index].Name == name)
                {
                    return Properties[index].Value;
                }
            }

            return null;
        }
    }

    /// <summary>A non-negative whole number; null for anything else.</summary>
    public long? Whole => Kind == ValueKind.Number
        && long.TryParse(Text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>One property of a JSON object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Line">1-based line of the name.</param>
/// <param name="Column">1-based column of the name, in bytes.</param>
internal sealed record JsonProperty(string Name, JsonValue Value, int Line, int Column);
