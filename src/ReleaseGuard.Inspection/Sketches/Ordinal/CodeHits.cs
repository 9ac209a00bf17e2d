using System;
using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Sketches.Ordinal;

/// <summary>The codes of one kind that were read in one tensor and are in an index, each once.</summary>
internal sealed class CodeHits(CodeIndex index)
{
    private int[] _found = new int[256];

    /// <summary>The codes found so far.</summary>
    public HashSet<ulong> Codes { get; } = [];

    /// <summary>What is looked up in.</summary>
    public CodeIndex Index => index;

    public void Look(ReadOnlySpan<ulong> codes)
    {
        if (_found.Length < codes.Length)
        {
            _found = new int[codes.Length];
        }

        var count = index.Find(codes, _found);
        for (var i = 0; i < count; i++)
        {
            Codes.Add(codes[_found[i]]);
        }
    }
}
