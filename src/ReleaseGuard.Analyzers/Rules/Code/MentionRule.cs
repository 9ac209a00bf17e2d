using ReleaseGuard.Analyzers.Mentions;

namespace ReleaseGuard.Analyzers.Rules.Code;

/// <summary>A rule about a withheld symbol at a place. It says what happened there and what to do; editions, owner and weight are the same for all.</summary>
internal abstract class MentionRule(string id) : CodeRule(id)
{
    /// <summary>The first half of the message, up to "in edition".</summary>
    public abstract string What(Mention mention);

    /// <summary>The way out. <paramref name="moveTo"/> is the file to move the code to; null when no edition may have the component.</summary>
    public virtual string NextStep(Mention mention, string? moveTo) =>
        moveTo is null ? "No edition may have it: remove it." : $"Move it to {moveTo}.";
}
