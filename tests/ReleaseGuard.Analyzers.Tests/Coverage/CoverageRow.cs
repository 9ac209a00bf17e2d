namespace ReleaseGuard.Analyzers.Tests.Coverage;

/// <summary>One kind of reference to a withheld symbol, as the smallest source that has it. What must be found is marked.</summary>
public sealed record CoverageRow(string Group, string Kind, string Source)
{
    /// <summary>Top-level statements need an executable.</summary>
    public bool IsProgram { get; init; }

    /// <summary>Only the compiler, not a binary, can know: the row's source does not compile or leaves nothing.</summary>
    public bool Compiles { get; init; } = true;
}
