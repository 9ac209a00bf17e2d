using System;
using System.Collections.Concurrent;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ReleaseGuard.Analyzers.Policies;
using ReleaseGuard.Analyzers.Rules;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Analyzers.Editions;

/// <summary>
/// Which editions a place in the code is compiled in. A place is judged for every guarded edition, not only for the one
/// being built: by the project's membership, by the file's name and by the directives around it.
/// </summary>
internal sealed class EditionScope
{
    private readonly ConcurrentDictionary<SyntaxTree, TreeEditions> _trees = new();

    public EditionScope(LoadedPolicy loaded, Compilation compilation, AnalyzerOptions options)
    {
        Loaded = loaded;
        Policy = loaded.Policy!;
        Masks = loaded.Masks!;
        var properties = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        CurrentName = properties.TryGetValue(BuildNames.Edition, out var edition) && edition.Trim().Length > 0 ? edition.Trim() : null;
        Current = CurrentName is null ? null : Policy.FindEdition(CurrentName);
        CurrentBit = Masks.BitOf(Current?.Id);
        Membership = new ProjectMembership(Policy, compilation, options);
        PolicyFolder = PolicyPaths.FolderOf(Policy.Path);
        AsOf = PolicyFiles.AsOf(options) ?? DateTime.UtcNow.Date;
        Watch();
    }

    public LoadedPolicy Loaded { get; }

    public EditionPolicy Policy { get; }

    public EditionMasks Masks { get; }

    /// <summary>The edition being built; null when none was chosen or the policy does not know it.</summary>
    public Edition? Current { get; }

    /// <summary>What the build said, known to the policy or not.</summary>
    public string? CurrentName { get; }

    public ulong CurrentBit { get; }

    /// <summary>The editions that this project's code is judged for: the guarded ones and the current one, if the project is part of them.</summary>
    public ulong Watched { get; private set; }

    /// <summary>The components that the project is part of.</summary>
    public ProjectMembership Membership { get; }

    /// <summary>The project's path as the policy writes it.</summary>
    public string? ProjectPath => Membership.ProjectPath;

    public string PolicyFolder { get; }

    public DateTime AsOf { get; }

    /// <summary>The watched editions that compile the given place.</summary>
    public ulong CompiledIn(SyntaxTree tree, int position, CancellationToken cancel) => Of(tree, cancel).CompiledIn(position) & Watched;

    public TreeEditions Of(SyntaxTree tree, CancellationToken cancel)
    {
        if (_trees.TryGetValue(tree, out var known)) return known;
        var built = new TreeEditions(this, tree, cancel);
        return _trees.TryAdd(tree, built) ? built : _trees[tree];
    }

    /// <summary>How a rule's finding about <paramref name="edition"/> weighs in the build at hand.</summary>
    public RuleSeverity SeverityOf(CodeRule rule, Edition edition)
    {
        var severity = Policy.SeverityOf(rule.Id, edition);
        // An edition the policy does not know could be any of them: its build gets the full weight.
        if (CurrentName is not null && (Current is null || Current.Id == edition.Id)) return severity;
        return severity < Policy.Settings.Elsewhere ? severity : Policy.Settings.Elsewhere;
    }

    /// <summary>The whole assembly is part of a component, as it says itself. Said before anything is judged.</summary>
    public void Join(Component component)
    {
        Membership.Add(component);
        Watch();
    }

    /// <summary>A withheld project is not part of the editions it is withheld from: its own text is not judged for them.</summary>
    private void Watch()
    {
        ulong without = 0;
        foreach (var component in Membership.Components) without |= Loaded.StandingOf(component).Withheld;
        Watched = (Masks.Guarded | CurrentBit) & ~without;
    }
}
