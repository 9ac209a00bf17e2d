using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace ReleaseGuard.EndToEnd.Workspace;

/// <summary>Runs the SDK as a user would, in a process of its own and without what the test host put into the environment.</summary>
internal static class Dotnet
{
    internal static RunResult Run(string folder, params string[] arguments) => Run(folder, new Dictionary<string, string>(), arguments);

    /// <summary>The same with variables of the environment: what <c>dotnet format</c>, which takes no properties, has its edition from.</summary>
    internal static RunResult Run(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) => Start(folder, environment, "dotnet", arguments).Wait();

    /// <summary>Starts it and goes on, for what is killed or runs beside another.</summary>
    internal static RunningCommand Start(string folder, IReadOnlyDictionary<string, string> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        // Said aloud, because the line above switches the compiler's server off as well, and starting a compiler anew takes longer than compiling.
        start.Environment["UseSharedCompilation"] = "true";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new RunningCommand(start);
    }
}
