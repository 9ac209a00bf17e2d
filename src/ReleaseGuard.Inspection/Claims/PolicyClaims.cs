using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Claims;

/// <summary>Finds which components claim a thing that a person names: a symbol, a file, a tensor, an assembly, a package, a token, a text.</summary>
public static class PolicyClaims
{
    private static readonly string[] s_symbolPrefixes = ["T:", "N:", "M:", "P:", "F:", "E:"];

    /// <summary>Every claim, each pattern once, in the order of the policy's kinds. The thing is read as each kind would read it.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="thing">A documentation-comment id or a dotted name, a path, a tensor's name, or any other name.</param>
    public static IReadOnlyList<PolicyClaim> Find(EditionPolicy policy, string thing)
    {
        var claims = new Dictionary<PolicyLocation, PolicyClaim>();
        foreach (var kind in MatchKinds.All)
        {
            foreach (var name in Readings(policy, kind.Name, thing))
            {
                foreach (var match in kind.Match(policy.Matcher, name))
                {
                    if (!claims.ContainsKey(match.Pattern.Location)) claims.Add(match.Pattern.Location, new PolicyClaim(match.Component, kind.Name, name, match.Pattern));
                }
            }
        }

        return [.. claims.Values];
    }

    private static IEnumerable<string> Readings(EditionPolicy policy, string kind, string thing) => kind switch
    {
        // "T:A.B" as it is; "A.B" may be a type, a namespace or a member.
        "symbols" => thing.Length > 2 && thing[1] == ':' ? [thing] : IsName(thing) ? s_symbolPrefixes.Select(prefix => prefix + thing) : [],
        "files" or "projects" => new ShippedPlace(Below(policy, thing)).Tails(),
        "assemblies" => AssemblyNames.IsAssemblyFile(thing) ? [AssemblyNames.WithoutExtension(Path.GetFileName(thing))] : [thing],
        _ => [thing],
    };

    private static bool IsName(string thing) => thing.Length > 0 && thing.All(static c => char.IsLetterOrDigit(c) || c is '.' or '_' or '`' or '+' or '(' or ')' or ',' or '#');

    // A path on disk is named as the policy names it: from its folder.
    private static string Below(EditionPolicy policy, string thing)
    {
        var path = thing.Replace('\\', '/');
        try
        {
            var folder = (Path.GetDirectoryName(Path.GetFullPath(policy.Path)) ?? "").Replace('\\', '/').TrimEnd('/') + "/";
            var full = Path.GetFullPath(thing).Replace('\\', '/');
            return File.Exists(thing) && full.StartsWith(folder, StringComparison.Ordinal) ? full.Substring(folder.Length) : path.StartsWith("./", StringComparison.Ordinal) ? path.Substring(2) : path;
        }
        catch (Exception error) when (FolderWalk.IsInputError(error))
        {
            return path;
        }
    }
}
