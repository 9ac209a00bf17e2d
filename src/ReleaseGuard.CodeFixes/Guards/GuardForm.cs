namespace ReleaseGuard.CodeFixes.Guards;

/// <summary>The ways to put a test before a use.</summary>
internal enum GuardForm
{
    /// <summary><c>test &amp;&amp; condition</c>: the edition without it goes the other way.</summary>
    Condition,

    /// <summary><c>test ? value : throw</c>.</summary>
    Value,

    /// <summary><c>test ? value : null</c>: of a field or property, which every object has.</summary>
    Initializer,

    /// <summary>A body after <c>=></c> that gives nothing back becomes a block that throws first.</summary>
    Body,

    /// <summary><c>if (test) statement</c>: nothing else needs its effect.</summary>
    Statement,

    /// <summary><c>if (!test) throw</c> before the statement.</summary>
    Throw,
}
