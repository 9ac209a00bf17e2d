using System;
using System.Collections.Generic;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.Sketches;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>What is to be read beyond headers. Readers know nothing of policy, so the question is put to them in their own terms.</summary>
/// <param name="Content">Every byte is read, and files are digested.</param>
/// <param name="IsConfiguration">Whether a file, by its place, is a JSON configuration that somebody asks about.</param>
internal sealed record FactsNeeded(bool Content, Func<ShippedPlace, bool> IsConfiguration)
{
    /// <summary>Which tensors are digested too, with or without <see cref="Content"/>; null for none.</summary>
    public Func<TensorFact, bool>? TensorDigests { get; init; }

    /// <summary>Whether their canonical casts are digested as well; only with <see cref="TensorDigests"/>.</summary>
    public bool TensorCasts { get; init; }

    /// <summary>Whether the vocabularies and templates of tokenizer files are read.</summary>
    public bool Tokens { get; init; }

    /// <summary>Whether documents (licences, notices, cards, prose) are kept as text.</summary>
    public bool Documents { get; init; }

    /// <summary>Whether a file, by its place, is a document that somebody requires: it is read whatever its name, and not being text is a problem.</summary>
    public Func<ShippedPlace, bool> IsDocument { get; init; } = static _ => false;

    /// <summary>Whether text files are searched for lines that rules ask about.</summary>
    public bool Remarks { get; init; }

    /// <summary>Whether files that no reader takes are searched for bytes that could be weights.</summary>
    public bool Opaque { get; init; }

    /// <summary>The row slices of a tensor, by its name, whose content is asked for.</summary>
    public Func<string, IReadOnlyList<RowSlice>> Rows { get; init; } = static _ => [];

    /// <summary>Names that are looked for in compiled files and in the files beside them; null when none are.</summary>
    public NameQuestions? Names { get; init; }

    /// <summary>Whether what assemblies let others use is listed.</summary>
    public bool PublicApi { get; init; }

    /// <summary>What the content of tensors is compared with; null when it is not.</summary>
    public SketchChecker? Comparison { get; init; }
}
