using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Formats.Onnx;

/// <summary>A repeated number field as it is met on the wire, packed, unpacked or both (O2): how many numbers, and which bytes they span.</summary>
internal struct ScalarRun
{
    public long Count { get; private set; }

    public long Begin { get; private set; }

    public long End { get; private set; }

    /// <summary>Whether the numbers are fixed-width and packed in one piece, so that the bytes are the elements themselves.</summary>
    public bool IsContiguous { get; private set; }

    public readonly bool IsPresent => End > 0;

    /// <summary>Takes one occurrence of the field; returns what is wrong with it, as a clause, or null.</summary>
    public string? Add(in ProtobufMessage field, char kind, PagedBytes bytes)
    {
        string? fault = null;
        long count = 1;
        if (field.Wire == ProtobufWire.Bytes && kind != 'B')
        {
            var width = kind == 'I' ? 4 : 8;
            if (kind != 'V')
            {
                count = field.Length / width;
                fault = field.Length % width == 0 ? null : $"a packed field of {field.Length} bytes does not hold whole {width}-byte numbers";
            }
            else
            {
                count = CountVarints(bytes, field.Start, field.Length, out fault);
            }
        }

        IsContiguous = !IsPresent && field.Wire == ProtobufWire.Bytes && kind is 'I' or 'D';
        Begin = IsPresent ? Begin : field.Start;
        End = field.End;
        Count += count;
        return fault;
    }

    private static long CountVarints(PagedBytes bytes, long start, long length, out string? fault)
    {
        fault = null;
        long count = 0;
        var width = 0;
        var end = start + length;
        while (start < end)
        {
            var run = bytes.Run(start);
            if (run.Length > end - start)
            {
                run = run.Slice(0, (int)(end - start));
            }

            foreach (var b in run)
            {
                width++;
                if (b < 0x80)
                {
                    fault = width > 10 ? "a packed number takes more than ten bytes" : fault;
                    width = 0;
                    count++;
                }
            }

            start += run.Length;
        }

        fault = width > 0 ? "the last packed number is cut off" : fault;
        return count;
    }
}
