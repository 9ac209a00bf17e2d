using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Cli;

/// <summary>The texts that policy problems point into, read again to show the lines meant.</summary>
internal static class Excerpts
{
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyList<PolicyProblem> problems)
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach (string path in problems.Select(problem => problem.Location.Path).Distinct(StringComparer.Ordinal))
        {
            try
            {
                texts[path] = File.ReadAllText(path);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
            {
                // The problem is printed without its line.
            }
        }

        return texts;
    }
}
