using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ReleaseGuard.Analyzers.Tests.Harness;

/// <summary>What MSBuild would tell the compiler: global properties, and the role of the policy file.</summary>
public sealed class MemoryOptions(ImmutableDictionary<string, string> properties, string policyPath) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(properties);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values(ImmutableDictionary<string, string>.Empty);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Values(
        ImmutableDictionary<string, string>.Empty.Add("build_metadata.AdditionalFiles.ReleaseGuardRole", textFile.Path == policyPath ? "policy" : "base-policy"));

    private sealed class Values(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
