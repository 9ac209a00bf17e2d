using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.IO;

namespace ReleaseGuard.Cli;

/// <summary>Help as System.CommandLine prints it, then examples and what the exit codes mean.</summary>
internal sealed class ExampleHelpAction(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int code = help.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        Command command = parseResult.CommandResult.Command;
        if (command is ExampleCommand { Examples.Count: > 0 } example)
        {
            output.WriteLine("Examples:");
            foreach (string line in example.Examples)
                output.WriteLine("  " + line);
            output.WriteLine();
        }

        if (command is RootCommand)
        {
            output.WriteLine("Exit codes:");
            output.WriteLine("  0 pass   1 fail   2 inconclusive   3 nothing inspected   4 wrong usage or invalid policy");
            output.WriteLine();
        }

        return code;
    }
}
