using System;
using System.Collections.Generic;
using System.Globalization;
using ReleaseGuard.Policy.Json;

namespace ReleaseGuard.Policy.Reading;

/// <summary>Reads amounts with a unit: "8.1B" parameters, "40GiB" of bytes, or a plain whole number.</summary>
internal static class Amount
{
    private static readonly Dictionary<string, decimal> s_parameters = new(StringComparer.Ordinal)
    {
        [""] = 1m, ["K"] = 1e3m, ["M"] = 1e6m, ["B"] = 1e9m, ["T"] = 1e12m,
    };

    private static readonly Dictionary<string, decimal> s_bytes = new(StringComparer.Ordinal)
    {
        [""] = 1m, ["B"] = 1m, ["KB"] = 1e3m, ["MB"] = 1e6m, ["GB"] = 1e9m, ["TB"] = 1e12m,
        ["KiB"] = 1024m, ["MiB"] = 1048576m, ["GiB"] = 1073741824m, ["TiB"] = 1099511627776m,
    };

    public static Located<long>? Parameters(ObjectReader reader, string property) =>
        Read(reader, property, s_parameters, "a count of parameters such as 8100000000, \"8.1B\" or \"405M\"");

    public static Located<long>? Bytes(ObjectReader reader, string property) =>
        Read(reader, property, s_bytes, "a size such as 40000000000, \"40GB\" or \"40GiB\"");

    private static Located<long>? Read(ObjectReader reader, string property, Dictionary<string, decimal> units, string form)
    {
        if (reader[property] is not { } value) return null;
        long? amount = value.Kind switch
        {
            JsonKind.Number => ValueReader.WholeNumber(value.Text),
            JsonKind.String => Parse(value.Text, units),
            _ => null,
        };
        if (amount is > 0) return new Located<long>(amount.Value, reader.Text.Locate(value));
        reader.Text.Report(value, value.Kind is JsonKind.String or JsonKind.Number
            ? $"\"{property}\" of {reader.What} is {form}, a whole number above zero; '{value.Text}' is not."
            : $"\"{property}\" of {reader.What} is {form}, not {value.KindInWords}.");
        return null;
    }

    private static long? Parse(string text, Dictionary<string, decimal> units)
    {
        var digits = 0;
        while (digits < text.Length && text[digits] is (>= '0' and <= '9') or '.') digits++;
        if (digits == 0 || digits > 20 || text[0] == '.' || text[digits - 1] == '.') return null;
        if (!units.TryGetValue(text.Substring(digits).TrimStart(' '), out var unit)) return null;
        if (!decimal.TryParse(text.Substring(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        if (number > long.MaxValue / unit) return null;
        var amount = number * unit;
        return amount == decimal.Truncate(amount) ? (long)amount : null;
    }
}
