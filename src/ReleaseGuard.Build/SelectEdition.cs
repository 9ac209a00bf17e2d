using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.Build.Framework;
using ReleaseGuard.Inspection;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Build;

/// <summary>
/// Says what an edition means to the compiler: the symbols of the edition and of those it includes, which of the sources named
/// <c>Name.&lt;Edition&gt;.cs</c> belong to it, and the log that proves how it compiled a guarded edition.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class SelectEdition : PolicyTask
{
    /// <summary>All sources the project would compile.</summary>
    public ITaskItem[] Sources { get; set; } = [];

    /// <summary>True in an editor's build, where the policy's problems are the analyzers' to report.</summary>
    public bool DesignTime { get; set; }

    /// <summary>The project's <c>ErrorLog</c>.</summary>
    public string? ErrorLog { get; set; }

    /// <summary>Where the compiler writes its log when the project asks for none; empty where nothing is compiled.</summary>
    public string? DefaultLog { get; set; }

    /// <summary>The compiler's log, by which a guarded edition proves that the analyzers ran; empty where no proof is asked for.</summary>
    [Output]
    public string CompilerLog { get; private set; } = "";

    /// <summary>The <c>ErrorLog</c> to compile with.</summary>
    [Output]
    public string CompilerErrorLog { get; private set; } = "";

    /// <summary>Preprocessor symbols to define.</summary>
    [Output]
    public string[] Symbols { get; private set; } = [];

    /// <summary>True where the assembly may keep its <c>[WithheldComponent]</c> marks: the edition publishes nothing.</summary>
    [Output]
    public bool KeepsMarks { get; private set; }

    /// <summary>Sources that belong to an edition by their name, chosen or not.</summary>
    [Output]
    public ITaskItem[] EditionSources { get; private set; } = [];

    /// <summary>Those of them that this edition compiles, each once.</summary>
    [Output]
    public ITaskItem[] ChosenSources { get; private set; } = [];

    /// <summary>Policies that the policy extends, for the analyzers.</summary>
    [Output]
    public string[] BasePolicies { get; private set; } = [];

    /// <inheritdoc/>
    private protected override string Moment => "edition";

    /// <inheritdoc/>
    private protected override bool Run()
    {
        if (OpenPolicy() is not { Policy: { } policy } opened)
            return DesignTime || Fail();
        BasePolicies = [.. opened.Bases];
        var edition = string.IsNullOrEmpty(Edition) ? null : policy.FindEdition(Edition!);
        if (edition is null && !string.IsNullOrEmpty(Edition) && TryDate(out var asOf))
        {
            // Without the edition's symbols the compiler would only report consequences.
            foreach (var finding in ProjectGraphInspector.Inspect(new ProjectGraph(ProjectFile, Edition, false, false, [], [], [], []), policy, asOf))
                Findings.Report(finding, Path.GetDirectoryName(policy.Path) ?? "");
        }

        if (edition is { IsGuarded: true } && !DesignTime && !string.IsNullOrEmpty(DefaultLog))
            (CompilerErrorLog, CompilerLog) = CompilerLogPath.Choose(ErrorLog, DefaultLog!);
        Symbols = edition is null ? [] : [.. policy.Editions.Where(other => other.Symbol is not null && policy.Includes(edition, other)).Select(other => other.Symbol!)];
        KeepsMarks = edition is { IsGuarded: false };
        var sources = Sources.Select(source => (Source: source, Edition: policy.EditionOfSource(source.ItemSpec))).Where(pair => pair.Edition is not null).ToList();
        EditionSources = [.. sources.Select(pair => pair.Source)];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        ChosenSources = [.. sources
            .Where(pair => edition is not null && policy.Includes(edition, pair.Edition!))
            .Select(pair => pair.Source)
            .Where(source => seen.Add(source.GetMetadata("FullPath")))];
        return Findings.ErrorCount == 0 || DesignTime || Fail();
    }
}
