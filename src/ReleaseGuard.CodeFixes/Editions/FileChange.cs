using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace ReleaseGuard.CodeFixes.Editions;

/// <summary>The edits of one file, in the order of its text and without overlap: every byte between them stays as it is.</summary>
internal sealed class FileChange
{
    public FileChange(SourceText before, ImmutableArray<TextChange> edits)
    {
        Before = before;
        Edits = edits.Sort((left, right) => left.Span.Start != right.Span.Start ? left.Span.Start.CompareTo(right.Span.Start) : left.Span.End.CompareTo(right.Span.End));
        After = before.WithChanges(Edits);
    }

    public SourceText Before { get; }

    public ImmutableArray<TextChange> Edits { get; }

    public SourceText After { get; }

    /// <summary>Where a position of the changed text came from; null for text that an edit wrote.</summary>
    public int? Origin(int position)
    {
        var shift = 0;
        foreach (var edit in Edits)
        {
            var start = edit.Span.Start + shift;
            if (position < start) break;
            if (position < start + edit.NewText!.Length) return null;
            shift += edit.NewText.Length - edit.Span.Length;
        }

        return position - shift;
    }

    /// <summary>Where a position of the original text is now; text written at the position itself stands before it.</summary>
    public int Moved(int position)
    {
        var shift = 0;
        foreach (var edit in Edits)
        {
            if (edit.Span.End > position) break;
            shift += edit.NewText!.Length - edit.Span.Length;
        }

        return position + shift;
    }

    /// <summary>The place in the original text where an edit wrote the given position of the changed text.</summary>
    public int Anchor(int position)
    {
        var shift = 0;
        foreach (var edit in Edits)
        {
            var start = edit.Span.Start + shift;
            if (position < start) break;
            if (position < start + edit.NewText!.Length) return edit.Span.Start;
            shift += edit.NewText.Length - edit.Span.Length;
        }

        return position - shift;
    }
}
