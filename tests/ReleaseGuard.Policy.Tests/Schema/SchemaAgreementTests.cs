using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace ReleaseGuard.Policy.Tests.Schema;

/// <summary>
/// The schema and the reader accept and reject the same files: the example and hundreds of files made from it by one change each.
/// What a schema cannot say (references, dates that do not exist, the grammar of patterns) is listed in <see cref="s_readerOnly"/>.
/// </summary>
public class SchemaAgreementTests
{
    private static readonly JsonSchema s_schema = Task.Run(() => JsonSchema.FromJsonAsync(PolicySchema.Json)).GetAwaiter().GetResult();

    // Beginnings of what only the reader can know.
    private static readonly string[] s_readerOnly =
    [
        "There is no edition", "There is no component", "There is no product", "Editions include one another", "The base policy",
        "does not say where it may be", "cannot be recognised", "have the same symbol", "have the same root", "The exception id", "A segment is missing",
    ];

    // Values of every type, and texts that are wrong almost everywhere.
    private static readonly string[] s_replacements =
        ["null", "true", "7", "-1", "1.5", "\"\"", "\"  \"", "\"x\"", "\"../x\"", "\"a\\\\b\"", "\"/x\"", "[]", "[\"\"]", "[1]", "[null]", "{}", "{\"x\":1}", "{\"open\":{}}", "[{}]", "\"x.dll\""];

    [Fact]
    public void The_schema_accepts_the_example_and_the_template()
    {
        Assert.Empty(s_schema.Validate(Parse(PolicyTexts.Example)));
        Assert.Empty(s_schema.Validate(Parse(PolicyTemplate.Text)));
        PolicyTexts.Good(PolicyTemplate.Text);
    }

    [Fact]
    public void Schema_and_reader_judge_every_replaced_value_alike()
    {
        var changed = 0;
        foreach (var place in Places(Parse(PolicyTexts.Example)).Select(token => token.Path))
        {
            foreach (var replacement in s_replacements)
            {
                var policy = Parse(PolicyTexts.Example);
                policy.SelectToken(place)!.Replace(Parse(replacement));
                Judge(policy, $"{place} = {replacement}");
                changed++;
            }
        }

        Assert.True(changed > 2000, $"only {changed} policies were tried");
    }

    [Fact]
    public void Schema_and_reader_judge_every_removed_member_alike()
    {
        foreach (var place in Places(Parse(PolicyTexts.Example)).Where(token => token.Parent is JProperty).Select(token => token.Path))
        {
            var policy = Parse(PolicyTexts.Example);
            policy.SelectToken(place)!.Parent!.Remove();
            Judge(policy, $"without {place}");
        }
    }

    [Fact]
    public void Schema_and_reader_judge_every_added_member_and_item_alike()
    {
        foreach (var place in Places(Parse(PolicyTexts.Example)).Select(token => token.Path).Prepend(""))
        {
            var policy = Parse(PolicyTexts.Example);
            var token = place.Length == 0 ? policy : policy.SelectToken(place)!;
            if (token is JObject members) members.Add("unknownThing", 1);
            else if (token is JArray { Count: > 0 } items) items.Add(items[0]!.DeepClone());
            else continue;
            Judge(policy, $"{place} with one more");
        }
    }

    [Theory]
    [MemberData(nameof(Good))]
    public void Schema_and_reader_accept(string text)
    {
        Assert.Empty(PolicyTexts.Load(text).Problems);
        Assert.Empty(s_schema.Validate(Parse(text)));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Schema_and_reader_reject(string text)
    {
        Assert.NotEmpty(PolicyTexts.Load(text).Problems);
        Assert.NotEmpty(s_schema.Validate(Parse(text)));
    }

    public static TheoryData<string> Good() =>
    [
        """{"editions":{"open":{}}}""",
        """{"$schema":"s","schemaVersion":1,"editions":{"open":{"title":"t","symbol":"_X1","includes":[],"publishes":["data"],"unlisted":"allow"}}}""",
        """{"editions":{"open":{}},"products":{"p":{"limits":{"open":{"maxParameters":"405M","maxTotalBytes":"40GiB","count":"stored","maxLayers":0}}}}}""",
        """{"editions":{"open":{}},"products":{"p":{"limits":{"open":{"maxParameters":8100000000,"maxTotalBytes":"1.5TB"}}}}}""",
        """{"editions":{"open":{}},"rules":{"RG1003":"error","RG5":"error"}}""",
        PolicyTexts.WithMatch("""{"tensors":[{"name":"a.**","shape":[1,null,"*"],"dtype":"F8_E4M3"},{"sketch":"s.json"}]}"""),
        PolicyTexts.WithMatch("""{"config":[{"file":"**/config.json","path":"$['a b'][0][*].c","value":null}]}"""),
        PolicyTexts.WithMatch("""{"files":["re:.*\\.bin","{a,b}/{00001..00088}.x"],"tokens":["<|x_*|>"],"packages":["A.*"],"datasets":["internal/x-*"]}"""),
    ];

    public static TheoryData<string> Bad() =>
    [
        "{}",
        "[]",
        """{"editions":{}}""",
        """{"extends":[]}""",
        """{"editions":{"1open":{}}}""",
        """{"editions":{"open":{"symbol":"true"}}}""",
        """{"editions":{"open":{"symbol":"EDITION-OPEN"}}}""",
        """{"editions":{"open":{"publishes":["weights","weights"]}}}""",
        """{"editions":{"open":{}},"schemaVersion":2}""",
        """{"editions":{"open":{}},"products":{"p":{"limits":{"open":{"maxParameters":"8.1X"}}}}}""",
        """{"editions":{"open":{}},"products":{"p":{"limits":{"open":{"maxParameters":0}}}}}""",
        """{"editions":{"open":{}},"products":{"p":{"limits":{"open":{"dtypes":[]}}}}}""",
        """{"editions":{"open":{}},"products":{"p":{"requires":{"open":[{"spdx":"MIT"}]}}}}""",
        """{"editions":{"open":{}},"products":{"p":{"requires":{"open":[{"file":"a","sha256":"12"}]}}}}""",
        """{"editions":{"open":{}},"rules":{"R1":"error"}}""",
        """{"editions":{"open":{}},"rules":{"RG1":"fatal"}}""",
        """{"editions":{"open":{}},"settings":{"elsewhere":"info"}}""",
        PolicyTexts.WithMatch("{}"),
        PolicyTexts.WithMatch("""{"files":[]}"""),
        PolicyTexts.WithMatch("""{"files":["a\\b"]}"""),
        PolicyTexts.WithMatch("""{"symbols":["Avocado.Heads"]}"""),
        PolicyTexts.WithMatch("""{"assemblies":["Avocado.dll"]}"""),
        PolicyTexts.WithMatch("""{"tensors":[{"dtype":"BF16"}]}"""),
        PolicyTexts.WithMatch("""{"tensors":[{"sha256":"1c7d5e2f9a8b4c3d0e6f7a1b2c3d4e5f60718293a4b5c6d7e8f9a0b1c2d3e4f5","rows":"1..2"}]}"""),
        PolicyTexts.WithMatch("""{"config":[{"file":"config.json","path":"head"}]}"""),
    ];

    private static void Judge(JToken policy, string change)
    {
        var text = policy.ToString();
        var complaints = s_schema.Validate(policy);
        var problems = PolicyTexts.Load(text).Problems.Where(p => p.RuleId == "RG6001" && p.Severity == RuleSeverity.Error).ToList();
        if (complaints.Count > 0)
            Assert.True(problems.Count > 0, $"{change}: the schema rejects it ({complaints.First()}), the reader accepts it");
        else
            Assert.True(problems.All(p => s_readerOnly.Any(words => p.Message.Contains(words, StringComparison.Ordinal))), $"{change}: the schema accepts it, the reader says {string.Join(" | ", problems)}");
    }

    private static JToken Parse(string text) => JToken.Parse(text, new JsonLoadSettings { CommentHandling = CommentHandling.Ignore });

    private static IEnumerable<JToken> Places(JToken root) =>
        ((JContainer)root).Descendants().Where(token => token is not JProperty && token.Type != JTokenType.Comment);
}
