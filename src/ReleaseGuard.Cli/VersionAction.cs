using System.CommandLine;
using System.CommandLine.Invocation;
using ReleaseGuard.Inspection.Reports;

namespace ReleaseGuard.Cli;

/// <summary>Prints the version alone, so that a script can compare it.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(ToolIdentity.Version);
        return ExitCodes.Pass;
    }
}
