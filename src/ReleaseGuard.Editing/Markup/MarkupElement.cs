using System;
using System.Collections.Generic;
using System.Linq;

namespace ReleaseGuard.Editing;

/// <summary>An element and where its parts stand in the text.</summary>
public sealed class MarkupElement
{
    private readonly List<MarkupElement> _children = [];
    private readonly List<MarkupAttribute> _attributes = [];

    internal MarkupElement(string name, int start, MarkupElement? parent)
    {
        Name = name;
        Start = start;
        Parent = parent;
        parent?._children.Add(this);
    }

    /// <summary>The name as written, its prefix included.</summary>
    public string Name { get; }

    /// <summary>The name without a prefix.</summary>
    public string LocalName => Name.Substring(Name.IndexOf(':') + 1);

    /// <summary>The element around it; null for the root.</summary>
    public MarkupElement? Parent { get; }

    /// <summary>Its elements, in their order.</summary>
    public IReadOnlyList<MarkupElement> Children => _children;

    /// <summary>Its attributes, in their order.</summary>
    public IReadOnlyList<MarkupAttribute> Attributes => _attributes;

    /// <summary>UTF-16 offset of its first bracket.</summary>
    public int Start { get; }

    /// <summary>UTF-16 offset behind its start tag.</summary>
    public int StartTagEnd { get; internal set; }

    /// <summary>UTF-16 offset of its end tag; where it has none, that behind its only tag.</summary>
    public int EndTagStart { get; internal set; }

    /// <summary>UTF-16 offset behind its last bracket.</summary>
    public int End { get; internal set; }

    /// <summary>Whether it is one tag, <c>&lt;Name /&gt;</c>.</summary>
    public bool IsOneTag { get; internal set; }

    /// <summary>Whether it stands directly in one of a name, without regard to case, as MSBuild reads them.</summary>
    public bool IsIn(string parentName) => Parent is { } parent && string.Equals(parent.LocalName, parentName, StringComparison.OrdinalIgnoreCase);

    /// <summary>The attribute of a name, or null. MSBuild tells their case apart.</summary>
    public MarkupAttribute? Attribute(string name) => _attributes.FirstOrDefault(attribute => attribute.Name == name);

    /// <summary>This element and all below it, in their order.</summary>
    public IEnumerable<MarkupElement> SelfAndDescendants()
    {
        yield return this;
        foreach (var child in _children.SelectMany(static child => child.SelfAndDescendants())) yield return child;
    }

    internal void Add(MarkupAttribute attribute) => _attributes.Add(attribute);
}
