using System;
using System.Text.RegularExpressions;

namespace ReleaseGuard.Build;

/// <summary>
/// The value of <c>ErrorLog</c>, a path with the SARIF version after it (<c>file[,version=2.1]</c>), so that a project's own log can serve
/// as the proof: it stays where it is, and only its version is chosen where the project chooses none.
/// </summary>
internal static class CompilerLogPath
{
    private static readonly Regex s_value = new(@"^\s*(?<path>.*?)\s*(?:[,;]\s*version\s*=\s*(?<version>[^,;]*?)\s*)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);

    /// <summary>What to give to the compiler, and the file it will write.</summary>
    /// <param name="errorLog">The project's <c>ErrorLog</c>; empty where it wants none.</param>
    /// <param name="fallback">The file to use then.</param>
    internal static (string ErrorLog, string File) Choose(string? errorLog, string fallback)
    {
        if (string.IsNullOrWhiteSpace(errorLog))
            return (fallback + ",version=2.1", fallback);
        var match = s_value.Match(errorLog!);
        var path = match.Groups["path"].Value;
        var version = match.Groups["version"];
        return (version.Success && version.Value.Length > 0 ? errorLog! : path + ",version=2.1", path.Trim('"'));
    }
}
