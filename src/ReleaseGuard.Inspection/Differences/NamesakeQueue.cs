using System;
using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Differences;

/// <summary>
/// The tensors of one side, waiting in order behind a key they share. Half a million of them are held in one table and one array of links: a list for
/// each name costs several times the time, and a release that gives all its tensors one name must not cost the square of it.
/// </summary>
internal sealed class NamesakeQueue
{
    private readonly IReadOnlyList<PlacedTensor> _tensors;
    private readonly Func<PlacedTensor, (string, string)> _key;
    private readonly Dictionary<(string, string), int> _first;
    private readonly int[] _next;
    private readonly bool[] _isTaken;

    /// <summary>Queues the tensors by a key.</summary>
    public NamesakeQueue(IReadOnlyList<PlacedTensor> tensors, Func<PlacedTensor, (string, string)> key)
    {
        _tensors = tensors;
        _key = key;
        _first = new Dictionary<(string, string), int>(tensors.Count);
        _next = new int[tensors.Count];
        _isTaken = new bool[tensors.Count];
        for (int index = tensors.Count - 1; index >= 0; index--)
        {
            (string, string) of = key(tensors[index]);
            _next[index] = _first.TryGetValue(of, out int first) ? first : -1;
            _first[of] = index;
        }
    }

    /// <summary>The first tensor that still waits behind the key of another; null when none does.</summary>
    public PlacedTensor? Take(PlacedTensor other)
    {
        (string, string) of = _key(other);
        if (!_first.TryGetValue(of, out int index) || index < 0)
            return null;
        _first[of] = _next[index];
        _isTaken[index] = true;
        return _tensors[index];
    }

    /// <summary>Those nobody took, in order.</summary>
    public List<PlacedTensor> Rest()
    {
        List<PlacedTensor> rest = [];
        for (int index = 0; index < _tensors.Count; index++)
            if (!_isTaken[index])
                rest.Add(_tensors[index]);
        return rest;
    }
}
