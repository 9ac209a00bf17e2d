using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ReleaseGuard.Analyzers.Policies;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Analyzers.Editions;

/// <summary>The components that the project itself is part of: the policy names its assembly or its path. Nothing else decides that.</summary>
internal sealed class ProjectMembership
{
    private readonly List<Component> _components = [];

    public ProjectMembership(EditionPolicy policy, Compilation compilation, AnalyzerOptions options)
    {
        if (options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(BuildNames.ProjectFile, out var project) && project.Length > 0)
        {
            ProjectPath = PolicyPaths.Below(PolicyPaths.FolderOf(policy.Path), project) ?? PolicyPaths.FileNameOf(project);
            foreach (var match in policy.Matcher.MatchProject(ProjectPath)) Add(match.Component);
        }

        if (compilation.AssemblyName is not { Length: > 0 } name) return;
        foreach (var match in policy.Matcher.MatchAssembly(name)) Add(match.Component);
    }

    /// <summary>The project's path as the policy writes it; null when the build does not say it.</summary>
    public string? ProjectPath { get; }

    public IReadOnlyList<Component> Components => _components;

    /// <summary>The assembly says by an attribute that it is part of a component.</summary>
    public void Add(Component component)
    {
        if (!Contains(component)) _components.Add(component);
    }

    public bool Contains(Component component) => _components.Exists(own => ReferenceEquals(own, component));
}
