using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace ReleaseGuard.Editing;

/// <summary>Two texts as a unified diff with three lines around each change, as <c>patch</c> and people read it.</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    // Beyond this many changed lines the shortest way is not sought: the changed middle is shown as a whole.
    private const int MostChanges = 4000;

    /// <summary>The diff; empty for equal texts. Lines differ also by their endings; only the lines are shown.</summary>
    /// <param name="before">The text before.</param>
    /// <param name="after">The text after.</param>
    /// <param name="path">The file, as the header names it.</param>
    public static string Of(string before, string after, string path)
    {
        if (before == after) return "";
        var (a, b) = (Lines(before), Lines(after));
        var script = Script(a, b);
        var text = new StringBuilder("--- a/").Append(path).Append("\n+++ b/").Append(path).Append('\n');
        for (var i = 0; i < script.Count;)
        {
            if (script[i].Kind == ' ')
            {
                i++;
                continue;
            }

            // A hunk goes on as long as the next change is within two contexts.
            var (first, last) = (i, i);
            for (var next = i; next < script.Count && next - last <= 2 * Context; next++)
            {
                if (script[next].Kind != ' ') last = next;
            }

            first = Math.Max(0, first - Context);
            var end = Math.Min(script.Count, last + 1 + Context);
            AppendHunk(text, script, first, end, a, b);
            i = end;
        }

        return text.ToString();
    }

    private static void AppendHunk(StringBuilder text, List<(char Kind, int A, int B)> script, int first, int end, List<string> a, List<string> b)
    {
        var (removed, added) = (0, 0);
        for (var i = first; i < end; i++)
        {
            if (script[i].Kind != '+') removed++;
            if (script[i].Kind != '-') added++;
        }

        text.Append("@@ -").Append(Range(script[first].A, removed)).Append(" +").Append(Range(script[first].B, added)).Append(" @@\n");
        for (var i = first; i < end; i++)
        {
            var line = script[i].Kind == '+' ? b[script[i].B] : a[script[i].A];
            text.Append(script[i].Kind).Append(line.TrimEnd('\r', '\n')).Append('\n');
            if (line.Length == 0 || line[line.Length - 1] is not ('\r' or '\n')) text.Append("\\ No newline at end of file\n");
        }
    }

    private static string Range(int start, int count) =>
        (count == 0 ? start : start + 1).ToString(CultureInfo.InvariantCulture) + (count == 1 ? "" : "," + count.ToString(CultureInfo.InvariantCulture));

    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\n' && (text[at] != '\r' || (at + 1 < text.Length && text[at + 1] == '\n'))) continue;
            lines.Add(text.Substring(start, at + 1 - start));
            start = at + 1;
        }

        if (start < text.Length) lines.Add(text.Substring(start));
        return lines;
    }

    // Myers' greedy algorithm (An O(ND) Difference Algorithm, 1986) between the common beginning and end.
    private static List<(char Kind, int A, int B)> Script(List<string> a, List<string> b)
    {
        var head = 0;
        while (head < a.Count && head < b.Count && a[head] == b[head]) head++;
        var tail = 0;
        while (tail < a.Count - head && tail < b.Count - head && a[a.Count - 1 - tail] == b[b.Count - 1 - tail]) tail++;

        var script = new List<(char, int, int)>();
        for (var i = 0; i < head; i++) script.Add((' ', i, i));
        Middle(a, b, head, a.Count - tail, b.Count - tail, script);
        for (var i = tail; i > 0; i--) script.Add((' ', a.Count - i, b.Count - i));
        return script;
    }

    private static void Middle(List<string> a, List<string> b, int start, int endA, int endB, List<(char, int, int)> script)
    {
        var (n, m) = (endA - start, endB - start);
        var most = Math.Min(n + m, MostChanges);
        var furthest = new int[2 * most + 3];
        var trace = new List<int[]>();
        for (var d = 0; d <= most; d++)
        {
            // Only diagonals -d..d were touched so far.
            var saved = new int[2 * d + 3];
            Array.Copy(furthest, most + 1 - d - 1, saved, 0, saved.Length);
            trace.Add(saved);
            for (var k = -d; k <= d; k += 2)
            {
                var x = k == -d || (k != d && furthest[most + k] < furthest[most + 2 + k]) ? furthest[most + 2 + k] : furthest[most + k] + 1;
                while (x < n && x - k < m && x - k >= 0 && a[start + x] == b[start + x - k]) x++;
                furthest[most + 1 + k] = x;
                if (k != n - m || x < n) continue;
                Walk(trace, d, n, m, start, script);
                return;
            }
        }

        for (var i = 0; i < n; i++) script.Add(('-', start + i, start));
        for (var i = 0; i < m; i++) script.Add(('+', endA, start + i));
    }

    private static void Walk(List<int[]> trace, int d, int x, int y, int start, List<(char, int, int)> script)
    {
        var steps = new List<(char, int, int)>();
        for (; d > 0; d--)
        {
            var saved = trace[d];
            var k = x - y;
            var down = k == -d || (k != d && saved[k + d] < saved[k + d + 2]);
            var fromX = down ? saved[k + d + 2] : saved[k + d];
            while (x > (down ? fromX : fromX + 1)) steps.Add((' ', start + --x, start + --y));
            steps.Add(down ? ('+', start + x, start + --y) : ('-', start + --x, start + y));
        }

        while (x > 0) steps.Add((' ', start + --x, start + --y));
        steps.Reverse();
        script.AddRange(steps);
    }
}
