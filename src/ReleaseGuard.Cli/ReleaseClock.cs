using System;
using System.Globalization;

namespace ReleaseGuard.Cli;

/// <summary>The time that documents about a release carry.</summary>
internal static class ReleaseClock
{
    /// <summary>Now, or what a reproducible build says is now (reproducible-builds.org, SOURCE_DATE_EPOCH).</summary>
    public static DateTime Now() =>
        long.TryParse(Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH"), NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds < 253_402_300_800
            ? DateTime.UnixEpoch.AddSeconds(seconds)
            : DateTime.UtcNow;
}
