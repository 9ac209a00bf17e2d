using System.Globalization;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>Counts and sizes as people say them, the same in every report and whatever the machine's language.</summary>
public static class Amounts
{
    private static readonly string[] ByteUnits = [" kB", " MB", " GB", " TB", " PB", " EB"];
    private static readonly string[] ParameterUnits = ["K", "M", "B", "T", "Q", "Qi"];

    /// <summary>A number with its digits grouped: <c>1,061</c>.</summary>
    public static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun: <c>1 file</c>, <c>1,061 tensors</c>.</summary>
    public static string Count(long value, string noun) => Number(value) + " " + (value == 1 ? noun : noun + "s");

    /// <summary>A size in bytes, in powers of 1000 as disks and downloads count: <c>801.4 GB</c>.</summary>
    public static string Bytes(long value) => value < 1000 ? Count(value, "byte") : Scaled(value, ByteUnits);

    /// <summary>A parameter count: <c>400.7B</c>.</summary>
    public static string Parameters(long value) => value < 1000 ? Number(value) : Scaled(value, ParameterUnits);

    /// <summary>A part of a whole: <c>12.5 %</c>; empty when the whole is nothing.</summary>
    public static string Share(decimal part, decimal whole) =>
        whole <= 0 ? "" : (100 * (part / whole)).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string Scaled(long value, string[] units)
    {
        double scaled = value;
        int unit = -1;
        while (scaled >= 999.95 && unit < units.Length - 1)
        {
            scaled /= 1000;
            unit++;
        }

        return scaled.ToString("0.#", CultureInfo.InvariantCulture) + units[unit];
    }
}
