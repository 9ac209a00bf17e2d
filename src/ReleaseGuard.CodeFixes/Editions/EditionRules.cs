using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Analyzers.Policies;
using ReleaseGuard.Policy;

namespace ReleaseGuard.CodeFixes.Editions;

/// <summary>What the policy of a project says, as far as a fix has to know: which editions may have a component, and how a text is kept for them.</summary>
internal sealed class EditionRules
{
    private EditionRules(LoadedPolicy loaded, AdditionalText file)
    {
        Loaded = loaded;
        File = file;
        Policy = loaded.Policy!;
        Masks = loaded.Masks!;
    }

    public LoadedPolicy Loaded { get; }

    public AdditionalText File { get; }

    public EditionPolicy Policy { get; }

    public EditionMasks Masks { get; }

    /// <summary>The rules of a project; null when it has no policy or one with errors.</summary>
    public static EditionRules? Of(Project project, CancellationToken cancel)
    {
        var found = PolicyFiles.Find(project.AnalyzerOptions, text => new PolicyCache(text), cancel);
        return found is { File: { } file, Loaded: { Policy: not null } loaded } ? new EditionRules(loaded, file) : null;
    }

    /// <summary>The editions that may have a component without more ado.</summary>
    public ulong AllowedOf(string componentId) =>
        Policy.FindComponent(componentId) is { } component ? Loaded.StandingOf(component).Allowed(Masks.All) : 0;

    /// <summary>The directive test that holds in exactly these editions; null when their symbols cannot say it.</summary>
    public string? ConditionFor(ulong allowed)
    {
        ulong covered = 0;
        var symbols = new List<string>();
        foreach (var symbol in Masks.Symbols.OrderByDescending(symbol => Count(Masks.EditionsDefining(symbol) ?? 0)))
        {
            var editions = Masks.EditionsDefining(symbol) ?? 0;
            if ((editions & ~allowed) != 0 || (editions & ~covered) == 0) continue;
            covered |= editions;
            symbols.Add(symbol);
        }

        return covered == allowed && covered != 0 ? string.Join(" || ", symbols) : null;
    }

    /// <summary>The edition whose files are compiled in exactly these editions; null when there is none.</summary>
    public Edition? FileEditionFor(ulong allowed) =>
        allowed == 0 ? null : Policy.Editions.FirstOrDefault(edition => Masks.EditionsCompiling(edition.Id) == allowed);

    /// <summary>The editions that compile a file by its name alone.</summary>
    public ulong EditionsOf(string path)
    {
        var name = PolicyPaths.FileNameOf(path);
        if (!name.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)) return Masks.All;
        name = name.Substring(0, name.Length - 3);
        var dot = name.LastIndexOf('.');
        return dot < 0 ? Masks.All : Masks.EditionsCompiling(name.Substring(dot + 1)) ?? Masks.All;
    }

    private static int Count(ulong mask)
    {
        var count = 0;
        for (; mask != 0; mask &= mask - 1) count++;
        return count;
    }
}
