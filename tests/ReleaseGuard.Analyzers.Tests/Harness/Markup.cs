using System.Collections.Immutable;
using System.Text;

namespace ReleaseGuard.Analyzers.Tests.Harness;

/// <summary>A finding that a marked source expects.</summary>
public sealed record Expected(string Id, string Path, int Start, int End);

/// <summary>Takes <c>{|RG1001:text|}</c> marks out of a source.</summary>
internal static class Markup
{
    public static string Read(string marked, string path, ImmutableArray<Expected>.Builder expected)
    {
        var plain = new StringBuilder(marked.Length);
        var open = new System.Collections.Generic.Stack<(string Id, int Start)>();
        for (var i = 0; i < marked.Length; i++)
        {
            if (marked[i] == '{' && i + 8 < marked.Length && marked[i + 1] == '|' && marked[i + 2] == 'R' && marked[i + 3] == 'G' && marked[i + 8] == ':')
            {
                open.Push((marked.Substring(i + 2, 6), plain.Length));
                i += 8;
            }
            else if (open.Count > 0 && marked[i] == '|' && i + 1 < marked.Length && marked[i + 1] == '}')
            {
                var (id, start) = open.Pop();
                expected.Add(new Expected(id, System.IO.Path.GetFileName(path), start, plain.Length));
                i++;
            }
            else
            {
                plain.Append(marked[i]);
            }
        }

        return plain.ToString();
    }
}
