using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Threading;
using System.Threading.Tasks;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ReleaseGuard.CodeFixes.Tests.Harness;

/// <summary>A solution of an open runtime, a withheld head with its source, and open abstractions that both reference. It can be run.</summary>
internal sealed class ThreeProjects : IDisposable
{
    private const string Root = "/product/src/";

    private readonly AdhocWorkspace _workspace;

    private ThreeProjects(AdhocWorkspace workspace) => (_workspace, Solution) = (workspace, workspace.CurrentSolution);

    public Solution Solution { get; private set; }

    public static ThreeProjects Create(string edition, string packer, string head, bool withContract = true, string workspace = WorkspaceKind.Host, string? projectFile = null)
    {
        var made = new ThreeProjects(new AdhocWorkspace(MefHostServices.DefaultHost, workspace));
        var ids = new[] { "Contoso.Abstractions", "Contoso.Heads.Cyber", "Contoso.Runtime" }.ToDictionary(name => name, name => ProjectId.CreateNewId(name));
        foreach (var (name, id) in ids)
        {
            made.Solution = made.Solution.AddProject(ProjectInfo.Create(id, VersionStamp.Default, name, name, LanguageNames.CSharp, $"{Root}{name}/{name}.csproj",
                    compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
                    parseOptions: new CSharpParseOptions(LanguageVersion.Latest, preprocessorSymbols: edition == "open" ? ["EDITION_OPEN"] : ["EDITION_OPEN", "EDITION_ENTERPRISE"]),
                    metadataReferences: Net100.References.All))
                .AddAdditionalDocument(DocumentId.CreateNewId(id), "releaseguard.jsonc", Policies.Cyber, filePath: "/product/releaseguard.jsonc")
                .AddAnalyzerConfigDocument(DocumentId.CreateNewId(id), ".globalconfig", SourceText.From($"is_global = true\nbuild_property.ReleaseEdition = {edition}\nbuild_property.MSBuildProjectFullPath = {Root}{name}/{name}.csproj\n"), filePath: $"/product/{name}.globalconfig");
        }

        if (withContract)
            made.Solution = made.Solution.AddProjectReference(ids["Contoso.Heads.Cyber"], new ProjectReference(ids["Contoso.Abstractions"])).AddProjectReference(ids["Contoso.Runtime"], new ProjectReference(ids["Contoso.Abstractions"]));
        made.Solution = made.Solution.AddProjectReference(ids["Contoso.Runtime"], new ProjectReference(ids["Contoso.Heads.Cyber"]))
            .AddDocument(DocumentId.CreateNewId(ids["Contoso.Heads.Cyber"]), "ExploitHead.cs", head, filePath: $"{Root}Contoso.Heads.Cyber/ExploitHead.cs")
            .AddDocument(DocumentId.CreateNewId(ids["Contoso.Runtime"]), "Packer.cs", packer, filePath: $"{Root}Contoso.Runtime/Packer.cs");
        if (projectFile is not null)
            made.Solution = made.Solution.AddAdditionalDocument(DocumentId.CreateNewId(ids["Contoso.Runtime"]), "Contoso.Runtime.csproj", projectFile, filePath: $"{Root}Contoso.Runtime/Contoso.Runtime.csproj");
        return made;
    }

    public string ProjectFile => Runtime.AdditionalDocuments.Single(document => document.Name == "Contoso.Runtime.csproj").GetTextAsync().Result.ToString();

    public string this[string name] => Solution.Projects.SelectMany(project => project.Documents).First(document => document.Name == name).GetTextAsync().Result.ToString();

    public IEnumerable<string> Files => Solution.Projects.SelectMany(project => project.Documents).Select(document => document.Name).Order(StringComparer.Ordinal);

    /// <summary>The findings in the open projects.</summary>
    public async Task<ImmutableArray<Diagnostic>> Findings()
    {
        var all = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var project in Solution.Projects.Where(project => project.Name != "Contoso.Heads.Cyber"))
        {
            // A file of the edition is not compiled in the open build.
            var open = project;
            foreach (var document in project.Documents.Where(document => document.Name.EndsWith(".Enterprise.cs", StringComparison.Ordinal)).ToList()) open = open.RemoveDocument(document.Id);
            all.AddRange(await (await open.GetCompilationAsync())!.WithAnalyzers([new EditionAnalyzer()], project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync());
        }

        return all.ToImmutable();
    }

    public async Task<IEnumerable<string>> Offered(string id) => (await Actions(id)).Select(action => action.EquivalenceKey!);

    public async Task Apply(string id, string key)
    {
        var action = (await Actions(id)).FirstOrDefault(action => action.EquivalenceKey == key);
        Assert.True(action is not null, key + " is not offered.");
        await Take(action!);
    }

    public async Task FixAll(string id, string key)
    {
        var provider = new EditionCodeFixProvider();
        var document = Runtime.Documents.First(document => document.Name == "Packer.cs");
        var context = new FixAllContext(document, provider, FixAllScope.Solution, key, [id], new Known((await Findings()).Where(found => found.Id == id).ToImmutableArray()), CancellationToken.None);
        if (await provider.GetFixAllProvider().GetFixAsync(context) is { } action) await Take(action);
    }

    /// <summary>Packs in an edition, compiled anew and loaded by itself: what came out, or what the edition says instead.</summary>
    public string Run(string edition)
    {
        var images = new Dictionary<string, byte[]>();
        foreach (var project in Solution.Projects.Where(project => edition != "open" || project.Name != "Contoso.Heads.Cyber")) images[project.Name] = Emit(project, edition);
        var context = new AssemblyLoadContext("run", isCollectible: true);
        context.Resolving += (_, name) => images.TryGetValue(name.Name!, out var image) ? context.LoadFromStream(new MemoryStream(image)) : null;
        try
        {
            var packer = context.LoadFromStream(new MemoryStream(images["Contoso.Runtime"])).GetType("Contoso.Runtime.Packer")!;
            return (string)packer.GetMethod("Pack")!.Invoke(Activator.CreateInstance(packer), ["x"])!;
        }
        catch (TargetInvocationException thrown)
        {
            return thrown.InnerException!.Message;
        }
        finally
        {
            context.Unload();
        }
    }

    /// <summary>The assemblies that the runtime of an edition refers to.</summary>
    public IEnumerable<string> References(string edition)
    {
        using var pe = new System.Reflection.PortableExecutable.PEReader(new MemoryStream(Emit(Runtime, edition)));
        var metadata = System.Reflection.Metadata.PEReaderExtensions.GetMetadataReader(pe);
        return [.. metadata.AssemblyReferences.Select(reference => metadata.GetString(metadata.GetAssemblyReference(reference).Name))];
    }

    public void Dispose() => _workspace.Dispose();

    private Project Runtime => Solution.Projects.Single(project => project.Name == "Contoso.Runtime");

    private static byte[] Emit(Project project, string edition)
    {
        if (edition == "open")
        {
            foreach (var document in project.Documents.Where(document => document.Name.EndsWith(".Enterprise.cs", StringComparison.Ordinal)).ToList()) project = project.RemoveDocument(document.Id);
        }

        using var stream = new MemoryStream();
        var result = project.GetCompilationAsync().Result!.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return stream.ToArray();
    }

    private async Task<ImmutableArray<CodeAction>> Actions(string id)
    {
        var actions = ImmutableArray.CreateBuilder<CodeAction>();
        if ((await Findings()).Where(found => found.Id == id).OrderBy(found => found.Location.SourceSpan.Start).FirstOrDefault() is not { } found) return [];
        var document = Runtime.Documents.First(document => document.FilePath == found.Location.SourceTree!.FilePath);
        // The finding is of another copy of the project where a file was left out.
        found = Diagnostic.Create(found.Descriptor, Location.Create((await document.GetSyntaxTreeAsync())!, found.Location.SourceSpan), found.Properties, "");
        await new EditionCodeFixProvider().RegisterCodeFixesAsync(new CodeFixContext(document, found, (action, _) => actions.Add(action), CancellationToken.None));
        return actions.ToImmutable();
    }

    private async Task Take(CodeAction action) =>
        Solution = Assert.Single((await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>()).ChangedSolution;

    private sealed class Known(ImmutableArray<Diagnostic> found) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(project.Name == "Contoso.Runtime" ? found : []);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
