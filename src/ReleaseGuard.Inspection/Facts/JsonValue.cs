using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

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

    /// <summary>The value as JSON without white space; numbers as written.</summary>
    public string ToText() => Kind switch
    {
        ValueKind.Text => Quote(Text),
        ValueKind.Array => "[" + string.Join(",", Items.Select(static item => item.ToText())) + "]",
        ValueKind.Object => "{" + string.Join(",", Properties.Select(static property => Quote(property.Name) + ":" + property.Value.ToText())) + "}",
        _ => Text,
    };

    /// <summary>A text as a JSON string.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\')
            {
                quoted.Append('\\').Append(c);
            }
            else if (c < ' ' || c is '\u007F' or '\u2028' or '\u2029' || char.IsSurrogate(c))
            {
                quoted.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                quoted.Append(c);
            }
        }

        return quoted.Append('"').ToString();
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
