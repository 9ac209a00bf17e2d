using System;
using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Sketches.Ordinal;

/// <summary>
/// The windows of one tensor, kind and orientation that stand out most: the 256 of largest margin, each code once, the smaller code first
/// where margins are equal. Holds a few thousand candidates at most, whatever the tensor's size.
/// </summary>
internal sealed class CandidateWindows
{
    private const int SortAt = 16 * WindowKind.CodesKept;

    private readonly List<CandidateWindow> _candidates = new(SortAt);
    private readonly HashSet<ulong> _seen = [];
    private float _least = float.NegativeInfinity;

    /// <summary>Windows offered that could be codes.</summary>
    public long Offered { get; private set; }

    public void Offer(in CandidateWindow window)
    {
        Offered++;
        if (window.Margin < _least)
        {
            return;
        }

        _candidates.Add(window);
        if (_candidates.Count == SortAt)
        {
            Shrink();
        }
    }

    /// <summary>The kept windows, largest margin first.</summary>
    public IReadOnlyList<CandidateWindow> Keep()
    {
        Shrink();
        return _candidates;
    }

    private void Shrink()
    {
        _candidates.Sort(static (a, b) => a.Margin != b.Margin ? b.Margin.CompareTo(a.Margin) : a.Code != b.Code ? a.Code.CompareTo(b.Code) : a.Row != b.Row ? a.Row.CompareTo(b.Row) : a.Offset.CompareTo(b.Offset));
        _seen.Clear();
        var kept = 0;
        for (var i = 0; i < _candidates.Count && kept < WindowKind.CodesKept; i++)
        {
            if (_seen.Add(_candidates[i].Code))
            {
                _candidates[kept++] = _candidates[i];
            }
        }

        _candidates.RemoveRange(kept, _candidates.Count - kept);
        if (kept == WindowKind.CodesKept)
        {
            _least = _candidates[kept - 1].Margin;
        }
    }
}
