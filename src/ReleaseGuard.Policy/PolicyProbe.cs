namespace ReleaseGuard.Policy;

/// <summary>A planted leak, made from a pattern, that the policy must catch, and a look-alike that the pattern must spare.</summary>
/// <param name="Component">The component.</param>
/// <param name="Kind">The kind of matcher: the property of <c>match</c>.</param>
/// <param name="Pattern">The pattern.</param>
/// <param name="Leak">A text the pattern is for; null when none could be made from it.</param>
/// <param name="LookAlike">A text that is none of its; an innocent name where the pattern spells no word.</param>
/// <param name="IsCaught">Whether the leak was found to be the component's.</param>
/// <param name="IsSpared">Whether the pattern left the look-alike alone.</param>
public sealed record PolicyProbe(Component Component, string Kind, PolicyPattern Pattern, string? Leak, string LookAlike, bool IsCaught, bool IsSpared)
{
    /// <summary>Caught the leak and spared the look-alike.</summary>
    public bool Passed => IsCaught && IsSpared;

    /// <summary>The outcome in words.</summary>
    public string Outcome => (Leak, IsCaught, IsSpared) switch
    {
        (null, _, _) => $"no text could be made that \"{Pattern.Text}\" matches: it may match nothing at all",
        (_, false, _) => $"'{Leak}' is not caught",
        (_, _, false) => $"\"{Pattern.Text}\" is too broad: it takes '{LookAlike}' as well",
        _ => $"'{Leak}' is caught, '{LookAlike}' is spared",
    };
}
