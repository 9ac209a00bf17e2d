using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace ReleaseGuard.Editing;

/// <summary>Edits of a JSON text that change one value and not one character more. Each gives edits of the text it was asked about.</summary>
public static class JsonEdits
{
    /// <summary>
    /// Removes members and elements, each with its comma, its line when nothing else stands there, and the comments that belong to it: those
    /// behind it on its line and those on the lines directly above. Nodes inside a removed one go with it.
    /// </summary>
    /// <param name="json">The text.</param>
    /// <param name="nodes">What goes; not the whole value.</param>
    public static IReadOnlyList<TextEdit> Remove(JsonText json, IReadOnlyCollection<JsonNode> nodes)
    {
        var going = new HashSet<JsonNode>(nodes);
        if (going.Any(static node => node.Parent is null)) throw new ArgumentException("The whole value cannot be removed.", nameof(nodes));
        going.RemoveWhere(node => Above(node).Any(going.Contains));
        return [.. going.GroupBy(static node => node.Parent!).SelectMany(group => RemoveFrom(json.Text, group.Key, [.. group])).OrderBy(static edit => edit.Start)];
    }

    /// <summary>Replaces a value.</summary>
    /// <param name="json">The text.</param>
    /// <param name="node">Whose value.</param>
    /// <param name="literal">The new value as JSON: see <see cref="Literal(string)"/>.</param>
    public static IReadOnlyList<TextEdit> Replace(JsonText json, JsonNode node, string literal) =>
        string.CompareOrdinal(json.Text, node.ValueStart, literal, 0, Math.Max(literal.Length, node.End - node.ValueStart)) == 0
            ? []
            : [new TextEdit(node.ValueStart, node.End - node.ValueStart, literal)];

    /// <summary>Gives a member another key.</summary>
    /// <param name="node">The member.</param>
    /// <param name="name">The new key, not escaped.</param>
    public static IReadOnlyList<TextEdit> Rename(JsonNode node, string name) =>
        node.Name is null ? throw new ArgumentException("What is no member has no key.", nameof(node))
        : node.Name == name ? [] : [new TextEdit(node.Start, node.NameEnd - node.Start, Literal(name))];

    /// <summary>Adds members to the end of an object, laid out as its last one.</summary>
    /// <param name="json">The text.</param>
    /// <param name="target">The object.</param>
    /// <param name="members">Keys, not escaped, and values as JSON.</param>
    public static IReadOnlyList<TextEdit> Add(JsonText json, JsonNode target, IReadOnlyCollection<KeyValuePair<string, string>> members)
    {
        if (!target.IsObject) throw new ArgumentException("Only an object takes members.", nameof(target));
        if (members.Count == 0) return [];
        var added = new StringBuilder();
        if (target.Children.Count == 0)
        {
            foreach (var member in members) added.Append(added.Length == 0 ? " " : ", ").Append(Literal(member.Key)).Append(": ").Append(member.Value);
            var blank = json.Text[target.ValueStart + 1] is ' ' or '\r' or '\n' or '\t';
            return [new TextEdit(target.ValueStart + 1, 0, added.Append(blank ? "" : " ").ToString())];
        }

        var last = target.Children[target.Children.Count - 1];
        var lead = MarkupLayout.LeadOf(json.Text, last.Start);
        var colon = json.Text.Substring(last.NameEnd, last.ValueStart - last.NameEnd);
        if (colon.Trim() != ":") colon = ": ";
        if (lead.Length == 0) lead = target.Children.Count == 1 || json.Text[last.Start - 1] is ' ' ? " " : "";
        var comma = JsonLayout.CommaBehind(json.Text, last.End);
        foreach (var member in members)
        {
            if (added.Length > 0 || comma < 0) added.Append(',');
            added.Append(lead).Append(Literal(member.Key)).Append(colon).Append(member.Value);
        }

        if (comma >= 0) added.Append(',');
        return [new TextEdit(comma >= 0 ? comma + 1 : last.End, 0, added.ToString())];
    }

    /// <summary>Adds elements to the end of an array, laid out as its last one. A comment behind that one stays with it.</summary>
    /// <param name="json">The text.</param>
    /// <param name="target">The array.</param>
    /// <param name="literals">The elements as JSON.</param>
    public static IReadOnlyList<TextEdit> Append(JsonText json, JsonNode target, IReadOnlyCollection<string> literals)
    {
        if (!target.IsArray) throw new ArgumentException("Only an array takes elements.", nameof(target));
        if (literals.Count == 0) return [];
        if (target.Children.Count == 0)
        {
            var own = MarkupLayout.LeadOf(json.Text, target.Start);
            var (step, back) = own.Length == 0 ? ("", "") : (own + "  ", json.Text[target.End - 2] == '[' ? own : "");
            return [new TextEdit(target.ValueStart + 1, 0, step + string.Join(step.Length == 0 ? ", " : "," + step, literals) + back)];
        }

        var last = target.Children[target.Children.Count - 1];
        var lead = MarkupLayout.LeadOf(json.Text, last.Start);
        if (lead.Length == 0) lead = " ";
        var comma = JsonLayout.CommaBehind(json.Text, last.End);
        var end = comma >= 0 ? comma + 1 : last.End;
        var behind = JsonLayout.BehindLineComments(json.Text, end);
        if (string.IsNullOrWhiteSpace(json.Text.Substring(end, behind - end)) || lead == " ") behind = end;
        var added = string.Join(",", literals.Select(literal => lead + literal)) + (comma >= 0 ? "," : "");
        if (comma >= 0) return [new TextEdit(behind, 0, added)];
        return behind == end ? [new TextEdit(end, 0, "," + added)] : [new TextEdit(end, 0, ","), new TextEdit(behind, 0, added)];
    }

    /// <summary>A text as a JSON string, escaped no more than it must be.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\') literal.Append('\\').Append(c);
            else if (c < ' ' || char.IsSurrogate(c)) literal.Append(Escaped(c));
            else literal.Append(c);
        }

        return literal.Append('"').ToString();
    }

    private static string Escaped(char c) => c switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
    };

    private static IEnumerable<JsonNode> Above(JsonNode node)
    {
        for (var around = node.Parent; around is not null; around = around.Parent) yield return around;
    }

    private static IEnumerable<TextEdit> RemoveFrom(string text, JsonNode parent, HashSet<JsonNode> going)
    {
        var children = parent.Children;
        var edits = new List<TextEdit>();
        for (var i = 0; i < children.Count; i++)
        {
            if (going.Contains(children[i])) edits.Add(JsonLayout.Removal(text, parent, children[i]));
        }

        // What stays last has a comma behind it only where the text had one behind its last.
        var lastKept = children.LastOrDefault(child => !going.Contains(child));
        if (lastKept is not null && lastKept != children[children.Count - 1] && JsonLayout.CommaBehind(text, children[children.Count - 1].End) < 0)
        {
            var comma = JsonLayout.CommaBehind(text, lastKept.End);
            edits.Add(new TextEdit(comma, 1, ""));
        }

        return Joined(text, edits);
    }

    // Neighbours that go together take the blanks between them along, whichever of them claims those.
    private static IEnumerable<TextEdit> Joined(string text, List<TextEdit> edits)
    {
        TextEdit? open = null;
        foreach (var edit in edits.OrderBy(static edit => edit.Start))
        {
            if (open is not null && JsonLayout.IsBlank(text, open.End, edit.Start)) open = new TextEdit(open.Start, Math.Max(open.End, edit.End) - open.Start, "");
            else
            {
                if (open is not null) yield return open;
                open = edit;
            }
        }

        if (open is not null) yield return open;
    }
}
