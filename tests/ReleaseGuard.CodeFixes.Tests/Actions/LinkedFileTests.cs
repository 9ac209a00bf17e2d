using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using ReleaseGuard.CodeFixes.Tests.Harness;

namespace ReleaseGuard.CodeFixes.Tests.Actions;

/// <summary>A file that several projects compile, as one with several target frameworks does: it is edited once, and all of them see the edit.</summary>
public sealed class LinkedFileTests
{
    private const string Source = "namespace Contoso;\n\npublic static class Packer\n{\n    public static object Make() => new Contoso.Heads.Cyber.ExploitHead();\n\n    public static int Open => 1;\n}\n";

    [Theory, InlineData("wrap:EDITION_ENTERPRISE"), InlineData("move:enterprise")]
    public async Task A_shared_file_is_edited_once_for_all_of_its_projects(string key)
    {
        using var one = GuardedSolution.Of(Source);
        var first = one.Solution.Projects.Single();
        var solution = WithTwin(first);
        var twin = solution.Projects.Single(project => project.Name == "Twin");

        var found = (await one.Findings()).Where(finding => finding.Id == "RG1001").ToImmutableArray();
        var document = solution.GetDocument(first.Documents.Single(document => document.Name == "Packer.cs").Id)!;
        var provider = new EditionCodeFixProvider();
        var action = await provider.GetFixAllProvider().GetFixAsync(new FixAllContext(document, provider, FixAllScope.Solution, key, ["RG1001"], new Known(found), CancellationToken.None));
        var changed = Assert.Single((await action!.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>()).ChangedSolution;

        foreach (var path in changed.Projects.SelectMany(project => project.Documents).Select(shown => shown.FilePath!).Where(path => !path.Contains("/obj/", System.StringComparison.Ordinal)).Distinct())
        {
            var texts = changed.GetDocumentIdsWithFilePath(path).Select(id => changed.GetDocument(id)!.GetTextAsync().Result.ToString()).ToList();
            Assert.Equal(2, texts.Count);
            Assert.Equal(texts[0], texts[1]);
            Assert.True(texts[0].Split("ExploitHead()").Length <= 2, texts[0]);
        }

        foreach (var id in new[] { first.Id, twin.Id })
            Assert.DoesNotContain((await changed.GetProject(id)!.GetCompilationAsync())!.GetDiagnostics(), problem => problem.Severity == DiagnosticSeverity.Error);
    }

    private static Solution WithTwin(Project first)
    {
        var twin = ProjectId.CreateNewId();
        var solution = first.Solution.AddProject(ProjectInfo.Create(twin, VersionStamp.Default, "Twin", "Contoso.Runtime", LanguageNames.CSharp, first.FilePath,
            compilationOptions: first.CompilationOptions, parseOptions: first.ParseOptions, metadataReferences: first.MetadataReferences));
        foreach (var document in first.Documents)
            solution = solution.AddDocument(DocumentId.CreateNewId(twin), document.Name, document.GetTextAsync().Result, filePath: document.FilePath);
        foreach (var document in first.AdditionalDocuments)
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(twin), document.Name, document.GetTextAsync().Result, filePath: document.FilePath);
        foreach (var document in first.AnalyzerConfigDocuments)
            solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(twin), document.Name, document.GetTextAsync().Result, filePath: document.FilePath);
        return solution;
    }

    private sealed class Known(ImmutableArray<Diagnostic> found) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(found);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(found);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
