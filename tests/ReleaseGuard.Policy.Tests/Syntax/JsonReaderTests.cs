using System.Linq;
using CsCheck;
using ReleaseGuard.Policy.Json;

namespace ReleaseGuard.Policy.Tests.Syntax;

/// <summary>The reader goes on after every error and knows the place of each.</summary>
public class JsonReaderTests
{
    [Theory]
    [InlineData("// head\n{ /* in */ \"editions\": { \"open\": {}, }, } // tail")]
    [InlineData("\uFEFF{\"editions\":{\"open\":{}}}")]
    [InlineData("{\r\n\"editions\"\r:\n{\"open\":{}}}")]
    public void Comments_trailing_commas_and_byte_order_marks_are_no_problem(string text) => PolicyTexts.Good(text);

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("   ", 1, 4)]
    [InlineData("{ \"editions\" { \"open\": {} } }", 1, 13)]
    [InlineData("{ \"editions\": { \"open\": {} }\n  \"rules\": {} }", 2, 3)]
    [InlineData("{ \"editions\": { \"open\": {} }", 1, 1)]
    [InlineData("{ \"editions\": { \"open\": {} } } x", 1, 32)]
    [InlineData("{ editions: { \"open\": {} } }", 1, 3)]
    [InlineData("{ \"editions\": { 'open': {} } }", 1, 17)]
    [InlineData("{ \"editions\": { \"open\": {} }, \"schemaVersion\": 01 }", 1, 48)]
    [InlineData("{ \"editions\": { \"open\": { \"title\": \"a\\qb\" } } }", 1, 38)]
    [InlineData("{ \"editions\": { \"open\": { \"title\": \"a\tb\" } } }", 1, 38)]
    [InlineData("{ \"editions\": { \"open\": { \"includes\": [] ] } } }", 1, 42)]
    [InlineData("{ \"editions\": { \"open\": {} } } /* open", 1, 32)]
    [InlineData("{ \"editions\": { \"open\": {} },\n  # a comment of another language\n }", 2, 3)]
    [InlineData("{ \"editions\": { \"open\": {} }, \"schemaVersion\": True }", 1, 48)]
    public void An_error_of_syntax_is_one_problem_at_its_place(string text, int line, int column)
    {
        var problem = PolicyTexts.OneProblem(text);

        Assert.Equal(("RG6001", line, column), (problem.RuleId, problem.Location.Line, problem.Location.Column));
    }

    [Fact]
    public void Errors_of_syntax_and_of_meaning_come_in_one_run()
    {
        const string Text = """
            {
              "schemaVersion": 2,
              "editions": {
                "open": { "symbl": "X", "publishes": ["wieghts"] },
                "full": { "includes": ["opn"], "symbol": "1X" }
              },
              "components" {
                "head": { "kind": "haed", "editions": ["full"], "match": { "files": ["a\\b"] } },
                "body": { "editions": "full", "match": {} }
              }
              "exceptions": [ { "id": "E", "rule": "RG9999", "component": "head", "where": {}, "justification": "short", "expires": "soon" } ],
            }
            """;
        var lines = PolicyTexts.Load(Text).Problems.Select(p => p.Location.Line).ToList();

        Assert.Equal([2, 4, 4, 5, 5, 7, 8, 8, 9, 9, 11, 11, 11, 11, 11], lines);
    }

    [Fact]
    public void Nesting_without_end_is_one_problem_and_no_overflow()
    {
        var problem = PolicyTexts.Load("{ \"editions\": " + new string('[', 1_000_000)).Problems;

        Assert.Contains(problem, p => p.Message.Contains("deeper", System.StringComparison.Ordinal));
    }

    [Fact]
    public void A_binary_file_gives_a_bounded_number_of_problems() =>
        Assert.InRange(PolicyTexts.Load(string.Concat(Enumerable.Repeat("\0\u0001 ]x", 100_000))).Problems.Count, 1, 600);

    [Fact]
    public void A_place_counts_utf16_units_and_every_kind_of_line_end()
    {
        const string Text = "{\r\n\r\"editions\": {\"open\": {}},\n/*\U0001F600*/ \"ruels\": {} }";
        var problem = PolicyTexts.OneProblem(Text);

        Assert.Equal("\"ruels\"", PolicyTexts.At(Text, problem));
        Assert.Equal((4, 8, 4, 15), (problem.Location.Line, problem.Location.Column, problem.Location.EndLine, problem.Location.EndColumn));
        Assert.Contains("Did you mean \"rules\"?", problem.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public void No_change_of_the_example_makes_the_loader_throw()
    {
        var example = PolicyTexts.Example;
        var gen = Gen.Select(Gen.Int[0, example.Length - 1], Gen.Int[0, 12], Gen.String[Gen.Char["{}[]\",:/*\\\n 1aR-.\u00e9"], 0, 4]);
        gen.Array[1, 4].Sample(changes =>
        {
            var text = example;
            foreach (var (at, cut, put) in changes)
            {
                var start = System.Math.Min(at, text.Length);
                text = text.Remove(start, System.Math.Min(cut, text.Length - start)).Insert(start, put);
            }

            foreach (var problem in PolicyTexts.Load(text).Problems)
                Assert.InRange(problem.Location.Start + problem.Location.Length, 0, text.Length);
        }, iter: 3_000);
    }

    [Fact]
    public void Values_know_their_extent()
    {
        var root = JsonReader.Read("{ \"a\": [1, \"x\"] }", (_, _, message) => Assert.Fail(message));
        var list = root.Members[0].Value;

        Assert.Equal((7, 15), (list.Start, list.End));
        Assert.Equal((11, 14), (list.Items[1].Start, list.Items[1].End));
    }
}
