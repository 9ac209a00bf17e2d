using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>What a name or a text in a compiled file belongs to, among what an edition must not contain. What a text names is the policy's to say, as it is for source (RG1201).</summary>
internal sealed class WithheldNames
{
    private const int LongestName = 512;

    private readonly TextNames _names;
    private readonly bool _members;

    public WithheldNames(EditionPolicy policy, Edition edition)
    {
        var withheld = policy.Components.Where(component => policy.Decide(component, edition).Standing == Standing.Withheld).ToList();
        var ids = new HashSet<string>(withheld.Select(static component => component.Id), StringComparer.Ordinal);
        _names = new TextNames(policy, component => ids.Contains(component.Id));
        _members = withheld.Exists(static component => component.Match.Symbols.Any(static pattern => !pattern.Text.StartsWith("T:", StringComparison.Ordinal) && !pattern.Text.StartsWith("N:", StringComparison.Ordinal)));
    }

    /// <summary>The same as questions for readers; null where no name is withheld.</summary>
    public NameQuestions? Questions => _names.NamesAnything
        ? new NameQuestions(text => Text(text) is not null, id => Symbol(id) is not null, path => Path(path) is not null, line => Code(line) is not null, _members)
        : null;

    /// <summary>What a documentation-comment id belongs to.</summary>
    public NamedThing? Symbol(string id) => Thing(_names.Symbol(id));

    /// <summary>What a path belongs to, from any of its folders on.</summary>
    public NamedThing? Path(string path)
    {
        if (!_names.NamesFiles || path.Length > LongestName || path.IndexOf('\n') >= 0)
        {
            return null;
        }

        foreach (var tail in new ShippedPlace(path.Replace('\\', '/').TrimStart('/')).Tails())
        {
            if (Thing(_names.File(tail)) is { } file)
            {
                return file;
            }
        }

        return null;
    }

    /// <summary>What a text names.</summary>
    public NamedThing? Text(string text) => Thing(_names.Find(text));

    /// <summary>What a line of source or of documentation names: as a text, or by an identifier of its own.</summary>
    public NamedThing? Code(string line)
    {
        if (Text(line.Trim()) is { } text)
        {
            return text;
        }

        return _names.NamesSimply
            ? TextNames.Words(line, static c => c == '_' || char.IsLetterOrDigit(c)).Select(word => Thing(_names.SimpleName(word))).FirstOrDefault(static thing => thing is not null)
            : null;
    }

    private static NamedThing? Thing(NamedByText? named) => named is null ? null : new NamedThing(named.Matches[0].Component, named.Kind, named.Name);
}
