using System.Collections.Generic;

namespace ReleaseGuard.Policy;

/// <summary>What an edition's weights may not exceed; null means no limit.</summary>
/// <param name="MaxParameters">Parameters of all weights together.</param>
/// <param name="Count">How parameters are counted.</param>
/// <param name="MaxLayers">Transformer layers.</param>
/// <param name="MaxExperts">Experts per layer.</param>
/// <param name="MaxContextLength">Context in tokens.</param>
/// <param name="MaxShards">Weight files.</param>
/// <param name="MaxTotalBytes">Bytes of all weight files together.</param>
/// <param name="Dtypes">The element types allowed, as in safetensors; compared without case.</param>
/// <param name="Location">The limits in the policy.</param>
public sealed record EditionLimits(
    long? MaxParameters,
    ParameterCounting Count,
    int? MaxLayers,
    int? MaxExperts,
    long? MaxContextLength,
    int? MaxShards,
    long? MaxTotalBytes,
    IReadOnlyList<string>? Dtypes,
    PolicyLocation Location);
