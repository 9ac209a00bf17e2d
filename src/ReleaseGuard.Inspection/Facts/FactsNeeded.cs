using System;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>What the policy asks to be read beyond headers. Readers know nothing of policy, so the question is put to them in their own terms.</summary>
/// <param name="Content">Every byte is read and digested.</param>
/// <param name="IsConfiguration">Whether a file, by its place, is a JSON configuration that some pattern asks about.</param>
internal sealed record FactsNeeded(bool Content, Func<Containers.ShippedPlace, bool> IsConfiguration);
