namespace ReleaseGuard.CodeFixes.Cuts;

/// <summary>The pieces of code that can stand between <c>#if</c> and <c>#endif</c> by themselves.</summary>
internal enum CutKind
{
    /// <summary>A using directive.</summary>
    Using,

    /// <summary>An item of a list with separators that may be left out: an attribute of several, a base, an enum member, a switch arm.</summary>
    Item,

    /// <summary>A node that may be left out with nothing in its place: an attribute list, a whole base list, a constraint, a section, a catch, an else.</summary>
    Node,

    /// <summary>A member, a type or a namespace.</summary>
    Member,

    /// <summary>A statement in a list of statements.</summary>
    Statement,

    /// <summary>A statement that must have something in its place: the body of an <c>if</c> or a loop without braces.</summary>
    Embedded,

    /// <summary>The expression after <c>=></c> of a member, with its semicolon.</summary>
    Body,

    /// <summary>The expression after <c>=></c> of a switch arm.</summary>
    ArmValue,

    /// <summary>Everything in a file.</summary>
    File,
}
