using System;
using System.IO;
using System.Threading.Tasks;

namespace ReleaseGuard.Analyzers.Tests.Coverage;

/// <summary>docs/coverage.md says what the tests say. RELEASEGUARD_WRITE_COVERAGE=1 writes it anew.</summary>
public sealed class CoverageMatrixTests
{
    [Fact]
    public async Task The_published_matrix_is_what_a_run_finds()
    {
        var path = Path.Combine(ReleaseTrackingTests.RepositoryRoot(), "docs", "coverage.md");
        var matrix = await CoverageMatrix.Write();
        Assert.DoesNotContain("missed", matrix, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("RELEASEGUARD_WRITE_COVERAGE") == "1") await File.WriteAllTextAsync(path, matrix);
        Assert.Equal(await File.ReadAllTextAsync(path), matrix);
    }
}
