namespace ReleaseGuard.Inspection;

/// <summary>How an element of a project file brings an item in.</summary>
public enum ItemOriginKind
{
    /// <summary>No element that is about the item was found: the SDK or a package brings it in.</summary>
    None,

    /// <summary>An <c>Include</c> names it.</summary>
    Listed,

    /// <summary>A wildcard of an <c>Include</c> takes it in.</summary>
    Wildcard,

    /// <summary>An <c>Update</c> is about it, and something else brings it in.</summary>
    Updated,

    /// <summary>An <c>Include</c> composed of properties or other items may bring it in.</summary>
    Composed,
}
