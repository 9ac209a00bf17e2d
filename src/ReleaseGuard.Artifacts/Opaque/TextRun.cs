using System;
using System.Collections.Generic;

namespace ReleaseGuard.Artifacts.Opaque;

/// <summary>Finds long runs of one alphabet in a stream of bytes: base64, hexadecimal, written numbers.</summary>
internal sealed class TextRun(OpaqueKind kind, long least, Func<byte, bool> isIn, Func<long[], bool> isLikely)
{
    private readonly long[] _counts = new long[128];
    private long _start;
    private long _length;

    public void Add(ReadOnlySpan<byte> bytes, long offset, List<OpaqueContent> found)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            var b = bytes[i];
            if (b < 128 && isIn(b))
            {
                if (_length++ == 0)
                {
                    _start = offset + i;
                }

                _counts[b]++;
            }
            else if (_length > 0)
            {
                End(found);
            }
        }
    }

    public void End(List<OpaqueContent> found)
    {
        if (_length >= least && isLikely(_counts))
        {
            found.Add(new OpaqueContent(kind, $"{_length} characters of {Name} in one run", _start, _length));
        }

        _length = 0;
        Array.Clear(_counts, 0, _counts.Length);
    }

    private string Name => kind switch
    {
        OpaqueKind.Base64 => "base64",
        OpaqueKind.Hexadecimal => "hexadecimal",
        _ => "written numbers",
    };
}
