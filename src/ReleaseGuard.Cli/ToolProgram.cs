using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.IO;
using System.Linq;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Cli;

/// <summary>One run of the tool: every way it can end becomes an exit code and, where it failed, one sentence on standard error. Never a stack trace.</summary>
internal static class ToolProgram
{
    public static int Run(string[] args, ToolConsole console)
    {
        try
        {
            ParseResult parsed = CommandTree.Create(console, args.Length > 0 ? args[0] : null).Parse(args);
            InvocationConfiguration configuration = new()
            {
                Output = console.Output,
                Error = console.Error,
                EnableDefaultExceptionHandler = false,
            };
            if (parsed.Action is ParseErrorAction)
                return WrongUsage(parsed, console);
            return parsed.Invoke(configuration);
        }
        catch (ToolFailure failure)
        {
            return Say(console, failure.Message, ExitCodes.WrongUsage);
        }
        catch (OperationCanceledException)
        {
            return Say(console, "interrupted; nothing was written.", ExitCodes.Interrupted);
        }
        catch (OutOfMemoryException)
        {
            return Say(console, "ran out of memory, so there is no verdict.", ExitCodes.Inconclusive);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Say(console, error.Message, ExitCodes.WrongUsage);
        }
#pragma warning disable CA1031 // A defect of the tool must still end with a sentence and a code that is not pass.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return Say(console, $"a defect of ReleaseGuard stopped this run, so there is no verdict: {error.GetType().Name}: {error.Message}", ExitCodes.Inconclusive);
        }
    }

    private static int WrongUsage(ParseResult parsed, ToolConsole console)
    {
        if (parsed.Tokens.Count == 0)
        {
            // Only the name was typed: the person asks what there is, a script forgot its words.
            CommandTree.WriteHelp(console);
            return ExitCodes.WrongUsage;
        }

        // An unknown word where a verb belongs gives two errors; the one that quotes the word is the one that helps.
        IEnumerable<string> messages = parsed.Errors.Select(error => error.Message).Distinct();
        if (parsed.UnmatchedTokens.Count > 0 && parsed.Errors.Count > 1)
            messages = messages.Where(message => parsed.UnmatchedTokens.Any(word => message.Contains(word, StringComparison.Ordinal)));
        foreach (string message in messages)
            console.Error.WriteLine("releaseguard: " + VisibleText.Escape(message));
        IEnumerable<string> known = parsed.CommandResult.Command.Subcommands.Select(command => command.Name)
            .Concat(parsed.CommandResult.Command.Options.Select(option => option.Name));
        foreach (string word in parsed.UnmatchedTokens)
            if (Spelling.Nearest(word, known) is string nearest)
                console.Error.WriteLine($"Did you mean '{nearest}'?");
        console.Error.WriteLine("See '" + CommandTree.PathOf(parsed.CommandResult) + " --help'.");
        return ExitCodes.WrongUsage;
    }

    private static int Say(ToolConsole console, string message, int exitCode)
    {
        console.Error.WriteLine("releaseguard: " + message);
        return exitCode;
    }
}
