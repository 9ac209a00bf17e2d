using System;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>ReleaseGuard's own files, told by what is in them: a renamed policy is still a policy.</summary>
internal enum CompanionKind
{
    /// <summary>None of them.</summary>
    None,

    /// <summary>A policy.</summary>
    Policy,

    /// <summary>A baseline of accepted findings.</summary>
    Baseline,

    /// <summary>A manifest of what an edition ships.</summary>
    Manifest,
}

/// <summary>Tells ReleaseGuard's own files by their first bytes.</summary>
internal static class Companions
{
    public static CompanionKind KindOf(ReadOnlySpan<byte> head) =>
        head.IndexOf("releaseguard/manifest/"u8) >= 0 ? CompanionKind.Manifest
        : head.IndexOf("releaseguard/baseline/"u8) >= 0 ? CompanionKind.Baseline
        : head.IndexOf("releaseguard.schema.json"u8) >= 0 && head.IndexOf("\"schemaVersion\""u8) >= 0 ? CompanionKind.Policy
        : CompanionKind.None;
}
