using System.Reflection;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>The name and version that reports carry.</summary>
public static class ToolIdentity
{
    /// <summary>The name of the tool in machine forms.</summary>
    public const string Name = "ReleaseGuard";

    /// <summary>Where to read about it.</summary>
    public const string InformationUri = "https://github.com/releaseguard/releaseguard";

    /// <summary>The version, without the commit it was built from.</summary>
    public static string Version
    {
        get
        {
            string version = typeof(ToolIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
            int build = version.IndexOf('+');
            return build < 0 ? version : version.Substring(0, build);
        }
    }
}
