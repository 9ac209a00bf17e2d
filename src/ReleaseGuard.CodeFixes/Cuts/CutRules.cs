using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ReleaseGuard.CodeFixes.Cuts;

/// <summary>What may be cut, and what other files feel of it.</summary>
internal static class CutRules
{
    /// <summary>
    /// False for a piece that would change the meaning of what stays without an error: an enum member that the next one's value
    /// is counted from.
    /// </summary>
    public static bool MayStandAlone(Cut cut)
    {
        if (cut.Node is not EnumMemberDeclarationSyntax { Parent: EnumDeclarationSyntax holder } member) return true;
        var next = holder.Members.IndexOf(member) + 1;
        return next >= holder.Members.Count || holder.Members[next].EqualsValue is not null;
    }

    /// <summary>Whether code in other files may no longer compile, or compile to something else, without the piece.</summary>
    public static bool ReachesOtherFiles(Cut cut) => cut.Kind switch
    {
        CutKind.Statement or CutKind.Embedded or CutKind.Body or CutKind.ArmValue => false,
        CutKind.Using => cut.Node is UsingDirectiveSyntax { GlobalKeyword.RawKind: not 0 },
        CutKind.Item => cut.Node is not SwitchExpressionArmSyntax,
        CutKind.Node => cut.Node is BaseListSyntax or TypeParameterConstraintClauseSyntax or AttributeListSyntax,
        _ => true,
    };
}
