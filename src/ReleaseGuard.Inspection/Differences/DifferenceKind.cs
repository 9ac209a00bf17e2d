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

    /// <summary>A tensor of the same name and shape with another element type.</summary>
    Recast,

    /// <summary>Other content: of a tensor, seen only where content was read; of a file, another size or digest.</summary>
    Changed,

    /// <summary>A tensor that lies in another file, otherwise the same.</summary>
    Moved,
}
