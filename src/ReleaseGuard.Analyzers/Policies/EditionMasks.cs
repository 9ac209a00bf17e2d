using System;
using System.Collections.Generic;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Analyzers.Policies;

/// <summary>Sets of editions as bits, in the order of the policy: the arithmetic of "compiled in" and "must not have".</summary>
internal sealed class EditionMasks
{
    /// <summary>More editions than this would not fit a mask; editions beyond it are not told apart from "every edition".</summary>
    public const int Capacity = 64;

    private readonly Dictionary<string, ulong> _definingEditions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> _editionsWithFile = new(StringComparer.OrdinalIgnoreCase);

    public EditionMasks(EditionPolicy policy)
    {
        Policy = policy;
        var count = Math.Min(policy.Editions.Count, Capacity);
        All = count == Capacity ? ulong.MaxValue : (1UL << count) - 1;
        for (var bit = 0; bit < count; bit++)
        {
            var edition = policy.Editions[bit];
            if (edition.IsGuarded) Guarded |= 1UL << bit;
            if ((edition.Publishes & EditionOutputs.Source) != 0) PublishingSource |= 1UL << bit;
            if ((edition.Publishes & EditionOutputs.Docs) != 0) PublishingDocs |= 1UL << bit;
            ulong containing = 0;
            for (var other = 0; other < count; other++)
            {
                if (policy.Includes(policy.Editions[other], edition)) containing |= 1UL << other;
            }

            _editionsWithFile[edition.Id] = containing;
            if (edition.Symbol is { } symbol)
            {
                _definingEditions.TryGetValue(symbol, out var already);
                _definingEditions[symbol] = already | containing;
            }
        }
    }

    public EditionPolicy Policy { get; }

    /// <summary>Every edition of the policy.</summary>
    public ulong All { get; }

    /// <summary>Editions that publish something.</summary>
    public ulong Guarded { get; }

    /// <summary>Editions whose source is read by the world, inactive arms included.</summary>
    public ulong PublishingSource { get; }

    /// <summary>Editions whose documentation is published.</summary>
    public ulong PublishingDocs { get; }

    /// <summary>The preprocessor symbols the policy declares.</summary>
    public IReadOnlyCollection<string> Symbols => _definingEditions.Keys;

    /// <summary>The editions that define an edition symbol, or null when the name is not one.</summary>
    public ulong? EditionsDefining(string symbol) => _definingEditions.TryGetValue(symbol, out var mask) ? mask : null;

    /// <summary>The editions that compile <c>Name.&lt;suffix&gt;.cs</c>, or null when the suffix names no edition.</summary>
    public ulong? EditionsCompiling(string suffix) => _editionsWithFile.TryGetValue(suffix, out var mask) ? mask : null;

    /// <summary>The bit of an edition, 0 when the policy does not have it.</summary>
    public ulong BitOf(string? editionId)
    {
        for (var bit = 0; editionId is not null && bit < Policy.Editions.Count && bit < Capacity; bit++)
        {
            if (string.Equals(Policy.Editions[bit].Id, editionId, StringComparison.Ordinal)) return 1UL << bit;
        }

        return 0;
    }

    /// <summary>The editions of a mask, <paramref name="first"/> before the others, the rest in the policy's order.</summary>
    public IEnumerable<Edition> Enumerate(ulong mask, ulong first)
    {
        for (var pass = 0; pass < 2; pass++)
        {
            var part = pass == 0 ? mask & first : mask & ~first;
            for (var bit = 0; part != 0 && bit < Policy.Editions.Count && bit < Capacity; bit++)
            {
                if ((part >> bit & 1) != 0) yield return Policy.Editions[bit];
            }
        }
    }
}
