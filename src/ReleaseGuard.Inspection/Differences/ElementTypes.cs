using System;
using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Differences;

/// <summary>Whether a tensor in another element type was recast or quantised, by the names that formats give the types.</summary>
internal static class ElementTypes
{
    private static readonly HashSet<string> Floats = new(StringComparer.OrdinalIgnoreCase) { "F64", "F32", "F16", "BF16", "FLOAT64", "FLOAT32", "FLOAT16", "BFLOAT16", "DOUBLE", "FLOAT" };
    private static readonly HashSet<string> Integers = new(StringComparer.OrdinalIgnoreCase) { "I64", "I32", "I16", "I8", "U64", "U32", "U16", "U8", "BOOL", "INT64", "INT32", "INT16", "INT8", "UINT64", "UINT32", "UINT16", "UINT8" };

    /// <summary>Between floats, or between whole numbers, it is a cast; everything else goes through a scale.</summary>
    public static DifferenceKind ChangeOf(string before, string after) =>
        (Floats.Contains(before) && Floats.Contains(after)) || (Integers.Contains(before) && Integers.Contains(after)) ? DifferenceKind.Recast : DifferenceKind.Requantised;
}
