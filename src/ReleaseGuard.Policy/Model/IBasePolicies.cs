namespace ReleaseGuard.Policy;

/// <summary>Finds the policies that <c>extends</c> names.</summary>
public interface IBasePolicies
{
    /// <summary>The policy behind a reference, or null when it cannot be found.</summary>
    /// <param name="reference">The relative path as written in <c>extends</c>.</param>
    /// <param name="from">The policy that holds the reference.</param>
    PolicySource? Find(string reference, PolicySource from);
}
