using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers;
using Document = Microsoft.CodeAnalysis.Document;

namespace ReleaseGuard.CodeFixes.Tests.Harness;

/// <summary>
/// A project in a workspace in memory with a policy beside it, as an editor would hold it. Fixes are applied as an editor applies them,
/// and the result is compiled as each edition compiles it: its symbols, and the files named for it.
/// </summary>
internal sealed class GuardedSolution : IDisposable
{
    public const string Folder = "/product/src/Contoso.Runtime";

    private static readonly ImmutableArray<MetadataReference> Framework = [.. Net100.References.All];

    private readonly AdhocWorkspace _workspace;

    private GuardedSolution(string workspace)
    {
        _workspace = new(MefHostServices.DefaultHost, workspace);
        Solution = _workspace.CurrentSolution;
    }

    public Solution Solution { get; private set; }

    public static GuardedSolution Create(IEnumerable<(string Path, string Text)> sources, string? policy = null, string edition = "enterprise",
        MetadataReference[]? references = null, bool warningsAreErrors = false, bool implicitUsings = true, string workspace = WorkspaceKind.Host, string? projectFile = null)
    {
        var made = new GuardedSolution(workspace);
        var project = ProjectId.CreateNewId();
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable,
            generalDiagnosticOption: warningsAreErrors ? ReportDiagnostic.Error : ReportDiagnostic.Default);
        var solution = made._workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(project, VersionStamp.Default, "Contoso.Runtime", "Contoso.Runtime", LanguageNames.CSharp, Folder + "/Contoso.Runtime.csproj",
                compilationOptions: options, parseOptions: new CSharpParseOptions(LanguageVersion.Latest, preprocessorSymbols: SymbolsOf(edition)),
                metadataReferences: Framework.AddRange(references ?? [Withheld.Head])))
            .AddAdditionalDocument(DocumentId.CreateNewId(project), "releaseguard.jsonc", policy ?? Policies.Cyber, filePath: "/product/releaseguard.jsonc")
            .AddAnalyzerConfigDocument(DocumentId.CreateNewId(project), ".globalconfig", BuildProperties(edition), filePath: "/product/.globalconfig");
        if (implicitUsings) sources = sources.Append(("obj/Usings.g.cs", Withheld.ImplicitUsings));
        sources = sources.Append(("obj/ReleaseGuard.Attributes.cs", Samples.Attributes));
        foreach (var (path, text) in sources)
        {
            var full = Folder + "/" + path;
            if (EditionOf(path) is "enterprise" && edition == "open")
                solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(project), Path.GetFileName(path), SourceText.From(text, Encoding.UTF8), filePath: full);
            else
                solution = solution.AddDocument(DocumentId.CreateNewId(project), Path.GetFileName(path), SourceText.From(text, Encoding.UTF8), filePath: full);
        }

        if (projectFile is not null) solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(project), "Contoso.Runtime.csproj", SourceText.From(projectFile, Encoding.UTF8), filePath: Folder + "/Contoso.Runtime.csproj");
        made.Solution = solution;
        return made;
    }

    public static GuardedSolution Of(string source, string? policy = null, string edition = "enterprise", bool warningsAreErrors = false) =>
        Create([("Packer.cs", source)], policy, edition, warningsAreErrors: warningsAreErrors);

    private Project Project => Solution.Projects.Single();

    public string this[string path] => Document(path)?.GetTextAsync().Result.ToString() ?? throw new InvalidOperationException($"There is no {path}: {string.Join(", ", Project.Documents.Select(one => one.FilePath))}");

    public string Policy => Project.AdditionalDocuments.Single(one => one.Name == "releaseguard.jsonc").GetTextAsync().Result.ToString();

    public string ProjectFile => Project.AdditionalDocuments.Single(one => one.Name == "Contoso.Runtime.csproj").GetTextAsync().Result.ToString();

    public IEnumerable<string> Files => Project.Documents.Select(document => document.FilePath![(Folder.Length + 1)..]).Where(path => !path.StartsWith("obj/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>The findings of the project, in the order of the text.</summary>
    public async Task<ImmutableArray<Diagnostic>> Findings(string? edition = null)
    {
        var project = edition is null ? Project : As(edition);
        var compilation = (await project.GetCompilationAsync())!;
        var crash = default(Exception);
        var driver = compilation.WithAnalyzers([new EditionAnalyzer()], new CompilationWithAnalyzersOptions(project.AnalyzerOptions, (exception, _, _) => crash = exception, false, false));
        var found = await driver.GetAnalyzerDiagnosticsAsync();
        Assert.Null(crash);
        return [.. found.OrderBy(one => one.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(one => one.Location.SourceSpan.Start)];
    }

    /// <summary>What the light bulb offers at a finding, in its order: title and key.</summary>
    public async Task<ImmutableArray<(string Title, string Key)>> Offered(string id, int index = 0) =>
        [.. (await Actions(await Finding(id, index))).Select(action => (action.Title, action.EquivalenceKey!))];

    /// <summary>Applies the offered action of a kind to one finding.</summary>
    public async Task<GuardedSolution> Apply(string id, string kind, int index = 0)
    {
        var actions = await Actions(await Finding(id, index));
        var action = actions.FirstOrDefault(action => action.EquivalenceKey!.Split(':')[0] == kind);
        Assert.True(action is not null, $"'{kind}' is not offered for {id}, only: {string.Join(", ", actions.Select(one => one.EquivalenceKey))}");
        await Take(action!);
        return this;
    }

    /// <summary>Fixes all findings of the given rules as dotnet format does: rule by rule, by the first action offered, or by the given kind.</summary>
    public async Task<GuardedSolution> FixAll(string[]? ids = null, string? kind = null, FixAllScope scope = FixAllScope.Solution)
    {
        var provider = new EditionCodeFixProvider();
        foreach (var id in ids ?? [.. provider.FixableDiagnosticIds])
        {
            var found = (await Findings()).Where(one => one.Id == id).ToImmutableArray();
            if (found.IsEmpty) continue;
            string? key = kind;
            var document = Solution.GetDocument(found[0].Location.SourceTree)!;
            if (kind is null)
            {
                var actions = await Actions(found[0]);
                key = actions.IsEmpty ? null : actions[0].EquivalenceKey;
            }

            var context = new FixAllContext(document, provider, scope, key!, [id], new Known(found), CancellationToken.None);
            if (await provider.GetFixAllProvider().GetFixAsync(context) is { } action) await Take(action);
        }

        return this;
    }

    /// <summary>The result is good: both editions compile, no finding is left, and the open output holds nothing of the withheld assembly.</summary>
    /// <param name="except">Rules that may still find something.</param>
    /// <param name="gated">The component may lie in the open edition behind a guard: the reference stays there.</param>
    public async Task<GuardedSolution> IsClean(string[]? except = null, bool gated = false)
    {
        foreach (var edition in new[] { "open", "enterprise" })
        {
            var project = As(edition);
            // As the build does it: the reference is there in the edition that may have it, and only there.
            project = project.WithMetadataReferences(project.MetadataReferences.Where(reference => reference.Display != "Contoso.Heads.Cyber.dll").Concat(edition == "open" && !gated ? [] : [Withheld.Head]));
            var compilation = (await project.GetCompilationAsync())!;
            using var stream = new MemoryStream();
            var result = compilation.Emit(stream);
            Assert.True(result.Success, $"{edition}: {string.Join(Environment.NewLine, result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error))}{Environment.NewLine}{Show()}");
            if (edition != "open" || gated) continue;
            stream.Position = 0;
            using var pe = new PEReader(stream);
            var metadata = pe.GetMetadataReader();
            Assert.DoesNotContain(metadata.AssemblyReferences, reference => metadata.GetString(metadata.GetAssemblyReference(reference).Name) == "Contoso.Heads.Cyber");
        }

        foreach (var edition in new[] { "open", "enterprise" })
        {
            var left = (await Findings(edition)).Where(found => except?.Contains(found.Id) != true).ToList();
            Assert.True(left.Count == 0, $"{edition}: {string.Join(Environment.NewLine, left)}{Environment.NewLine}{Show()}");
        }

        return this;
    }

    public string Show() => string.Join(Environment.NewLine, Project.Documents.Where(one => !one.FilePath!.Contains("/obj/", StringComparison.Ordinal)).Select(one => $"--- {one.FilePath}{Environment.NewLine}{one.GetTextAsync().Result}"));

    public void Dispose() => _workspace.Dispose();

    /// <summary>The project as an edition compiles it.</summary>
    public Project As(string edition)
    {
        var project = Project;
        project = project.Solution.WithAnalyzerConfigDocumentText(project.AnalyzerConfigDocuments.Single().Id, BuildProperties(edition)).GetProject(project.Id)!;
        project = project.WithParseOptions(((CSharpParseOptions)project.ParseOptions!).WithPreprocessorSymbols(SymbolsOf(edition)));
        foreach (var held in project.AdditionalDocuments.Where(held => held.FilePath!.EndsWith(".cs", StringComparison.Ordinal)).ToList())
            project = project.AddDocument(held.Name, held.GetTextAsync().Result, filePath: held.FilePath).Project;
        if (edition != "open") return project;
        foreach (var document in project.Documents.Where(document => EditionOf(document.FilePath!) == "enterprise").ToList()) project = project.RemoveDocument(document.Id);
        return project;
    }

    private Document? Document(string path) => Project.Documents.FirstOrDefault(document => document.FilePath == Folder + "/" + path);

    private async Task<Diagnostic> Finding(string id, int index) => (await Findings()).Where(found => found.Id == id).ElementAt(index);

    private async Task<ImmutableArray<CodeAction>> Actions(Diagnostic found)
    {
        var actions = ImmutableArray.CreateBuilder<CodeAction>();
        var document = Solution.GetDocument(found.Location.SourceTree)!;
        await new EditionCodeFixProvider().RegisterCodeFixesAsync(new CodeFixContext(document, found, (action, _) => actions.Add(action), CancellationToken.None));
        return actions.ToImmutable();
    }

    private async Task Take(CodeAction action)
    {
        var operation = Assert.Single((await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>());
        Solution = operation.ChangedSolution;
    }

    private static SourceText BuildProperties(string edition) => SourceText.From($"""
        is_global = true
        build_property.ReleaseEdition = {edition}
        build_property.ReleaseGuardAsOf = 2026-11-23
        build_property.MSBuildProjectFullPath = {Folder}/Contoso.Runtime.csproj
        build_property.MSBuildProjectDirectory = {Folder}
        """);

    private static string[] SymbolsOf(string edition) => edition == "open" ? ["EDITION_OPEN"] : ["EDITION_OPEN", "EDITION_ENTERPRISE"];

    private static string? EditionOf(string path) => path.EndsWith(".Enterprise.cs", StringComparison.OrdinalIgnoreCase) ? "enterprise" : null;

    private sealed class Known(ImmutableArray<Diagnostic> found) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(found);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(found.Where(one => one.Location.SourceTree?.FilePath == document.FilePath));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
