using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace ReleaseGuard.Editing.Tests.Json;

/// <summary>Random JSON with random layout, comments and trailing commas: an edit changes exactly the values it is about, as another reader sees them.</summary>
public class JsonPropertyTests
{
    private static readonly JsonDocumentOptions s_lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly Gen<string> s_blank = Gen.OneOf(
        Gen.Const(""), Gen.Const(" "), Gen.Const("\n  "), Gen.Const("\r\n\t"), Gen.Const(" // c, \"x\": 1 }\n"), Gen.Const(" /* , ] */ "), Gen.Const("\n\n  // above\n  "), Gen.Const("\n  /* own */\n  "));

    private static readonly Gen<string> s_scalar = Gen.OneOf(
        Gen.Const("1"), Gen.Const("-2.5e3"), Gen.Const("true"), Gen.Const("null"), Gen.Const("\"\""), Gen.Const("\"a,b // c\""), Gen.Const("\"\\\"}\\u0041\""), Gen.Const("\"é/*\""));

    private static readonly Gen<string> s_value = Value(3);

    [Fact]
    public void Removed_nodes_are_gone_and_all_others_are_what_they_were()
    {
        Gen.Select(s_value, s_blank, s_blank, Gen.Int[0, 99].Array[1, 5]).Sample((value, before, after, picks) =>
        {
            var json = Parse(before + value + after);
            var nodes = Below(json.Root).ToList();
            if (nodes.Count == 0) return;
            var going = picks.Select(pick => nodes[pick % nodes.Count]).Distinct().ToList();
            Assert.True(json.TryApply(JsonEdits.Remove(json, going), out var changed, out var fault), fault?.Message + "\n" + json.Text);
            Assert.True(System.Text.Json.Nodes.JsonNode.DeepEquals(Model(json.Root, going, json.Text), Read(changed.Text)), json.Text + "\n=>\n" + changed.Text);
        }, iter: 5_000);
    }

    [Fact]
    public void Added_and_replaced_values_are_there_and_all_others_are_what_they_were()
    {
        Gen.Select(s_value, s_scalar, Gen.Int[0, 99]).Sample((value, scalar, pick) =>
        {
            var json = Parse("[" + value + "]");
            var nodes = Below(json.Root).ToList();
            var node = nodes[pick % nodes.Count];
            Assert.True(json.TryApply(JsonEdits.Replace(json, node, scalar), out var replaced, out _));
            Assert.Equal(json.Text[..node.ValueStart] + scalar + json.Text[node.End..], replaced.Text);

            if (nodes.Find(static each => each.IsObject) is not { } target) return;
            Assert.True(json.TryApply(JsonEdits.Add(json, target, [new("new \"key\"", scalar), new("n2", "[]")]), out var added, out var fault), fault?.Message + json.Text);
            var expected = Read(json.Text)!;
            var place = PathOf(target).Aggregate(expected, static (at, step) => (step is int index ? at[index] : at[(string)step])!).AsObject();
            place["new \"key\""] = Read(scalar);
            place["n2"] = new JsonArray();
            Assert.True(System.Text.Json.Nodes.JsonNode.DeepEquals(expected, Read(added.Text)), added.Text);
        }, iter: 3_000);
    }

    private static Gen<string> Value(int depth)
    {
        if (depth == 0) return s_scalar;
        var inner = Value(depth - 1);
        var item = Gen.Select(s_blank, inner, s_blank, (before, value, after) => before + value + after);
        var colon = Gen.OneOf(Gen.Const(":"), Gen.Const(" : "), Gen.Const(": // c\n"));
        var member = Gen.Select(s_blank, colon, inner, s_blank, (before, between, value, after) => (before, rest: between + value + after));
        var array = Gen.Select(item.Array[0, 4], Gen.Bool, (items, trails) => "[" + string.Join(",", items) + (trails && items.Length > 0 ? "," : "") + "]");
        var obj = Gen.Select(member.Array[0, 4], Gen.Bool, (members, trails) =>
            "{" + string.Join(",", members.Select((each, i) => $"{each.before}\"k{i}\"{each.rest}")) + (trails && members.Length > 0 ? "," : "") + "}");
        return Gen.OneOf(array, obj, obj, s_scalar);
    }

    private static IEnumerable<Editing.JsonNode> Below(Editing.JsonNode node) => node.Children.SelectMany(static child => Below(child).Prepend(child));

    private static List<object> PathOf(Editing.JsonNode node)
    {
        var path = new List<object>();
        for (var at = node; at.Parent is { } parent; at = parent) path.Insert(0, at.Name is null ? parent.Children.ToList().IndexOf(at) : at.Name);
        return path;
    }

    // What is left, built from the outside in by the other reader's values.
    private static System.Text.Json.Nodes.JsonNode? Model(Editing.JsonNode node, List<Editing.JsonNode> going, string text)
    {
        var kept = node.Children.Where(child => !going.Contains(child));
        return node.IsObject ? new JsonObject(kept.Select(child => new KeyValuePair<string, System.Text.Json.Nodes.JsonNode?>(child.Name!, Model(child, going, text))))
            : node.IsArray ? new JsonArray([.. kept.Select(child => Model(child, going, text))])
            : Read(text[node.ValueStart..node.End]);
    }

    private static System.Text.Json.Nodes.JsonNode? Read(string text) => System.Text.Json.Nodes.JsonNode.Parse(text, null, s_lenient);

    private static JsonText Parse(string text)
    {
        Assert.True(JsonText.TryParse(text, out var json, out var fault), fault?.Message + "\n" + text);
        return json;
    }
}
