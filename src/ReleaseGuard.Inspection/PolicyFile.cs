using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection;

/// <summary>The policy on disk: found at or above a folder, read with the policies it extends, and identified by its digest.</summary>
public static class PolicyFile
{
    /// <summary>File names of a policy, the preferred first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["releaseguard.jsonc", "releaseguard.json"];

    /// <summary>Reads and validates a policy. Never throws for what the file holds or for one that cannot be read.</summary>
    /// <param name="path">The file; <c>extends</c> entries are resolved from its folder.</param>
    /// <param name="asOf">The date on which exceptions are judged.</param>
    public static PolicyFileResult Open(string path, DateTime asOf)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            var bases = new PoliciesOnDisk();
            var result = PolicyLoader.Load(new PolicySource(path, Decode(bytes)), bases, asOf);
            return new PolicyFileResult(result.Policy, PolicyIdentity.Of(path, bytes), result.Problems) { Bases = bases.Found };
        }
        catch (Exception error) when (FolderWalk.IsInputError(error))
        {
            var missing = error is FileNotFoundException or DirectoryNotFoundException;
            var problem = new PolicyProblem(
                missing ? RuleIds.RG9003 : RuleIds.RG6001,
                RuleSeverity.Error,
                missing ? $"There is no policy at '{path}'. Write one with 'releaseguard policy init'." : $"The policy '{path}' {FolderWalk.Describe(error)}.",
                new PolicyLocation(path, 0, 0, 1, 1, 1, 1));
            return new PolicyFileResult(null, null, [problem]);
        }
    }

    /// <summary>The nearest policy at or above a folder (or the folder of a file); null when there is none.</summary>
    public static string? FindNearest(string directory)
    {
        for (var folder = new DirectoryInfo(File.Exists(directory) ? Path.GetDirectoryName(Path.GetFullPath(directory))! : directory); folder is not null; folder = folder.Parent)
        {
            foreach (var name in Names)
            {
                var path = Path.Combine(folder.FullName, name);
                if (File.Exists(path))
                {
                    return path;
                }
            }
        }

        return null;
    }

    private static string Decode(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    private sealed class PoliciesOnDisk : IBasePolicies
    {
        public List<string> Found { get; } = [];

        public PolicySource? Find(string reference, PolicySource from)
        {
            var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(from.Path)) ?? string.Empty, reference));
            if (!File.Exists(path))
            {
                return null;
            }

            Found.Add(path);
            return new PolicySource(path, Decode(File.ReadAllBytes(path)));
        }
    }
}
