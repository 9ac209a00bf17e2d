using System;
using System.Collections.Generic;

namespace ReleaseGuard.Policy.Patterns;

/// <summary>A pattern as it was understood: what globs and <c>re:</c> patterns have in common.</summary>
internal abstract class PatternNode
{
    /// <summary>Equal parts of different patterns behind the same beginning share their states by this; null for parts that are not shared.</summary>
    public string? SharedAs { get; init; }

    /// <summary>States it takes, about.</summary>
    public abstract long Size { get; }
}

/// <summary>A text, letter by letter.</summary>
internal sealed class TextNode(string text) : PatternNode
{
    public string Text { get; } = text;

    public override long Size => Text.Length;
}

/// <summary>One unit of a set.</summary>
internal sealed class SetNode(CharSet set) : PatternNode
{
    public CharSet Set { get; } = set;

    public override long Size => 1;
}

/// <summary>Parts one after the other.</summary>
internal sealed class SequenceNode(IReadOnlyList<PatternNode> parts) : PatternNode
{
    public IReadOnlyList<PatternNode> Parts { get; } = parts;

    public override long Size
    {
        get
        {
            var size = 0L;
            foreach (var part in Parts) size += part.Size;
            return size;
        }
    }
}

/// <summary>One of several parts.</summary>
internal sealed class ChoiceNode(IReadOnlyList<PatternNode> parts) : PatternNode
{
    public IReadOnlyList<PatternNode> Parts { get; } = parts;

    public override long Size
    {
        get
        {
            var size = 1L;
            foreach (var part in Parts) size += part.Size;
            return size;
        }
    }
}

/// <summary>A part some number of times; <see cref="Most"/> is -1 for no bound.</summary>
internal sealed class RepeatNode(PatternNode part, int least, int most) : PatternNode
{
    // Doubling a size at every level of nesting must not wrap round.
    private readonly long _size = Math.Min(part.Size + 1, int.MaxValue) * Math.Max(1, Math.Max(least + 1, most));

    public PatternNode Part { get; } = part;

    public int Least { get; } = least;

    public int Most { get; } = most;

    public override long Size => Math.Min(_size, int.MaxValue);
}

/// <summary>A decimal number between two bounds; with a width, zero-padded to it, otherwise without leading zeros.</summary>
internal sealed class RangeNode(string first, string last, bool padded) : PatternNode
{
    public string First { get; } = first;

    public string Last { get; } = last;

    public bool IsPadded { get; } = padded;

    public override long Size => 4L * Last.Length;
}

/// <summary>The beginning or the end of the text.</summary>
internal sealed class AnchorNode(bool isEnd) : PatternNode
{
    public bool IsEnd { get; } = isEnd;

    public override long Size => 1;
}
