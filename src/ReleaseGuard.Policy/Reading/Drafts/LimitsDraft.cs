using System.Collections.Generic;

namespace ReleaseGuard.Policy.Reading.Drafts;

/// <summary>An edition's limits as one file states them.</summary>
internal sealed class LimitsDraft(PolicyLocation location)
{
    public PolicyLocation Location { get; } = location;

    public Located<long>? MaxParameters { get; set; }

    public Located<ParameterCounting>? Count { get; set; }

    public Located<long>? MaxLayers { get; set; }

    public Located<long>? MaxExperts { get; set; }

    public Located<long>? MaxContextLength { get; set; }

    public Located<long>? MaxShards { get; set; }

    public Located<long>? MaxTotalBytes { get; set; }

    public List<Located<string>>? Dtypes { get; set; }
}
