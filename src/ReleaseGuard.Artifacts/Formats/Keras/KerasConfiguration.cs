using System;
using System.Text;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Formats.Keras;

/// <summary>A Keras model's configuration in JSON, looked through for layers that carry code (H11): Lambda, by name, however the JSON is spaced.</summary>
internal static class KerasConfiguration
{
    private static readonly byte[] ClassName = Encoding.ASCII.GetBytes("\"class_name\"");
    private static readonly byte[] Lambda = Encoding.ASCII.GetBytes("\"Lambda\"");
    private static readonly byte[] FunctionClass = Encoding.ASCII.GetBytes("\"__lambda__\"");

    /// <summary>Reports each configuration once, at its first Lambda.</summary>
    public static void Check(FactsBuilder facts, PagedBytes bytes, long offset, long length, long reportedBase = 0, bool isStored = true)
    {
        var end = offset + Math.Min(length, bytes.Length - offset);
        for (var at = offset; at < end;)
        {
            var run = bytes.Run(at);
            for (var i = 0; i < run.Length && at + i < end; i++)
            {
                if (run[i] == '"' && (IsAt(bytes, at + i, ClassName) && IsValue(bytes, at + i + ClassName.Length, end) || IsAt(bytes, at + i, FunctionClass)))
                {
                    facts.Problem("H11", ArtifactProblemKind.Executable, "a Lambda layer: Python code that runs when the model does", isStored ? reportedBase + at + i : reportedBase, ClassName.Length);
                    return;
                }
            }

            at += run.Length;
        }
    }

    private static bool IsValue(PagedBytes bytes, long at, long end)
    {
        while (at < end && bytes.ByteAt(at) is ' ' or '\t' or '\r' or '\n' or ':')
        {
            at++;
        }

        return IsAt(bytes, at, Lambda);
    }

    private static bool IsAt(PagedBytes bytes, long at, byte[] text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (bytes.ByteAt(at + i) != text[i])
            {
                return false;
            }
        }

        return true;
    }
}
