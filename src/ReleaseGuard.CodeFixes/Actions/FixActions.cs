using System.Collections.Immutable;

namespace ReleaseGuard.CodeFixes.Actions;

/// <summary>The registry of all kinds of fixes, in the order they are offered.</summary>
internal static class FixActions
{
    public static readonly ImmutableArray<FixAction> All = 
    [
        new MoveAction(), new ExtractInterfaceAction(), new WrapAction(), new ConditionAction(), new MoveArmAction(), new ConstantAction(),
        new GuardAction(), new PropagateAction(),
        new RenameSymbolAction(), new RenameIdAction(), new InvertAction(), new FillArmAction(), new RemoveFriendAction(), new CrefAction(),
        new ExceptionAction(), new RemoveSuppressionAction(),
    ];
}
