using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Analyzers.Rules.Code;

/// <summary>RG1203: a name bound at run time is not constant. It is listed, not guessed: the inspection of the outputs has to answer.</summary>
internal sealed class NameNotDecidable() : CodeRule(RuleIds.RG1203)
{
    public static string Message(string binder) => $"'{binder}' binds a name that is not constant: whether it is withheld cannot be decided here.";
}
