using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ReleaseGuard.Analyzers.Tests.Harness;

namespace ReleaseGuard.Analyzers.Tests.Coverage;

/// <summary>
/// The published matrix: every row is analysed here, by BannedApiAnalyzers with every type of the withheld namespace on its
/// list, and compiled for a scan of the references its assembly keeps.
/// </summary>
internal static class CoverageMatrix
{
    private static readonly string BannedList = string.Join('\n', WithheldTypes().Select(type => "T:" + type)) + "\nN:Contoso.Heads.Cyber\n";

    public static async Task<string> Write()
    {
        var text = new StringBuilder();
        var rows = new List<(CoverageRow Row, bool Here, bool Banned, bool? Metadata)>();
        foreach (var row in CoverageRows.All)
        {
            var project = CoverageProjects.Leaking(row);
            var compilation = project.Compile(out var expected);
            var here = (await project.Analyze(compilation)).Select(found => (found.Id, found.Location.SourceSpan.Start)).ToHashSet();
            rows.Add((row, expected.Length > 0 && expected.All(one => here.Contains((one.Id, one.Start))), await IsBanned(compilation), KeepsReference(compilation)));
        }

        text.Append("# What is found\n\n");
        text.Append("Generated from the rows of `tests/ReleaseGuard.Analyzers.Tests/Coverage`: `RELEASEGUARD_WRITE_COVERAGE=1 dotnet test tests/ReleaseGuard.Analyzers.Tests --filter CoverageMatrixTests`.\n");
        text.Append("Each row is a smallest source with one kind of reference to a withheld symbol. It is analysed by ReleaseGuard, by BannedApiAnalyzers 5.6.0 with every type of the withheld namespace (`T:`) and the namespace itself (`N:`) on its list, and compiled, to see whether the assembly keeps a reference that a scan of the binary can find. Each row is also tried against types of the same names in another company's namespace and in a file and an arm of the edition that may have the component: both must stay silent.\n\n");
        text.Append("| | found |\n|--|--|\n");
        text.Append($"| ReleaseGuard | {rows.Count(row => row.Here)} of {rows.Count} |\n");
        text.Append($"| BannedApiAnalyzers 5.6.0 | {rows.Count(row => row.Banned)} of {rows.Count} |\n");
        text.Append($"| scan of the built assembly's references | {rows.Count(row => row.Metadata == true)} of {rows.Count} |\n");
        foreach (var group in rows.GroupBy(row => row.Row.Group))
        {
            text.Append($"\n## {group.Key}\n\n| kind of reference | ReleaseGuard | BannedApiAnalyzers | metadata scan |\n|--|--|--|--|\n");
            foreach (var (row, here, banned, metadata) in group)
                text.Append($"| {row.Kind} | {(here ? "found" : "missed")} | {(banned ? "found" : "–")} | {(metadata == true ? "found" : "–")} |\n");
        }

        return text.ToString();
    }

    private static async Task<bool> IsBanned(Compilation compilation)
    {
        var list = new MemoryAdditionalText("/product/" + BannedApi.ListName, BannedList);
        var driver = compilation.WithAnalyzers([BannedApi.Create()], new AnalyzerOptions([list]));
        var found = await driver.GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        if (found.FirstOrDefault(one => one.Id == "AD0001") is { } crash) throw new InvalidOperationException(crash.ToString());
        return found.Any(one => one.Id == "RS0030" && one.Location.SourceTree?.FilePath.EndsWith("Packer.cs", StringComparison.Ordinal) == true);
    }

    private static bool? KeepsReference(Compilation compilation)
    {
        using var stream = new MemoryStream();
        if (!compilation.Emit(stream).Success) return null;
        stream.Position = 0;
        using var file = new PEReader(stream);
        var metadata = file.GetMetadataReader();
        return metadata.AssemblyReferences.Any(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name) == "Contoso.Heads.Cyber");
    }

    private static IEnumerable<string> WithheldTypes()
    {
        var project = CoverageProjects.Leaking(CoverageRows.All[0]);
        var space = project.Compile(out _).GlobalNamespace.GetNamespaceMembers().Single(one => one.Name == "Contoso")
            .GetNamespaceMembers().Single(one => one.Name == "Heads").GetNamespaceMembers().Single(one => one.Name == "Cyber");
        return Types(space.GetTypeMembers()).Select(type => type.GetDocumentationCommentId()![2..]);

        static IEnumerable<INamedTypeSymbol> Types(IEnumerable<INamedTypeSymbol> types) =>
            types.SelectMany(type => Types(type.GetTypeMembers()).Prepend(type)).Where(type => type.CanBeReferencedByName);
    }
}
