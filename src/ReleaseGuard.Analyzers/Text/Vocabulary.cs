using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Mentions;

namespace ReleaseGuard.Analyzers.Text;

/// <summary>
/// The words worth stopping at. A text is read once, word by word, against a bit filter; only a word that passes is
/// compared. The result is kept with the text, so an unchanged file is never read again.
/// </summary>
internal sealed class Vocabulary
{
    /// <summary>The shortest fragment that is searched for.</summary>
    public const int FragmentLength = 4;

    private const int FilterWords = 512;
    private const uint Seed = 2166136261;
    private const uint Prime = 16777619;
    private static readonly bool[] IsAsciiWordPart = AsciiWordParts();

    private readonly ulong[] _filter = new ulong[FilterWords];
    private readonly Dictionary<uint, List<Word>> _words = [];
    private readonly ConditionalWeakTable<SourceText, TextScan> _scans = new();
    private readonly ConditionalWeakTable<SourceText, TextScan>.CreateValueCallback _scan;
    private readonly ConditionalWeakTable<SyntaxTree, FileTaint> _taints = new();

    private readonly ulong[] _fragmentFilter = new ulong[FilterWords];
    private readonly Dictionary<uint, List<string>> _fragments = [];

    /// <param name="words">Whole identifiers, and why each is looked for.</param>
    /// <param name="fragments">Pieces of text, looked for anywhere: their use is <see cref="WordUse.Text"/>.</param>
    public Vocabulary(IEnumerable<KeyValuePair<string, WordUse>> words, IEnumerable<string>? fragments = null)
    {
        _scan = Read;
        foreach (var word in words) Add(word.Key, word.Value);
        foreach (var fragment in fragments ?? [])
        {
            uint head = 0;
            for (var i = 0; i < FragmentLength; i++) head = (head << 8) | (byte)fragment[i];
            if (!_fragments.TryGetValue(head, out var same)) _fragments[head] = same = [];
            same.Add(fragment);
            Mix(head, out var word, out var bit);
            _fragmentFilter[word] |= 1UL << bit;
        }
    }

    public bool IsEmpty => _words.Count == 0;

    public WordUse UseOf(string word)
    {
        if (_words.TryGetValue(Hash(word), out var candidates))
        {
            foreach (var candidate in candidates)
            {
                if (candidate.Text == word) return candidate.Use;
            }
        }

        return WordUse.None;
    }

    public TextScan Scan(SourceText text) => _scans.GetValue(text, _scan);

    /// <summary>What a file's declarations pass on of these words, kept with the file.</summary>
    public FileTaint TaintOf(SyntaxTree tree, CancellationToken cancel)
    {
        if (_taints.TryGetValue(tree, out var known)) return known;
        var taint = FileTaint.Read(tree, this, cancel);
        return _taints.GetValue(tree, _ => taint);
    }

    private void Add(string word, WordUse use)
    {
        var hash = Hash(word);
        if (!_words.TryGetValue(hash, out var candidates)) _words[hash] = candidates = [];
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates[i].Text != word) continue;
            candidates[i] = new Word(word, candidates[i].Use | use);
            return;
        }

        candidates.Add(new Word(word, use));
        _filter[(hash >> 6) & (FilterWords - 1)] |= 1UL << (int)(hash & 63);
    }

    private TextScan Read(SourceText text)
    {
        List<WordHit>? hits = null;
        var escapes = false;
        var buffer = new char[Math.Min(4096, Math.Max(1, text.Length))];
        var hash = Seed;
        var length = 0;
        uint window = 0;
        var filter = _filter;
        var ascii = IsAsciiWordPart;
        for (var at = 0; at < text.Length; at += buffer.Length)
        {
            var count = Math.Min(buffer.Length, text.Length - at);
            text.CopyTo(at, buffer, 0, count);
            if (_fragments.Count > 0) window = FindFragments(text, at, buffer, count, window, ref hits);
            for (var i = 0; i < count; i++)
            {
                var c = buffer[i];
                if (c < 128 ? ascii[c] : char.IsLetterOrDigit(c))
                {
                    hash = (hash ^ c) * Prime;
                    length++;
                    continue;
                }

                if (length != 0)
                {
                    if ((filter[(hash >> 6) & (FilterWords - 1)] >> (int)(hash & 63) & 1) != 0) Take(hash, at + i - length, length);
                    hash = Seed;
                    length = 0;
                }

                if (!escapes) escapes = c == '\\' ? IsUnicodeEscape(text, at + i + 1) : c > 127 && IsIgnoredInNames(c, at + i);
            }
        }

        if (length != 0) Take(hash, text.Length - length, length);
        if (_fragments.Count > 0) hits?.Sort(static (left, right) => left.Start.CompareTo(right.Start));
        return hits is null && !escapes ? TextScan.Nothing : new TextScan(hits is null ? [] : hits.ToArray(), escapes);

        void Take(uint found, int start, int size)
        {
            if (!_words.TryGetValue(found, out var candidates)) return;
            foreach (var candidate in candidates)
            {
                if (candidate.Text.Length == size && text.ToString(new TextSpan(start, size)) == candidate.Text)
                    (hits ??= []).Add(new WordHit(start, candidate.Text, candidate.Use));
            }
        }
    }

    /// <summary>Rolls a window of four characters over the text and compares only where its head may begin a fragment.</summary>
    private uint FindFragments(SourceText text, int at, char[] buffer, int count, uint window, ref List<WordHit>? hits)
    {
        var filter = _fragmentFilter;
        for (var i = 0; i < count; i++)
        {
            window = (window << 8) | (byte)buffer[i];
            Mix(window, out var word, out var bit);
            if ((filter[word] >> bit & 1) == 0 || !_fragments.TryGetValue(window, out var candidates)) continue;
            var start = at + i - FragmentLength + 1;
            foreach (var fragment in candidates)
            {
                if (start >= 0 && start + fragment.Length <= text.Length && text.ToString(new TextSpan(start, fragment.Length)) == fragment)
                    (hits ??= []).Add(new WordHit(start, fragment, WordUse.Text));
            }
        }

        return window;
    }

    private static void Mix(uint window, out int word, out int bit)
    {
        var mixed = window * 2654435761u;
        word = (int)(mixed >> 23);
        bit = (int)(mixed >> 17 & 63);
    }

    /// <summary>The compiler leaves format characters out of a name. The mark at the start of a text is none of a name's.</summary>
    private static bool IsIgnoredInNames(char c, int position) => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format && (position > 0 || c != '\ufeff');

    private static bool IsUnicodeEscape(SourceText text, int at)
    {
        if (at >= text.Length) return false;
        var digits = text[at] switch { 'u' => 4, 'U' => 8, 'x' => 1, _ => 0 };
        if (digits == 0 || at + digits >= text.Length) return false;
        for (var i = 1; i <= digits; i++)
        {
            var c = text[at + i];
            if (c is not ((>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F'))) return false;
        }

        return true;
    }

    private static uint Hash(string word)
    {
        var hash = Seed;
        foreach (var c in word) hash = (hash ^ c) * Prime;
        return hash;
    }

    private static bool[] AsciiWordParts()
    {
        var parts = new bool[128];
        for (var c = '0'; c <= '9'; c++) parts[c] = true;
        for (var c = 'a'; c <= 'z'; c++) parts[c] = parts[char.ToUpperInvariant(c)] = true;
        parts['_'] = true;
        return parts;
    }

    private readonly struct Word(string text, WordUse use)
    {
        public string Text { get; } = text;

        public WordUse Use { get; } = use;
    }
}
