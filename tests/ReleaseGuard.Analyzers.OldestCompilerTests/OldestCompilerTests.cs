using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ReleaseGuard.Analyzers.Tests.Coverage;

namespace ReleaseGuard.Analyzers.OldestCompilerTests;

/// <summary>Every kind of reference that the oldest compiler understands is found there as well.</summary>
public sealed class OldestCompilerTests
{
    /// <summary>Rows of C# 14 that this compiler rejects; more would mean that the sources of the rows themselves broke.</summary>
    private const int MostRejected = 6;

    [Fact]
    public void The_compiler_is_the_one_the_analyzers_are_built_against()
    {
        var built = typeof(EditionAnalyzer).Assembly.GetReferencedAssemblies().Single(name => name.Name == "Microsoft.CodeAnalysis.CSharp");
        Assert.Equal(built.Version, typeof(CSharpCompilation).Assembly.GetName().Version);
    }

    [Fact]
    public async Task Each_row_that_compiles_is_found_at_its_place_and_its_look_alike_is_silent()
    {
        var rejected = new List<string>();
        foreach (var row in CoverageRows.All)
        {
            var project = CoverageProjects.Leaking(row);
            if (row.Compiles && project.Compile(out _).GetDiagnostics().Any(found => found.Severity == DiagnosticSeverity.Error))
            {
                rejected.Add(row.Kind);
                continue;
            }

            await project.Verify(row.Compiles);
            var twin = CoverageProjects.LookAlike(row);
            Assert.Empty(await twin.Analyze(twin.Compile(out _)));
        }

        Assert.True(rejected.Count <= MostRejected, $"{rejected.Count} of {CoverageRows.All.Count}: {string.Join("; ", rejected)}");
    }
}
