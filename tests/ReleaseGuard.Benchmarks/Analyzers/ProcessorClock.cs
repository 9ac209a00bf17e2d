using System;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ReleaseGuard.Benchmarks.Analyzers;

/// <summary>Processor time of the calling thread. The clock on the wall counts what other programs do on a shared machine.</summary>
internal static class ProcessorClock
{
    private const int ThreadProcessorTime = 3;

    /// <summary>Nanoseconds that this thread has run; on other systems than Linux the clock on the wall.</summary>
    public static long Now()
    {
        if (!OperatingSystem.IsLinux()) return (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));
        _ = Read(ThreadProcessorTime, out var time);
        return (time.Seconds * 1_000_000_000) + time.Nanoseconds;
    }

    [DllImport("libc", EntryPoint = "clock_gettime", ExactSpelling = true)]
    [SuppressGCTransition]
    private static extern int Read(int clock, out Time time);

    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
