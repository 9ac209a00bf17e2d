namespace ReleaseGuard.Inspection.Differences;

/// <summary>How a file or tensor of one release stands to the other. Where several hold, the first of this order is told.</summary>
public enum DifferenceKind
{
    /// <summary>Only the second release has it.</summary>
    Added,

    /// <summary>Only the first release has it.</summary>
    Removed,

    /// <summary>The same content under another name or path; seen only where content was read.</summary>
    Renamed,

    /// <summary>A tensor of the same name with another shape.</summary>
    Reshaped,

    /// <summary>A tensor of the same name and shape in another plain element type: <c>F32</c>, now <c>BF16</c>.</summary>
    Recast,

    /// <summary>A tensor of the same name and shape in another type of which at least one is a quantised one: <c>BF16</c>, now <c>Q4_K</c>.</summary>
    Requantised,

    /// <summary>Other content: of a tensor, seen only where content was read; of a file, another size or digest.</summary>
    Changed,

    /// <summary>A tensor that lies in another file, otherwise the same.</summary>
    Moved,

    /// <summary>A tensor that lies in another shard of its model, otherwise the same: the model was cut into shards anew.</summary>
    Resharded,
}
