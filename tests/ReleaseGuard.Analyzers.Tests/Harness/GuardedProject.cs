using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ReleaseGuard.Analyzers.Tests.Harness;

/// <summary>
/// A project in memory with a policy beside it. In the sources a leak is marked <c>{|RG1001:name|}</c>; what is not marked
/// must stay silent. Compilation and analysis only, no workspace, so that thousands of rows are quick.
/// </summary>
public sealed record GuardedProject
{
    public const string Folder = "/product";

    private const string UsingsPath = Folder + "/src/Contoso.Runtime/Usings.cs";

    private static readonly ImmutableArray<MetadataReference> Framework = [.. Net100.References.All];

    public string Policy { get; init; } = TestPolicies.Cyber;

    public string? Edition { get; init; } = "open";

    /// <summary>Policies that the policy extends, by their path beside it.</summary>
    public ImmutableArray<(string Path, string Text)> BasePolicies { get; init; } = [];

    public string AssemblyName { get; init; } = "Contoso.Runtime";

    public string ProjectPath { get; init; } = "src/Contoso.Runtime/Contoso.Runtime.csproj";

    /// <summary>Sources by their path below the project's folder.</summary>
    public ImmutableArray<(string Path, string Text)> Sources { get; init; } = [];

    public ImmutableArray<MetadataReference> References { get; init; } = [];

    public ImmutableDictionary<string, string> Properties { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Namespaces imported by a file of its own, which is not judged.</summary>
    public ImmutableArray<string> Usings { get; init; } = [];

    public ImmutableArray<string> Symbols { get; init; } = [];

    public LanguageVersion Language { get; init; } = LanguageVersion.Preview;

    public OutputKind Output { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    public GuardedProject With(string source, string path = "Packer.cs") => this with { Sources = Sources.Add((path, source)) };

    public GuardedProject With(MetadataReference reference) => this with { References = References.Add(reference) };

    public CSharpCompilation Compile(out ImmutableArray<Expected> expected)
    {
        var options = new CSharpParseOptions(Language, DocumentationMode.Diagnose, preprocessorSymbols: [.. EditionSymbols(), .. Symbols]);
        var all = ImmutableArray.CreateBuilder<Expected>();
        var trees = new List<SyntaxTree>();
        foreach (var (path, text) in Sources)
        {
            var plain = Markup.Read(text, path, all);
            trees.Add(CSharpSyntaxTree.ParseText(plain, options, $"{Folder}/src/Contoso.Runtime/{path}", System.Text.Encoding.UTF8));
        }

        if (!Usings.IsEmpty) trees.Add(CSharpSyntaxTree.ParseText(string.Concat(Usings.Select(name => $"global using {name};\n")), options, UsingsPath, System.Text.Encoding.UTF8));
        expected = all.ToImmutable();
        return CSharpCompilation.Create(AssemblyName, trees, Framework.AddRange(References),
            new CSharpCompilationOptions(Output, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable, reportSuppressedDiagnostics: true));
    }

    public async Task<ImmutableArray<Diagnostic>> Analyze(CSharpCompilation compilation, params DiagnosticAnalyzer[] analyzers)
    {
        if (analyzers.Length == 0) analyzers = [new EditionAnalyzer(), new PolicyAnalyzer()];
        var crash = default(Exception);
        var driver = compilation.WithAnalyzers([.. analyzers], new CompilationWithAnalyzersOptions(Options(),
            (exception, _, _) => crash = exception, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        var found = await driver.GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        if (crash is not null) throw new InvalidOperationException("An analyzer crashed.", crash);
        return [.. found.Where(one => one.Location.SourceTree?.FilePath != UsingsPath)];
    }

    public AnalyzerOptions Options()
    {
        var properties = Properties
            .SetItem("build_property.MSBuildProjectFullPath", $"{Folder}/{ProjectPath}")
            .SetItem("build_property.MSBuildProjectDirectory", $"{Folder}/{System.IO.Path.GetDirectoryName(ProjectPath)}");
        if (Edition is not null) properties = properties.SetItem("build_property.ReleaseEdition", Edition);
        if (!properties.ContainsKey("build_property.ReleaseGuardAsOf")) properties = properties.SetItem("build_property.ReleaseGuardAsOf", "2026-11-23");
        var policy = new MemoryAdditionalText($"{Folder}/releaseguard.jsonc", Policy);
        return new AnalyzerOptions([policy, .. BasePolicies.Select(part => new MemoryAdditionalText($"{Folder}/{part.Path}", part.Text))], new MemoryOptions(properties, policy.Path));
    }

    /// <summary>Analyses and compares with the marks: same rule, same place, nothing more and nothing less.</summary>
    public async Task<ImmutableArray<Diagnostic>> Verify(bool mustCompile = true)
    {
        var compilation = Compile(out var expected);
        if (mustCompile)
        {
            var errors = compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error).ToList();
            Assert.True(errors.Count == 0, "The test's own source does not compile: " + string.Join(Environment.NewLine, errors));
        }

        var found = await Analyze(compilation);
        var actual = found.Where(one => one.Location.IsInSource)
            .Select(one => new Expected(one.Id, System.IO.Path.GetFileName(one.Location.SourceTree!.FilePath), one.Location.SourceSpan.Start, one.Location.SourceSpan.End)).ToList();
        var missing = expected.Except(actual).ToList();
        var extra = actual.Except(expected).ToList();
        var twice = actual.GroupBy(one => one).Where(group => group.Count() > 1).ToList();
        Assert.True(missing.Count == 0 && extra.Count == 0 && twice.Count == 0,
            $"Missing: {string.Join(", ", missing.Select(one => Show(one, compilation)))}{Environment.NewLine}Extra: {string.Join(", ", extra.Select(one => Show(one, compilation)))}" +
            $"{Environment.NewLine}Twice: {string.Join(", ", twice.Select(one => Show(one.Key, compilation)))}{Environment.NewLine}{string.Join(Environment.NewLine, found)}");
        return found;
    }

    private static string Show(Expected one, Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.First(tree => tree.FilePath.EndsWith(one.Path, StringComparison.Ordinal));
        return $"{one.Id} '{tree.GetText().ToString(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(one.Start, one.End))}' at line {tree.GetText().Lines.GetLineFromPosition(one.Start).LineNumber + 1}";
    }

    private IEnumerable<string> EditionSymbols() => Edition switch
    {
        "open" => ["EDITION_OPEN"],
        "pro" => ["EDITION_OPEN", "EDITION_PRO"],
        "enterprise" => ["EDITION_OPEN", "EDITION_PRO", "EDITION_ENTERPRISE"],
        _ => [],
    };
}
