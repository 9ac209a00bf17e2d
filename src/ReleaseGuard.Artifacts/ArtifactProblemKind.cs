namespace ReleaseGuard.Artifacts;

/// <summary>The rule a problem belongs to.</summary>
public enum ArtifactProblemKind
{
    /// <summary>Worth a line in a report, never a failure by itself.</summary>
    Note,

    /// <summary>RG3013: the format's own rules are broken.</summary>
    Malformed,

    /// <summary>RG3008: bytes or tensors that nothing refers to.</summary>
    Orphan,

    /// <summary>RG3014: metadata that says or carries too much.</summary>
    Metadata,

    /// <summary>RG3015: loading the artifact could run code.</summary>
    Executable,

    /// <summary>RG3016: a path that leaves the artifact's folder.</summary>
    PathEscape,

    /// <summary>RG3007: an index and its shards disagree.</summary>
    IndexMismatch,

    /// <summary>RG9001: could not be read or decided; never a pass.</summary>
    Unread,
}
