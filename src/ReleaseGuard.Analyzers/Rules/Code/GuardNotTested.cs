using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Analyzers.Rules.Code;

/// <summary>RG1107: a member is marked as a guard, but may be true where its edition is off. Everything behind it is then unguarded.</summary>
internal sealed class GuardNotTested() : CodeRule(RuleIds.RG1107)
{
    public static string CanBeTrue(string member, string guarded, string edition) =>
        $"'{member}' guards edition '{guarded}', but can be true in edition '{edition}'. Let it be the constant false there: '=> false' in the other arm of an #if, or in a file of that edition.";

    public static string Unknown(string member, string id, string? nearest) =>
        $"'{member}' guards '{id}', which is no edition of the policy" + (nearest is null ? "." : $"; did you mean '{nearest}'?");

    public static string Shape(string member) =>
        $"'{member}' cannot be an edition guard: a guard is a bool that nobody can set: a const or static readonly field, a static property without setter, or a static method without parameters.";
}
