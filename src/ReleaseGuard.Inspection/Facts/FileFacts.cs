using System.Collections.Generic;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.Documents;
using ReleaseGuard.Inspection.Sketches;
using ReleaseGuard.Inspection.Sketches.Checking;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>Everything read from one file that ships. Facts only: whether it may ship is for the rules.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Length">Length in bytes.</param>
internal sealed record FileFacts(ShippedPlace Place, long Length)
{
    /// <summary>Where it was read from; null inside an archive.</summary>
    public string? DiskPath { get; init; }

    /// <summary>Whether it, or a folder on the way to it, is a symbolic link.</summary>
    public bool IsLink { get; init; }

    /// <summary>The file that inflates to this one; null for every other.</summary>
    public FileFacts? Deflated { get; init; }

    /// <summary>What a model file holds; null for other files.</summary>
    public ArtifactFacts? Artifact { get; init; }

    /// <summary>What an index of shards says; null for other files.</summary>
    public ShardedIndexFacts? Index { get; init; }

    /// <summary>Which of ReleaseGuard's own files it is.</summary>
    public CompanionKind Companion { get; init; }

    /// <summary>What a .NET assembly says of itself; null for other files.</summary>
    public AssemblyFacts? Assembly { get; init; }

    /// <summary>What a symbol file says; null for other files.</summary>
    public SymbolFacts? Symbols { get; init; }

    /// <summary>Names in documentation, in an embedded resource or in a native executable that somebody asked about.</summary>
    public IReadOnlyList<NamedFact> Names { get; init; } = [];

    /// <summary>Where the list of files of a single-file application lies; null for other files.</summary>
    public long? Bundle { get; init; }

    /// <summary>The names in a side list; null for other files.</summary>
    public SideListFacts? SideList { get; init; }

    /// <summary>A JSON configuration file; null for other files.</summary>
    public JsonValue? Json { get; init; }

    /// <summary>The text of a document, where somebody asked for documents; null for other files.</summary>
    public DocumentText? Document { get; init; }

    /// <summary>Lines of a text file that a rule may ask about.</summary>
    public IReadOnlyList<TextRemark> Remarks { get; init; } = [];

    /// <summary>Digests, where somebody asked for content.</summary>
    public ContentFacts? Content { get; init; }

    /// <summary>Runs of bytes that could be weights, in a file no reader took, where somebody asked for them.</summary>
    public IReadOnlyList<OpaqueFact> Opaque { get; init; } = [];

    /// <summary>Whether the file is a resource inside an assembly, or what another file inflates to, and no file of the release.</summary>
    public bool IsResource { get; init; }

    /// <summary>Row slices that somebody asked about.</summary>
    public IReadOnlyList<RowSliceFact> Rows { get; init; } = [];

    /// <summary>Tokens of a tokenizer file, where somebody asked for them.</summary>
    public IReadOnlyList<TokenFact> Tokens { get; init; } = [];

    /// <summary>What reading the content of its tensors gave; empty where content is not compared.</summary>
    public IReadOnlyList<SubjectReading> Compared { get; init; } = [];

    /// <summary>Tensors whose content could not be compared.</summary>
    public IReadOnlyList<SketchUnread> NotCompared { get; init; } = [];

    /// <summary>The kind of archive the file is (<c>zip</c>, <c>tar</c>, <c>gzip</c>); its entries are files of their own.</summary>
    public string? Archive { get; init; }

    /// <summary>What was wrong with the file itself, a model file's own problems excepted.</summary>
    public IReadOnlyList<ArtifactProblem> Problems { get; init; } = [];
}
