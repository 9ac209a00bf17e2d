using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>Digests by which the policy recognises withheld content, of whole files and of tensors alike.</summary>
internal static class WithheldDigests
{
    /// <summary>Digest to component; the first in the policy's order where two state the same.</summary>
    public static Dictionary<string, Component> In(RuleContext context)
    {
        var digests = new Dictionary<string, Component>(StringComparer.Ordinal);
        foreach (var component in context.Policy.Components.Where(context.IsWithheld))
        {
            foreach (var pattern in component.Match.Tensors)
            {
                // With a sketch, the digest pins the sketch file.
                if (pattern is { Sha256: { } sha256, Sketch: null } && !digests.ContainsKey(sha256))
                {
                    digests.Add(sha256, component);
                }
            }
        }

        return digests;
    }
}
