using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Analyzers.Rules;

/// <summary>
/// A rule as the compiler knows it: one descriptor per weight under one id. The error cannot be configured away; what
/// the policy lowers to a warning or less is an ordinary diagnostic.
/// </summary>
internal abstract class CodeRule
{
    protected CodeRule(string id, params string[] tags)
    {
        Description = RuleCatalog.Find(id)!;
        Error = Describe(DiagnosticSeverity.Error, [WellKnownDiagnosticTags.NotConfigurable, .. tags]);
        Warning = Describe(DiagnosticSeverity.Warning, tags);
        Info = Describe(DiagnosticSeverity.Info, tags);
    }

    public RuleDescription Description { get; }

    public string Id => Description.Id;

    public DiagnosticDescriptor Error { get; }

    public DiagnosticDescriptor Warning { get; }

    public DiagnosticDescriptor Info { get; }

    /// <summary>The descriptor of a weight; null for a finding that the policy hides.</summary>
    public DiagnosticDescriptor? For(RuleSeverity severity) => severity switch
    {
        RuleSeverity.Error => Error,
        RuleSeverity.Warning => Warning,
        RuleSeverity.Info => Info,
        _ => null,
    };

    public static ImmutableArray<DiagnosticDescriptor> Descriptors(IEnumerable<CodeRule> rules)
    {
        var all = ImmutableArray.CreateBuilder<DiagnosticDescriptor>();
        foreach (var rule in rules) all.AddRange(rule.Error, rule.Warning, rule.Info);
        return all.ToImmutable();
    }

    private DiagnosticDescriptor Describe(DiagnosticSeverity severity, string[] tags) =>
        new(Id, Description.Title, "{0}", Description.Category, severity, isEnabledByDefault: true,
            description: Description.Summary, helpLinkUri: Description.HelpLink, customTags: tags);
}
