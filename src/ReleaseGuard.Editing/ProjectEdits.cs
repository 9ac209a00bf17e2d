using System;
using System.Collections.Generic;
using System.Linq;

namespace ReleaseGuard.Editing;

/// <summary>
/// Edits of a project file that change what they say and not one character more. Each gives edits of the text it was asked about; none where
/// the text says it already. Edits of different elements can be applied together.
/// </summary>
public static class ProjectEdits
{
    /// <summary>Puts a condition on an element; joins an existing one by <c>and</c>. An element that no edition may have is removed.</summary>
    /// <param name="project">The project.</param>
    /// <param name="element">A reference, an item, a group, a property or an import.</param>
    /// <param name="condition">The editions that may have it.</param>
    public static IReadOnlyList<TextEdit> Condition(ProjectText project, MarkupElement element, EditionCondition condition) =>
        condition.IsNever ? Remove(project, element)
        : IsConditioned(element, condition) ? []
        : SetAttribute(project, element, "Condition", ConditionText.And(element.Attribute("Condition")?.Value ?? "", condition.Text));

    /// <summary>
    /// Puts a condition on some of what an item lists. Entries written out are taken from the list and stand behind it, with the same
    /// attributes and metadata, under the condition; when they are the whole list the item itself gets the condition.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="item">The item, with an <c>Include</c> or <c>Update</c>.</param>
    /// <param name="entries">Entries as the list has them.</param>
    /// <param name="condition">The editions that may have them.</param>
    public static IReadOnlyList<TextEdit> Condition(ProjectText project, MarkupElement item, IReadOnlyCollection<string> entries, EditionCondition condition)
    {
        if ((item.Attribute("Include") ?? item.Attribute("Update")) is not { } list) return Condition(project, item, condition);
        var specs = ItemSpecs.Of(list);
        var listed = specs.Entries.Where(entry => entries.Any(wanted => ItemSpecs.Same(wanted, entry))).ToList();
        if (listed.Count == specs.Entries.Count) return Condition(project, item, condition);
        if (listed.Count == 0) return [];
        var taken = specs.Without(listed).ToList();
        if (condition.IsNever || IsConditioned(item, condition)) return condition.IsNever ? taken : [];

        var copied = ProjectText.Copy(project, item);
        var edits = SetAttribute(copied, copied.Root, list.Name, string.Join(";", listed))
            .Concat(Condition(copied, copied.Root, condition));
        taken.Add(InsertAfter(project, item, TextEdits.Apply(copied.Text, edits)));
        return taken;
    }

    /// <summary>Takes files out of what a wildcard (or another list) takes in, in the editions that must not have them: <c>&lt;Type Remove="…" Condition="…" /&gt;</c> behind the item.</summary>
    /// <param name="project">The project.</param>
    /// <param name="item">The item whose list takes them in.</param>
    /// <param name="files">The files, or wildcards, as the project would write them.</param>
    /// <param name="condition">The editions that may have them.</param>
    public static IReadOnlyList<TextEdit> Exclude(ProjectText project, MarkupElement item, IReadOnlyCollection<string> files, EditionCondition condition) =>
        HasRemoval(project, item.LocalName, files, condition) ? [] : [InsertAfter(project, item, Removal(item.Name, files, condition))];

    /// <summary>The same for items that the SDK takes in by itself and no element of the project names: an item group of its own, behind the last one.</summary>
    /// <param name="project">The project.</param>
    /// <param name="itemType">The item's type.</param>
    /// <param name="files">The files, or wildcards, as the project would write them.</param>
    /// <param name="condition">The editions that may have them.</param>
    public static IReadOnlyList<TextEdit> Exclude(ProjectText project, string itemType, IReadOnlyCollection<string> files, EditionCondition condition)
    {
        if (HasRemoval(project, itemType, files, condition)) return [];
        var prefix = project.Root.Name.Substring(0, project.Root.Name.Length - project.Root.LocalName.Length);
        return AddGroup(project, prefix + "ItemGroup", Removal(prefix + itemType, files, condition), first: false);
    }

    /// <summary>Removes an element, with its line when nothing else stands there.</summary>
    /// <param name="project">The project.</param>
    /// <param name="element">The element; not the root.</param>
    public static IReadOnlyList<TextEdit> Remove(ProjectText project, MarkupElement element)
    {
        if (element.Parent is null) throw new ArgumentException("The project itself cannot be removed.", nameof(element));
        var (start, end) = MarkupLayout.LinesOf(project.Text, element.Start, element.End);
        return [new TextEdit(start, end - start, "")];
    }

    /// <summary>Moves an element to the end of a group.</summary>
    /// <param name="project">The project.</param>
    /// <param name="element">The element.</param>
    /// <param name="group">The group it goes to; neither the element nor inside it.</param>
    public static IReadOnlyList<TextEdit> Move(ProjectText project, MarkupElement element, MarkupElement group) =>
        element.Parent == group ? [] : [.. Remove(project, element), .. Append(project, group, project.Text.Substring(element.Start, element.End - element.Start))];

    /// <summary>Gives an element another name, in both its tags.</summary>
    /// <param name="element">The element.</param>
    /// <param name="name">The new name, with a prefix where the old one has it.</param>
    public static IReadOnlyList<TextEdit> Rename(MarkupElement element, string name) =>
        element.Name == name ? []
        : element.IsOneTag ? [new TextEdit(element.Start + 1, element.Name.Length, name)]
        : [new TextEdit(element.Start + 1, element.Name.Length, name), new TextEdit(element.EndTagStart + 2, element.Name.Length, name)];

    /// <summary>Replaces a word wherever a value has it between the two texts, without regard to case: a property in <c>$(…)</c>, a value in quotes.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="before">What stands before the word, such as <c>$(</c> or <c>'</c>.</param>
    /// <param name="word">The word.</param>
    /// <param name="after">What stands behind it.</param>
    /// <param name="replacement">The new word.</param>
    public static IReadOnlyList<TextEdit> ReplaceWord(MarkupAttribute attribute, string before, string word, string after, string replacement)
    {
        var edits = new List<TextEdit>();
        var sought = before + word + after;
        for (var at = 0; (at = attribute.Value.IndexOf(sought, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += sought.Length)
        {
            var (start, end) = (attribute.Raw.OffsetOf(at + before.Length), attribute.Raw.OffsetOf(at + before.Length + word.Length));
            edits.Add(new TextEdit(start, end - start, MarkupValue.Escape(replacement, attribute.Quote)));
        }

        return edits;
    }

    /// <summary>Sets an attribute; a new one stands behind the others, on a line of its own where they do.</summary>
    /// <param name="project">The project.</param>
    /// <param name="element">The element.</param>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">Its value, not escaped.</param>
    public static IReadOnlyList<TextEdit> SetAttribute(ProjectText project, MarkupElement element, string name, string value)
    {
        if (element.Attribute(name) is { } existing)
            return existing.Value == value ? [] : [new TextEdit(existing.ValueStart, existing.End - 1 - existing.ValueStart, MarkupValue.Escape(value, existing.Quote))];
        var last = element.Attributes.LastOrDefault();
        var lead = last is null ? "" : MarkupLayout.LeadOf(project.Text, last.Start);
        return [new TextEdit(last?.End ?? element.Start + 1 + element.Name.Length, 0, (lead.Length > 0 ? lead : " ") + name + "=\"" + MarkupValue.Escape(value, '"') + "\"")];
    }

    /// <summary>Removes an attribute and the blanks before it.</summary>
    /// <param name="project">The project.</param>
    /// <param name="attribute">The attribute.</param>
    public static IReadOnlyList<TextEdit> RemoveAttribute(ProjectText project, MarkupAttribute attribute)
    {
        var start = attribute.Start;
        while (char.IsWhiteSpace(project.Text[start - 1])) start--;
        return [new TextEdit(start, attribute.End - start, "")];
    }

    /// <summary>Sets the text of an element without elements. One whole CDATA section stays one; comments inside are kept in front.</summary>
    /// <param name="project">The project.</param>
    /// <param name="element">The element.</param>
    /// <param name="value">The text, not escaped.</param>
    public static IReadOnlyList<TextEdit> SetText(ProjectText project, MarkupElement element, string value)
    {
        if (element.Children.Count > 0) throw new ArgumentException($"<{element.Name}> has elements.", nameof(element));
        if (element.IsOneTag)
        {
            var slash = project.Text.LastIndexOf('/', element.End - 1);
            while (char.IsWhiteSpace(project.Text[slash - 1])) slash--;
            return [new TextEdit(slash, element.End - slash, ">" + MarkupValue.Escape(value, '\0') + "</" + element.Name + ">")];
        }

        var (start, end) = (element.StartTagEnd, element.EndTagStart);
        var comment = project.Text.LastIndexOf("-->", end - 1, end - start, StringComparison.Ordinal);
        if (end - start >= 3 && comment >= start) start = comment + 3;
        while (start < end && char.IsWhiteSpace(project.Text[start])) start++;
        while (end > start && char.IsWhiteSpace(project.Text[end - 1])) end--;
        var inside = project.Text.Substring(start, end - start);
        var written = inside.StartsWith("<![CDATA[", StringComparison.Ordinal) && inside.IndexOf("]]>", StringComparison.Ordinal) == inside.Length - 3 && value.IndexOf("]]>", StringComparison.Ordinal) < 0
            ? "<![CDATA[" + value + "]]>"
            : MarkupValue.Escape(value, '\0');
        return inside == written ? [] : [new TextEdit(start, end - start, written)];
    }

    /// <summary>
    /// Sets a property that a caller may choose (<c>Condition="'$(Name)' == ''"</c>): an empty one gets the value, else one is put in front of the
    /// first property group without a condition, so that all others can stand on it, else such a group is made at the start of the project.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="name">The property.</param>
    /// <param name="value">Its value where the caller chooses none.</param>
    public static IReadOnlyList<TextEdit> AddDefault(ProjectText project, string name, string value)
    {
        var unset = $"'$({name})' == ''";
        var groups = project.Root.Children.Where(static child => string.Equals(child.LocalName, "PropertyGroup", StringComparison.OrdinalIgnoreCase)).ToList();
        var empty = groups.SelectMany(static group => group.Children).LastOrDefault(child =>
            string.Equals(child.LocalName, name, StringComparison.OrdinalIgnoreCase) && project.Text.Substring(child.StartTagEnd, child.EndTagStart - child.StartTagEnd).Trim().Length == 0);
        if (empty is not null)
        {
            // A tag without an end is rewritten where the attribute would stand: both in one edit.
            var condition = ConditionText.And(empty.Attribute("Condition")?.Value ?? "", unset);
            if (!empty.IsOneTag) return [.. SetAttribute(project, empty, "Condition", condition), .. SetText(project, empty, value)];
            return [new TextEdit(empty.Start, empty.End - empty.Start, $"<{empty.Name} Condition=\"{MarkupValue.Escape(condition, '"')}\">{MarkupValue.Escape(value, '\0')}</{empty.Name}>")];
        }

        var prefix = project.Root.Name.Substring(0, project.Root.Name.Length - project.Root.LocalName.Length);
        var property = $"<{prefix}{name} Condition=\"{unset}\">{MarkupValue.Escape(value, '\0')}</{prefix}{name}>";
        return groups.FirstOrDefault(static group => group.Attribute("Condition") is null) is { } open
            ? open.Children.Count == 0 ? Append(project, open, property) : [new TextEdit(open.StartTagEnd, 0, MarkupLayout.ChildLead(project.Text, open) + property)]
            : AddGroup(project, prefix + "PropertyGroup", property, first: true);
    }

    private static bool IsConditioned(MarkupElement element, EditionCondition condition)
    {
        for (MarkupElement? around = element; around is not null; around = around.Parent)
        {
            if (around.Attribute("Condition") is { } written && ConditionText.Says(written.Value, condition.Text)) return true;
        }

        return false;
    }

    private static bool HasRemoval(ProjectText project, string itemType, IReadOnlyCollection<string> files, EditionCondition condition) =>
        project.Elements(itemType).Any(item => item.Attribute("Remove") is { } removed
            && ItemSpecs.Of(removed) is var specs && files.All(specs.Has)
            && (item.Attribute("Condition") is not { } written || ConditionText.Says(condition.Negated, written.Value)));

    private static string Removal(string name, IReadOnlyCollection<string> files, EditionCondition condition) =>
        $"<{name} Remove=\"{MarkupValue.Escape(string.Join(";", files), '"')}\"{(condition.IsNever ? "" : $" Condition=\"{condition.Negated}\"")} />";

    private static TextEdit InsertAfter(ProjectText project, MarkupElement element, string markup)
    {
        var lead = MarkupLayout.LeadOf(project.Text, element.Start);
        return new TextEdit(lead.Length == 0 ? element.End : MarkupLayout.BehindComments(project.Text, element.End), 0, lead + markup);
    }

    private static IReadOnlyList<TextEdit> Append(ProjectText project, MarkupElement group, string markup)
    {
        var lead = MarkupLayout.ChildLead(project.Text, group);
        if (group.Children.Count > 0) return [new TextEdit(group.Children[group.Children.Count - 1].End, 0, lead + markup)];
        if (!group.IsOneTag)
            return [new TextEdit(group.StartTagEnd, 0, lead + markup + (HasLineBreak(project.Text, group.StartTagEnd, group.EndTagStart) ? "" : MarkupLayout.LeadOf(project.Text, group.Start)))];
        var slash = project.Text.LastIndexOf('/', group.End - 1);
        while (char.IsWhiteSpace(project.Text[slash - 1])) slash--;
        return [new TextEdit(slash, group.End - slash, ">" + lead + markup + MarkupLayout.LeadOf(project.Text, group.Start) + "</" + group.Name + ">")];
    }

    private static IReadOnlyList<TextEdit> AddGroup(ProjectText project, string name, string markup, bool first)
    {
        var root = project.Root;
        var newLine = MarkupLayout.NewLineOf(project.Text);
        var lead = root.Children.Count > 0 ? MarkupLayout.ChildLead(project.Text, root) : newLine + "  ";
        var inner = lead.Length == 0 ? "" : lead + (lead.EndsWith("\t", StringComparison.Ordinal) ? "\t" : "  ");
        var group = $"{lead}<{name}>{inner}{markup}{lead}</{name}>";
        if (root.Children.Count == 0)
        {
            if (!root.IsOneTag) return [new TextEdit(root.StartTagEnd, 0, group + (HasLineBreak(project.Text, root.StartTagEnd, root.EndTagStart) ? "" : newLine))];
            var slash = project.Text.LastIndexOf('/', root.End - 1);
            while (char.IsWhiteSpace(project.Text[slash - 1])) slash--;
            return [new TextEdit(slash, root.End - slash, ">" + group + newLine + "</" + root.Name + ">")];
        }

        // Groups that stand apart stay apart.
        var children = root.Children;
        var apart = MarkupLayout.HasBlankLine(project.Text, children.Count > 1 ? children[children.Count - 2].End : root.StartTagEnd, children[children.Count - 1].Start);
        return [new TextEdit(first ? root.StartTagEnd : children[children.Count - 1].End, 0, (apart ? newLine : "") + group)];
    }

    private static bool HasLineBreak(string text, int start, int end) => text.IndexOfAny(['\r', '\n'], start, end - start) >= 0;
}
