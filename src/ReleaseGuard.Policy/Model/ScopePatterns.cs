using ReleaseGuard.Policy.Patterns;

namespace ReleaseGuard.Policy;

/// <summary>An exception's <c>where</c>, compiled: every part stated must match, and a finding without that part does not.</summary>
internal sealed class ScopePatterns(ExceptionScope scope)
{
    private readonly SinglePattern? _project = SinglePattern.Of(PatternKind.Project, scope.Project);
    private readonly SinglePattern? _symbol = SinglePattern.Of(PatternKind.Symbol, scope.Symbol);
    private readonly SinglePattern? _file = SinglePattern.Of(PatternKind.File, scope.File);
    private readonly SinglePattern? _tensor = SinglePattern.Of(PatternKind.Tensor, scope.Tensor);
    private readonly SinglePattern? _package = SinglePattern.Of(PatternKind.Package, scope.Package);
    private readonly SinglePattern? _assembly = SinglePattern.Of(PatternKind.Assembly, scope.Assembly);
    private readonly SinglePattern? _token = SinglePattern.Of(PatternKind.Token, scope.Token);

    public bool Matches(in ExceptionSubject subject) =>
        Holds(_project, subject.Project) && Holds(_symbol, subject.Symbol) && Holds(_file, subject.File)
        && Holds(_tensor, subject.Tensor) && Holds(_package, subject.Package) && Holds(_assembly, subject.Assembly)
        && Holds(_token, subject.Token);

    private static bool Holds(SinglePattern? pattern, string? text) =>
        pattern is null || (text is not null && pattern.Matches(text));
}
