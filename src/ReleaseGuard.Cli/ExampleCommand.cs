using System.Collections.Generic;
using System.CommandLine;

namespace ReleaseGuard.Cli;

/// <summary>A command whose help ends with lines one can type.</summary>
internal sealed class ExampleCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}
