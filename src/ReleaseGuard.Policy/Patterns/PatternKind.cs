namespace ReleaseGuard.Policy.Patterns;

/// <summary>The kinds of pattern, each with its own language.</summary>
internal enum PatternKind
{
    Symbol,
    Assembly,
    Project,
    Package,
    File,
    String,
    Token,
    Dataset,
    Tensor,
}
