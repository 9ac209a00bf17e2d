using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;

namespace ReleaseGuard.Inspection.Documents;

/// <summary>Goes through the lines of a text file once and keeps the few that a rule may ask about. Bounded: a hostile file costs its own length and no more.</summary>
internal static class TextRemarks
{
    private const int MaxBytes = DocumentText.MaxBytes;
    private const int MaxRemarks = 1000;

    // A text with none of these, letter by letter, has no marker: the index of a large model is megabytes of text, and no expression need go over it.
    private static readonly string[] MarkerWords =
        ["@fb-only", "@oss-", "copybara:", "MOE:", "strip_", "strip-", "_strip", "-strip", "internal_", "internal-", "_internal", "-internal", "BEGIN INTERNAL", "INTERNAL-", "INTERNAL ", "google3-", "PUBLISH", "NOT FOR RELEASE"];

    // The same for what a script asks of the file system, and for the tokens and names of a data file.
    private static readonly string[] TestWords = ["xists", "isfile", "is_"];
    private static readonly string[] SampleWords = ["<|", "/"];

    private static readonly Regex Marker = new(
        @"@fb-only|@oss-(?:disable|enable)|copybara:(?:strip|insert|comment|uncomment)[\w-]*|\bMOE:(?:begin|end|strip|insert)[\w-]*|\b(?:strip|internal)[_-](?:begin|start|end)\b|\b(?:begin|end)[_-](?:internal|strip)\b|\bBEGIN INTERNAL\b|\bINTERNAL[- ]ONLY\b|@internal-only|google3-(?:begin|end)|\bDO[ -]NOT[ -]PUBLISH\b|\bNOT FOR RELEASE\b",
        RegexOptions.CultureInvariant);

    private static readonly Regex Existence = new(@"(?:\bexists|\bisfile|\bis_file|File\.Exists|Directory\.Exists|\bisdir|\bexistsSync|\bfile_exists)\s*\(\s*([^)]{0,300})\)?|([\w./""'() +-]{1,200})\.(?:exists|is_file|is_dir)\(\)", RegexOptions.CultureInvariant);

    private static readonly Regex Token = new(@"<\|[^|<>\s]{1,64}\|>", RegexOptions.CultureInvariant);

    private static readonly Regex Name = new(@"(?<![\w/.-])[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}(?![\w/])", RegexOptions.CultureInvariant);

    /// <summary>The remarks of a file, in order; null where it is no text or too large to be one, which is no problem: it is no document.</summary>
    public static IReadOnlyList<TextRemark> Read(IArtifactSource source, string fileName, CancellationToken ct)
    {
        if (source.Length is 0 or > MaxBytes)
        {
            return [];
        }

#if NET
        if (source.Length > TextWords.WorthLooking && !TextWords.HasAny(source, isData: DocumentFiles.IsData(fileName), ct))
        {
            return [];
        }
#endif

        var bytes = new byte[source.Length];
        return source.TryReadAll(0, bytes) && DocumentText.Decode(bytes) is { } text ? Find(text, DocumentFiles.IsData(fileName), ct) : [];
    }

    /// <summary>The remarks of a text.</summary>
    public static IReadOnlyList<TextRemark> Find(string text, bool isData, CancellationToken ct)
    {
        var remarks = new List<TextRemark>();
        var mayMark = Array.Exists(MarkerWords, word => text.IndexOf(word, StringComparison.Ordinal) >= 0);
        var mayTest = Array.Exists(TestWords, word => text.IndexOf(word, StringComparison.Ordinal) >= 0);
        var maySample = isData && Array.Exists(SampleWords, word => text.IndexOf(word, StringComparison.Ordinal) >= 0);
        var line = 0;
        for (var from = 0; from < text.Length && remarks.Count < MaxRemarks && (mayMark || mayTest || maySample);)
        {
            ct.ThrowIfCancellationRequested();
            line++;
            var end = text.IndexOf('\n', from);
            end = end < 0 ? text.Length : end;
            for (var at = from; at < end; at += DocumentText.MaxLine)
            {
                Find(text.Substring(at, Math.Min(end - at, DocumentText.MaxLine)), line, at - from, mayMark, mayTest, maySample, remarks);
            }

            from = end + 1;
        }

        return remarks;
    }

    private static void Find(string line, int number, int before, bool mayMark, bool mayTest, bool maySample, List<TextRemark> remarks)
    {
        if (mayMark)
        {
            Keep(Marker, TextRemarkKind.ScrubMarker);
        }

        if (mayTest && line.IndexOf('(') >= 0)
        {
            Keep(Existence, TextRemarkKind.ExistenceTest);
        }

        if (maySample)
        {
            Keep(Token, TextRemarkKind.SampleToken);
            Keep(Name, TextRemarkKind.SampleName);
        }

        void Keep(Regex pattern, TextRemarkKind kind)
        {
            for (var match = pattern.Match(line); match.Success && remarks.Count < MaxRemarks; match = match.NextMatch())
            {
                remarks.Add(new TextRemark(kind, number, before + match.Index + 1, match.Value));
            }
        }
    }

#if NET
    /// <summary>Whether a text has any of the words at all, told from its bytes: the index of a large model never becomes a string.</summary>
    private static class TextWords
    {
        /// <summary>Below this a string costs nothing.</summary>
        public const int WorthLooking = 64 * 1024;

        private const int Block = 32 * 1024;

        private static readonly System.Buffers.SearchValues<string> Plain = System.Buffers.SearchValues.Create([.. MarkerWords, .. TestWords], StringComparison.Ordinal);
        private static readonly System.Buffers.SearchValues<string> Data = System.Buffers.SearchValues.Create([.. MarkerWords, .. TestWords, .. SampleWords], StringComparison.Ordinal);
        private static readonly int Longest = System.Linq.Enumerable.Max(MarkerWords, static word => word.Length);

        public static bool HasAny(IArtifactSource source, bool isData, CancellationToken ct)
        {
            var bytes = new byte[Block];
            var chars = new char[Block];
            var kept = 0;
            for (long at = 0; at < source.Length;)
            {
                ct.ThrowIfCancellationRequested();
                var wanted = (int)Math.Min(Block - kept, source.Length - at);
                if (!source.TryReadAll(at, bytes.AsSpan(0, wanted)))
                {
                    return true;
                }

                // All words are ASCII; a text in two-byte characters has zeros, and is left to whoever decodes it.
                if (at == 0 && bytes.AsSpan(0, wanted).Contains((byte)0))
                {
                    return true;
                }

                System.Text.Encoding.Latin1.GetChars(bytes.AsSpan(0, wanted), chars.AsSpan(kept));
                if (chars.AsSpan(0, kept + wanted).ContainsAny(isData ? Data : Plain))
                {
                    return true;
                }

                // A word can lie over the edge of two blocks.
                var next = Math.Min(Longest - 1, kept + wanted);
                chars.AsSpan(kept + wanted - next, next).CopyTo(chars);
                kept = next;
                at += wanted;
            }

            return false;
        }
    }
#endif
}
