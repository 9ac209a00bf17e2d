using System;
using System.Collections;
using System.Collections.Generic;

namespace ReleaseGuard.Policy.Reading.Drafts;

/// <summary>Drafts in the order written, found by id.</summary>
internal sealed class DraftList<T> : IEnumerable<T>
{
    private readonly List<string> _order = [];
    private readonly Dictionary<string, T> _byId = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Ids => _order;

    public int Count => _order.Count;

    public void Add(string id, T draft)
    {
        _order.Add(id);
        _byId.Add(id, draft);
    }

    public bool Contains(string id) => _byId.ContainsKey(id);

    public T? Find(string id) => _byId.TryGetValue(id, out var draft) ? draft : default;

    public IEnumerator<T> GetEnumerator()
    {
        foreach (var id in _order) yield return _byId[id];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
