using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using CsCheck;

namespace ReleaseGuard.Editing.Tests.Projects;

/// <summary>
/// Random projects with random layout: an edit changes what the project means in the editions it is about, in no other, and keeps every
/// character that it did not have to touch.
/// </summary>
public class ProjectPropertyTests
{
    private static readonly string[] s_editions = ["open", "pro", "enterprise", "research", ""];

    private static readonly Gen<string> s_blank = Gen.OneOf(Gen.Const(" "), Gen.Const("\n  "), Gen.Const("\r\n\t"), Gen.Const("\r  "), Gen.Const("  "), Gen.Const("\n\n    "));
    private static readonly Gen<string> s_space = Gen.OneOf(Gen.Const(""), s_blank, Gen.Select(s_blank, s_blank, (a, b) => a + "<!-- <A Include='h'/> & > -->" + b));
    private static readonly Gen<string> s_name = Gen.OneOf(Gen.Const("a"), Gen.Const("b"), Gen.Const("h"), Gen.Const("k"), Gen.Const("x&amp;y"), Gen.Const("z&#x61;"), Gen.Const("q/r"));
    private static readonly Gen<string> s_quote = Gen.OneOf(Gen.Const("\""), Gen.Const("'"));
    private static readonly Gen<string> s_list = Gen.Select(s_name.Array[1, 4], Gen.OneOf(Gen.Const(";"), Gen.Const(" ; "), Gen.Const(";\n    "), Gen.Const(";;")), Gen.Bool, (names, separator, more) => string.Join(separator, names) + (more ? ";" : ""));

    private static readonly Gen<string> s_condition = Gen.OneOf(
        Gen.Const(""), Gen.Const(""), Gen.Const("'$(Mode)' == 'x'"), Gen.Const("'$(Mode)' == 'y' or '$(ReleaseEdition)' == 'pro'"),
        Gen.Const("('$(Mode)' == 'x')"), Gen.Const("'$(ReleaseEdition)' != 'enterprise' and '$(Mode)' == 'x'"), Gen.Const("'$(ReleaseEdition)' == 'enterprise'"));

    private static readonly Gen<string> s_inside = Gen.OneOf(
        Gen.Const(""), Gen.Const("<Link>l &lt; m</Link>"), Gen.Const("<!-- > --><Pack>true</Pack>"), Gen.Const("<Note><![CDATA[</A> <A Include='h'/>]]></Note>"));

    private static readonly Gen<string> s_item =
        from type in Gen.OneOf(Gen.Const("A"), Gen.Const("B"))
        from list in s_list
        from condition in s_condition
        from quote in s_quote
        from gap in s_blank
        from first in Gen.Bool
        from inside in s_inside
        from space in s_space
        select Item(type, list, condition, quote, gap, first, inside, space);

    private static readonly Gen<string> s_group =
        from items in Gen.Select(s_space, s_item, (space, item) => space + item).Array[0, 4]
        from condition in s_condition
        from end in s_space
        select $"<ItemGroup{(condition.Length == 0 ? "" : $" Condition=\"{condition}\"")}>{string.Concat(items)}{end}</ItemGroup>";

    private static readonly Gen<string> s_project =
        from start in Gen.OneOf(Gen.Const(""), Gen.Const("\uFEFF"), Gen.Const("<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n"), Gen.Const("<!-- first > -->\n"))
        from groups in Gen.Select(s_space, s_group, (space, one) => space + one).Array[1, 3]
        from properties in s_space
        from end in s_space
        select $"{start}<Project Sdk='Microsoft.NET.Sdk' >{properties}<PropertyGroup><P>v</P></PropertyGroup>{string.Concat(groups)}{end}</Project>\n";

    [Fact]
    public void A_conditioned_entry_is_there_in_its_editions_only_and_all_others_stay()
    {
        Gen.Select(s_project, Gen.Int[0, 99], Gen.OneOf(Gen.Const("head"), Gen.Const("pro"), Gen.Const("residue"))).Sample((text, which, component) =>
        {
            var project = Parse(text);
            var items = project.Root.SelfAndDescendants().Where(element => element.IsIn("ItemGroup")).ToList();
            if (items.Count == 0) return;
            var item = items[which % items.Count];
            var condition = Policies.Of(component);
            var edits = ProjectEdits.Condition(project, item, ["h"], condition);
            Assert.True(project.TryApply(edits, out var changed, out var fault), fault?.Message);
            AssertKept(text, changed.Text, edits);

            // The model: the same entry of the same element, gone in the editions that may not have it; the order among what stays may change.
            var marked = Marked(text, items.IndexOf(item));
            foreach (var edition in s_editions)
            {
                var expected = Evaluation.Items(marked, edition).Where(known => condition.Editions.Contains(edition) || !known.Contains("|h|", StringComparison.Ordinal) || !known.EndsWith("!", StringComparison.Ordinal)).Select(Unmarked);
                Assert.Equal(expected.Order(), Evaluation.Items(changed.Text, edition).Order());
            }

            var kept = changed.Root.SelfAndDescendants().Where(element => element.IsIn("ItemGroup")).ToList();
            if (!condition.IsNever && kept.Count == items.Count) Assert.Empty(ProjectEdits.Condition(changed, kept[items.IndexOf(item)], ["h"], condition));
        }, iter: 3_000);
    }

    [Fact]
    public void What_is_excluded_is_gone_in_the_other_editions_only_and_asking_again_changes_nothing()
    {
        Gen.Select(s_project, Gen.OneOf(Gen.Const("head"), Gen.Const("pro"))).Sample((text, component) =>
        {
            var project = Parse(text);
            var condition = Policies.Of(component);
            var edits = ProjectEdits.Exclude(project, "A", ["h", "k"], condition);
            Assert.True(project.TryApply(edits, out var changed, out var fault), fault?.Message);
            AssertKept(text, changed.Text, edits);
            foreach (var edition in s_editions)
                Assert.Equal(Evaluation.Items(text, edition).Where(item => condition.Editions.Contains(edition) || !(item.StartsWith("A|h|", StringComparison.Ordinal) || item.StartsWith("A|k|", StringComparison.Ordinal))), Evaluation.Items(changed.Text, edition));
            Assert.Empty(ProjectEdits.Exclude(changed, "A", ["k"], condition));
        }, iter: 2_000);
    }

    [Fact]
    public void A_removed_element_leaves_everything_else()
    {
        Gen.Select(s_project, Gen.Int[0, 99]).Sample((text, which) =>
        {
            var project = Parse(text);
            var elements = project.Root.SelfAndDescendants().Skip(1).ToList();
            var element = elements[which % elements.Count];
            var edits = ProjectEdits.Remove(project, element);
            Assert.True(project.TryApply(edits, out var changed, out _));
            AssertKept(text, changed.Text, edits);
            var expected = XDocument.Parse(text.TrimStart('\uFEFF'));
            expected.Root!.Descendants().ElementAt(elements.IndexOf(element)).Remove();
            var actual = XDocument.Parse(changed.Text.TrimStart('\uFEFF'));

            // Whether an element without content is one tag or two is no difference.
            foreach (var empty in expected.Descendants().Concat(actual.Descendants()).Where(known => !known.Nodes().Any())) empty.Value = "";
            Assert.True(XNode.DeepEquals(expected, actual), changed.Text);
        }, iter: 2_000);
    }

    [Fact]
    public void Every_place_that_is_read_is_where_an_XML_reader_sees_it()
    {
        s_project.Sample(text =>
        {
            var project = Parse(text);
            var document = XDocument.Parse(text.TrimStart('\uFEFF'), LoadOptions.SetLineInfo);
            foreach (var (element, known) in project.Root.SelfAndDescendants().Zip(document.Root!.DescendantsAndSelf()))
            {
                var place = (System.Xml.IXmlLineInfo)known;
                Assert.Equal(known.Name.LocalName, element.LocalName);
                Assert.Same(element, project.ElementAt(place.LineNumber, place.LinePosition));
                Assert.Equal(known.Attributes().Select(attribute => attribute.Value), element.Attributes.Select(attribute => attribute.Value));
            }
        }, iter: 2_000);
    }

    private static string Item(string type, string list, string condition, string quote, string gap, bool first, string inside, string space)
    {
        var held = condition.Length == 0 ? "" : gap + "Condition" + space.Replace("<!-- <A Include='h'/> & > -->", "") + "=\"" + condition + "\"";
        var include = gap + "Include=" + quote + list + quote;
        return $"<{type}{(first ? held + include : include + held)}{(inside.Length == 0 ? " />" : ">" + inside + $"</{type} >")}";
    }

    private static string Unmarked(string item) => !item.EndsWith('!') ? item : item[..^"Z=!".Length].TrimEnd(',');

    // One element's items end in '!', so that they can be told from equal ones of other elements.
    private static string Marked(string text, int which)
    {
        var document = XDocument.Parse(text.TrimStart('\uFEFF'));
        var item = document.Root!.Elements().Where(group => group.Name.LocalName == "ItemGroup").Elements().ElementAt(which);
        item.Add(new XElement("Z", "!"));
        return document.ToString(SaveOptions.DisableFormatting);
    }

    private static ProjectText Parse(string text)
    {
        Assert.True(ProjectText.TryParse(text, out var project, out var fault), fault?.Message + text);
        return project;
    }

    private static void AssertKept(string before, string after, IReadOnlyList<TextEdit> edits)
    {
        var (at, to) = (0, 0);
        foreach (var edit in edits.OrderBy(edit => edit.Start))
        {
            Assert.Equal(before[at..edit.Start], after.Substring(to, edit.Start - at));
            to += edit.Start - at + edit.NewText.Length;
            at = edit.End;
        }

        Assert.Equal(before[at..], after[to..]);
    }
}
