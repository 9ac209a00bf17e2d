using System;
using System.Collections.Generic;

namespace ReleaseGuard.Benchmarks.Analyzers;

/// <summary>What the callbacks of one analyzer took: processor time and bytes, as a whole and by callback. For one thread.</summary>
internal sealed class SelfCost
{
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
            var before = ProcessorClock.Now();
            var start = ProcessorClock.Now();
            action(argument);
            // Reading the clock takes as long as a short callback: what it took just before is left out.
            Add(callback, ProcessorClock.Now() - start - (start - before), GC.GetAllocatedBytesForCurrentThread() - bytes);
        };
    }

    private Callback Of(string name)
    {
        if (!_callbacks.TryGetValue(name, out var callback)) _callbacks[name] = callback = new Callback();
        return callback;
    }

    private void Add(Callback callback, long nanoseconds, long bytes)
    {
        callback.Calls++;
        callback.Milliseconds += nanoseconds / 1e6;
        callback.Bytes += bytes;
        Milliseconds += nanoseconds / 1e6;
        Bytes += bytes;
    }

    internal sealed class Callback
    {
        public int Calls { get; set; }

        public double Milliseconds { get; set; }

        public long Bytes { get; set; }
    }
}
