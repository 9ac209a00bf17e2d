using System;
using System.Collections.Generic;

namespace ReleaseGuard.Benchmarks.Analyzers;

/// <summary>What the callbacks of one analyzer took: processor time and bytes, as a whole and by callback. For one thread.</summary>
internal sealed class SelfCost
{
    private static readonly Lazy<(long Nanoseconds, long Bytes)> OfNothing = new(MeasureNothing);
    private readonly Dictionary<string, Callback> _callbacks = new(StringComparer.Ordinal);

    public double Milliseconds { get; private set; }

    public long Bytes { get; private set; }

    public IReadOnlyDictionary<string, Callback> Callbacks => _callbacks;

    /// <summary>A callback of the same kind that is timed.</summary>
    public Action<T> Around<T>(Action<T> action, string? kind = null)
    {
        var callback = Of((kind is null ? "" : kind + " ") + action.Method.DeclaringType?.Name + "." + action.Method.Name);
        return argument =>
        {
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var start = ProcessorClock.Now();
            action(argument);
            Add(callback, ProcessorClock.Now() - start, GC.GetAllocatedBytesForCurrentThread() - bytes);
        };
    }

    private Callback Of(string name)
    {
        if (!_callbacks.TryGetValue(name, out var callback)) _callbacks[name] = callback = new Callback();
        return callback;
    }

    /// <summary>Reading the clock takes as long as a short callback: what it takes is left out.</summary>
    private void Add(Callback callback, long nanoseconds, long bytes)
    {
        var own = Math.Max(0, nanoseconds - OfNothing.Value.Nanoseconds) / 1e6;
        callback.Calls++;
        callback.Milliseconds += own;
        callback.Bytes += bytes;
        Milliseconds += own;
        Bytes += bytes;
    }

    private static (long Nanoseconds, long Bytes) MeasureNothing()
    {
        var best = long.MaxValue;
        for (var i = 0; i < 200_000; i++)
        {
            var start = ProcessorClock.Now();
            best = Math.Min(best, ProcessorClock.Now() - start);
        }

        return (best, 0);
    }

    internal sealed class Callback
    {
        public int Calls { get; set; }

        public double Milliseconds { get; set; }

        public long Bytes { get; set; }
    }
}
