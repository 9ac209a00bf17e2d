namespace ReleaseGuard.Analyzers.Rules;

/// <summary>The names of what a diagnostic carries for code fixes, so that a fix never analyses again.</summary>
public static class FindingProperties
{
    /// <summary>Documentation id of the withheld symbol.</summary>
    public const string Symbol = nameof(Symbol);

    /// <summary>Documentation id of the member or type that the finding stands in; absent outside any.</summary>
    public const string Holder = nameof(Holder);

    /// <summary>Id of the component that withholds it.</summary>
    public const string Component = nameof(Component);

    /// <summary>Id of the edition the finding is about.</summary>
    public const string Edition = nameof(Edition);

    /// <summary>Id of the edition to move the code to; absent when no edition may have the component.</summary>
    public const string MoveTo = nameof(MoveTo);

    /// <summary>Preprocessor symbol of that edition; absent when it has none.</summary>
    public const string MoveToSymbol = nameof(MoveToSymbol);

    /// <summary>Id of the edition that a member says it requires and that nothing proves to be on; absent where a component asks for the guard.</summary>
    public const string Requires = nameof(Requires);
}
