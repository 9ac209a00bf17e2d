namespace ReleaseGuard.Inspection.Sketches.Ordinal;

/// <summary>Element layouts whose magnitudes can be compared as integers, without converting them: the sign bit cleared, or the absolute value.</summary>
internal enum MagnitudeKind
{
    /// <summary>IEEE binary32.</summary>
    Float32,

    /// <summary>IEEE binary16.</summary>
    Float16,

    /// <summary>The upper half of binary32.</summary>
    BFloat16,

    /// <summary>8-bit float, 4 exponent bits, no infinity, NaN at 0x7F and 0xFF.</summary>
    Float8E4M3,

    /// <summary>8-bit float, 5 exponent bits, infinity at 0x7C.</summary>
    Float8E5M2,

    /// <summary>8-bit float whose only NaN is 0x80 (both FNUZ layouts).</summary>
    Float8Fnuz,

    /// <summary>Two's complement bytes.</summary>
    Signed8,

    /// <summary>Bytes without sign.</summary>
    Unsigned8,
}
