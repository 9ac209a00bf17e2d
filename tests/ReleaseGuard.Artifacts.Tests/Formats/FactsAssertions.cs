using System.Linq;
using System.Threading;

namespace ReleaseGuard.Artifacts.Tests.Formats;

/// <summary>Reading bytes as a named format, through a source that fails the test when it is asked for bytes outside; and asking for one problem.</summary>
internal static class FactsAssertions
{
    public static ArtifactFacts ReadAs(string format, byte[] bytes) =>
        ArtifactFormats.All.Single(known => known.Name == format).Read(new CountingSource("artifact", bytes), CancellationToken.None);

    public static ArtifactProblem AssertProblem(this ArtifactFacts facts, string invariant, ArtifactProblemKind kind) =>
        facts.Problems.FirstOrDefault(problem => problem.Invariant == invariant && problem.Kind == kind)
        ?? throw new Xunit.Sdk.XunitException($"no {invariant} {kind} among: {string.Join("; ", facts.Problems)}");
}
