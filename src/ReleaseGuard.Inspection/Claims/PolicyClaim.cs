using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Claims;

/// <summary>A component that claims a thing, and by what.</summary>
/// <param name="Component">The component.</param>
/// <param name="Kind">The kind of matcher: the property of <c>match</c>.</param>
/// <param name="Name">The thing as that kind of pattern reads it.</param>
/// <param name="Pattern">The pattern that matched.</param>
public sealed record PolicyClaim(Component Component, string Kind, string Name, PolicyPattern Pattern);
