namespace ReleaseGuard.Fixing;

/// <summary>How far a fix has come.</summary>
/// <param name="What">What is being done, a word or two.</param>
/// <param name="Done">Projects or files done.</param>
/// <param name="Total">Projects or files to do.</param>
public sealed record FixProgress(string What, int Done, int Total);
