using System.Linq;

namespace ReleaseGuard.Editing.Tests.Json;

/// <summary>Members and elements removed, replaced, renamed and added: exactly the expected text.</summary>
public class JsonEditTests
{
    [Theory]
    [InlineData("{ \"a\": 1, \"x\": 2 }", "{ \"a\": 1 }")]
    [InlineData("{ \"x\": 2, \"a\": 1 }", "{ \"a\": 1 }")]
    [InlineData("{ \"a\": 1, \"x\": 2, \"b\": 3 }", "{ \"a\": 1, \"b\": 3 }")]
    [InlineData("{\"x\":2}", "{}")]
    [InlineData("{\n  \"a\": 1,\n  \"x\": 2\n}\n", "{\n  \"a\": 1\n}\n")]
    [InlineData("{\r\n  \"x\": { \"y\": [] },\r\n  \"a\": 1\r\n}", "{\r\n  \"a\": 1\r\n}")]
    [InlineData("{\n  \"a\": 1, // one\n  \"x\": 2 // the x\n}\n", "{\n  \"a\": 1 // one\n}\n")]
    [InlineData("{\n  \"a\": 1,\n  // about x\n  /* more */\n  \"x\": 2, // x\n  \"b\": 3\n}\n", "{\n  \"a\": 1,\n  \"b\": 3\n}\n")]
    [InlineData("{\n  // the section\n\n  \"x\": 2,\n  \"b\": 3\n}\n", "{\n  // the section\n\n  \"b\": 3\n}\n")]
    [InlineData("{\n  \"a\": 1,\n  \"x\": 2,\n}\n", "{\n  \"a\": 1,\n}\n")]
    [InlineData("{\n  \"a\": 1 /* one */ ,\n  \"x\": 2 }", "{\n  \"a\": 1 /* one */ \n }")]
    [InlineData("{ // head\n  \"x\": 2\n}", "{ // head\n}")]
    [InlineData("{\n  \"a\": 1\n  , \"x\": 2\n  , \"b\": 3\n}", "{\n  \"a\": 1\n  , \"b\": 3\n}")]
    public void A_member_goes_with_its_comma_its_line_and_its_comments(string before, string after)
    {
        var json = Parse(before);
        Assert.True(json.TryApply(JsonEdits.Remove(json, [json.Root.Member("x")!]), out var changed, out var fault), fault?.Message);
        Assert.Equal(after, changed.Text);
    }

    [Theory]
    [InlineData("[1, 2, 3]", "0", "[2, 3]")]
    [InlineData("[1, 2, 3]", "2", "[1, 2]")]
    [InlineData("[1, 2, 3]", "1,2", "[1]")]
    [InlineData("[1, 2, 3]", "0,1,2", "[]")]
    [InlineData("[\n  1,\n  2,\n  3\n]", "0,2", "[\n  2\n]")]
    [InlineData("[\n  1, 2,\n  3\n]", "1,2", "[\n  1\n]")]
    public void Elements_go_together(string before, string which, string after)
    {
        var json = Parse(before);
        Assert.True(json.TryApply(JsonEdits.Remove(json, [.. which.Split(',').Select(int.Parse).Select(i => json.Root.Children[i])]), out var changed, out var fault), fault?.Message);
        Assert.Equal(after, changed.Text);
    }

    [Theory]
    [InlineData("{}", "{ \"n\": 1 }")]
    [InlineData("{\"a\":0}", "{\"a\":0, \"n\":1}")]
    [InlineData("{ \"a\": 0, \"b\": 0 }", "{ \"a\": 0, \"b\": 0, \"n\": 1 }")]
    [InlineData("{\n  \"a\": 0 // z\n}", "{\n  \"a\": 0,\n  \"n\": 1 // z\n}")]
    [InlineData("{\n\t\"a\" : 0,\n}", "{\n\t\"a\" : 0,\n\t\"n\" : 1,\n}")]
    public void A_member_is_added_as_the_last_one_is_written(string before, string after)
    {
        var json = Parse(before);
        Assert.True(json.TryApply(JsonEdits.Add(json, json.Root, [new("n", "1")]), out var changed, out var fault), fault?.Message);
        Assert.Equal(after, changed.Text);
    }

    [Fact]
    public void A_value_and_a_key_are_replaced_where_they_stand()
    {
        var json = Parse("{ \"a\" : /* c */ [1, \"x\"] , }");
        var member = json.Root.Children[0];
        Assert.True(json.TryApply([.. JsonEdits.Rename(member, "b\"c"), .. JsonEdits.Replace(json, member.Children[1], JsonEdits.Literal("é\n"))], out var changed, out _));
        Assert.Equal("{ \"b\\\"c\" : /* c */ [1, \"é\\n\"] , }", changed.Text);
        Assert.Empty(JsonEdits.Replace(json, member.Children[0], "1"));
    }

    [Theory]
    [InlineData("[]", "[8, 9]")]
    [InlineData("[1]", "[1, 8, 9]")]
    [InlineData("[1, 2,]", "[1, 2, 8, 9,]")]
    [InlineData("{\r\n  \"a\": []\r\n}", "{\r\n  \"a\": [\r\n    8,\r\n    9\r\n  ]\r\n}")]
    [InlineData("[\n  1, // one\n  2 // two\n]", "[\n  1, // one\n  2, // two\n  8,\n  9\n]")]
    [InlineData("[\n  1, // one\n  2, // two\n]", "[\n  1, // one\n  2, // two\n  8,\n  9,\n]")]
    public void Elements_are_appended_as_the_last_one_stands(string before, string after)
    {
        var json = Parse(before);
        Assert.True(json.TryApply(JsonEdits.Append(json, json.Root.IsArray ? json.Root : json.Root.Children[0], ["8", "9"]), out var changed, out _));
        Assert.Equal(after, changed.Text);
    }

    [Fact]
    public void A_node_is_found_by_the_line_and_column_of_a_finding()
    {
        var json = Parse("{\n  \"a\": { \"b\": [1, 2] }\n}");
        Assert.Equal("b", json.NodeAt(2, 11)?.Name);
        Assert.Equal("2", json.NodeAt(2, 19)?.Text);
        Assert.Null(json.NodeAt(9, 9));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"a\": }")]
    [InlineData("{ \"a\": 1")]
    public void What_is_no_JSON_is_refused_with_a_place(string text)
    {
        Assert.False(JsonText.TryParse(text, out _, out var fault));
        Assert.True(fault.Line >= 1 && fault.Message.Length > 0);
    }

    private static JsonText Parse(string text)
    {
        Assert.True(JsonText.TryParse(text, out var json, out var fault), fault?.Message);
        return json;
    }
}
