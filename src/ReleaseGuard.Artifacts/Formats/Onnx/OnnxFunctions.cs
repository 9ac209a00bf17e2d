using System.Collections.Generic;

namespace ReleaseGuard.Artifacts.Formats.Onnx;

/// <summary>Model-local functions: each body is read once, wherever it is called from, and a function that reaches itself is reported (O11).</summary>
internal sealed class OnnxFunctions(OnnxWalk walk, OnnxGraphReader graphs)
{
    private readonly Dictionary<(string Domain, string Name), HashSet<(string Domain, string Name)>> _calls = [];

    public void Read(long start, long length, int depth)
    {
        var message = walk.Open(start, length);
        var seen = 0u;
        string name = "", domain = "";
        var calls = new HashSet<(string Domain, string Name)>();
        while (walk.Next(ref message, OnnxSchema.Function, ref seen))
        {
            switch (message.Field)
            {
                case 1:
                    name = walk.Text(message);
                    break;
                case 7:
                    graphs.ReadNode(message.Start, message.Length, depth + 1, calls);
                    break;
                case 9:
                    walk.Plain(message.Start, message.Length, OnnxSchema.OperatorSet, depth + 1);
                    break;
                case 10:
                    domain = walk.Text(message);
                    break;
                case 11:
                    graphs.ReadAttribute(message.Start, message.Length, name, false, depth + 1);
                    break;
                case 12:
                    walk.Plain(message.Start, message.Length, OnnxSchema.ValueInfo, depth + 1);
                    break;
                case 14:
                    walk.Metadata(message.Start, message.Length, keep: false);
                    break;
            }
        }

        if (!_calls.TryGetValue((domain, name), out var known))
        {
            _calls[(domain, name)] = calls;
        }
        else
        {
            // Overloads share a name; a cycle through any of them is one.
            known.UnionWith(calls);
        }
    }

    /// <summary>O11: takes away functions that call nothing unresolved until none is left or only cycles are.</summary>
    public void CheckCycles()
    {
        var callers = new Dictionary<(string Domain, string Name), List<(string Domain, string Name)>>();
        var open = new Dictionary<(string Domain, string Name), int>();
        var ready = new Queue<(string Domain, string Name)>();
        foreach (var function in _calls)
        {
            var count = 0;
            foreach (var callee in function.Value)
            {
                if (_calls.ContainsKey(callee))
                {
                    count++;
                    if (!callers.TryGetValue(callee, out var list))
                    {
                        callers[callee] = list = [];
                    }

                    list.Add(function.Key);
                }
            }

            open[function.Key] = count;
            if (count == 0)
            {
                ready.Enqueue(function.Key);
            }
        }

        var resolved = 0;
        while (ready.Count > 0)
        {
            resolved++;
            if (callers.TryGetValue(ready.Dequeue(), out var list))
            {
                foreach (var caller in list)
                {
                    if (--open[caller] == 0)
                    {
                        ready.Enqueue(caller);
                    }
                }
            }
        }

        if (resolved < _calls.Count)
        {
            walk.Facts.Malformed("O11", $"{_calls.Count - resolved} functions call themselves, directly or through others, or call one that does");
        }
    }
}
