using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace ReleaseGuard.Analyzers.Guards;

/// <summary>What a test proves: the editions that are on where it holds, and where it does not.</summary>
internal readonly record struct GuardProof(ulong WhenTrue, ulong WhenFalse)
{
    /// <summary>Knows nothing.</summary>
    public static readonly GuardProof Nothing = new(0, 0);

    /// <summary>A constant: the side that is never taken proves everything.</summary>
    public static GuardProof Constant(bool value) => value ? new(0, ulong.MaxValue) : new(ulong.MaxValue, 0);

    public GuardProof Negated => new(WhenFalse, WhenTrue);

    public GuardProof Meet(GuardProof other) => new(WhenTrue & other.WhenTrue, WhenFalse & other.WhenFalse);

    /// <summary>A value taken where editions are known to be on proves them whichever way it turns out: an edition does not change while the process runs.</summary>
    public GuardProof TakenWhere(ulong on) => new(WhenTrue | on, WhenFalse | on);
}

/// <summary>
/// The state of the flow analysis at one point: the editions that are surely on, and what the value of each bool local or
/// capture would prove. Two paths meet in what both of them know.
/// </summary>
internal sealed class GuardFacts
{
    private readonly Dictionary<object, GuardProof> _values;

    public GuardFacts(ulong on)
        : this(on, [])
    {
    }

    private GuardFacts(ulong on, Dictionary<object, GuardProof> values)
    {
        On = on;
        _values = values;
    }

    public ulong On { get; private set; }

    public GuardProof Of(object value) => _values.TryGetValue(value, out var proof) ? proof : GuardProof.Nothing;

    public void Set(object value, GuardProof proof) => _values[value] = proof.TakenWhere(On);

    public void Forget(object value) => _values.Remove(value);

    public GuardFacts Copy() => new(On, new Dictionary<object, GuardProof>(_values));

    /// <summary>The state on an edge that proves more editions.</summary>
    public GuardFacts And(ulong proven)
    {
        var next = Copy();
        next.On |= proven;
        return next;
    }

    /// <summary>The state where nothing is known of values any more: behind an exception, in a lambda.</summary>
    public GuardFacts WithoutValues() => new(On, []);

    /// <summary>Takes out what the other path does not know; true when that changed anything.</summary>
    public bool MeetWith(GuardFacts other)
    {
        var changed = (On & other.On) != On;
        On &= other.On;
        foreach (var key in new List<object>(_values.Keys))
        {
            var mine = _values[key];
            // A value the other path has never set proves nothing there but what is on.
            var met = mine.Meet(other._values.TryGetValue(key, out var proof) ? proof : GuardProof.Nothing.TakenWhere(other.On));
            if (met == mine) continue;
            _values[key] = met;
            changed = true;
        }

        return changed;
    }

    public static object KeyOf(ISymbol local) => local;

    public static object KeyOf(CaptureId capture) => capture;
}
