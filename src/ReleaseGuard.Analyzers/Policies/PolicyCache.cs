using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Analyzers.Policies;

/// <summary>
/// One policy text is read once. Roslyn keeps this object for as long as it keeps the text, across compilations,
/// so typing in a C# file never reads the policy again. The last reading is kept: bases and date rarely change.
/// </summary>
internal sealed class PolicyCache
{
    private readonly SourceText _text;
    private readonly object _gate = new();
    private string? _key;
    private IReadOnlyList<SourceText> _bases = Array.Empty<SourceText>();
    private LoadedPolicy? _loaded;

    public PolicyCache(SourceText text) => _text = text;

    public LoadedPolicy Load(string path, IReadOnlyList<KeyValuePair<string, SourceText>> bases, DateTime? asOf)
    {
        var key = path + "|" + asOf?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        lock (_gate)
        {
            if (_loaded is not null && _key == key && SameTexts(bases)) return _loaded;
            _loaded = new LoadedPolicy(PolicyLoader.Load(new PolicySource(path, _text.ToString()), new BaseTexts(bases), asOf));
            _key = key;
            var texts = new SourceText[bases.Count];
            for (var i = 0; i < texts.Length; i++) texts[i] = bases[i].Value;
            _bases = texts;
            return _loaded;
        }
    }

    private bool SameTexts(IReadOnlyList<KeyValuePair<string, SourceText>> bases)
    {
        if (bases.Count != _bases.Count) return false;
        for (var i = 0; i < bases.Count; i++)
        {
            if (!ReferenceEquals(bases[i].Value, _bases[i])) return false;
        }

        return true;
    }

    /// <summary>A base policy is found among the additional files, by the end of its path: the analyzers read no disk.</summary>
    private sealed class BaseTexts : IBasePolicies
    {
        private readonly IReadOnlyList<KeyValuePair<string, SourceText>> _texts;

        public BaseTexts(IReadOnlyList<KeyValuePair<string, SourceText>> texts) => _texts = texts;

        public PolicySource? Find(string reference, PolicySource from)
        {
            var wanted = PolicyPaths.Resolve(PolicyPaths.FolderOf(from.Path), reference);
            foreach (var text in _texts)
            {
                if (PolicyPaths.Same(text.Key, wanted)) return new PolicySource(text.Key, text.Value.ToString());
            }

            return null;
        }
    }
}
