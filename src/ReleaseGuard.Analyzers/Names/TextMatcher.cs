using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Analyzers.Names;

/// <summary>What a text names, with the editions that must not have it. What a text names is the policy's to say.</summary>
internal sealed class TextMatcher(TextNames names, WithheldSymbols symbols)
{
    public TextMatch? Find(string value) => Of(names.Find(value));

    /// <summary>A text that binds a type or an assembly.</summary>
    public TextMatch? TypeOrAssembly(string value) => Of(names.Binding(value));

    /// <summary>A text that binds a library of another language.</summary>
    public TextMatch? Library(string value) => Of(names.Library(value));

    private TextMatch? Of(NamedByText? named) => named is not null && symbols.From(named.Matches) is { } withholding ? new TextMatch(named.Kind, named.Name, withholding) : null;
}
