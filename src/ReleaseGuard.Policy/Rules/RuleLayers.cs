using System;

namespace ReleaseGuard.Policy.Rules;

/// <summary>The layers that can report a rule. The task and the tool run the same inspection.</summary>
[Flags]
public enum RuleLayers
{
    /// <summary>Reported nowhere.</summary>
    None = 0,

    /// <summary>The Roslyn analyzers: in the editor and in the compiler.</summary>
    Analyzer = 1,

    /// <summary>The MSBuild task: project files, outputs, packages and publish folders.</summary>
    BuildTask = 2,

    /// <summary>The <c>releaseguard</c> command line.</summary>
    Tool = 4,
}
