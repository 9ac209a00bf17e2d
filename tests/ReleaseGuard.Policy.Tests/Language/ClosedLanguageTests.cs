using System;

namespace ReleaseGuard.Policy.Tests.Language;

/// <summary>Each mistake is one problem of RG6001, at the text that is wrong, and names the way out.</summary>
public class ClosedLanguageTests
{
    [Theory]
    [InlineData("\"includes\": [\"open\"]", "\"inclodes\": [\"open\"]", "\"inclodes\"", "Did you mean \"includes\"?")]
    [InlineData("[\"enterprise\"]", "[\"enterprize\"]", "\"enterprize\"", "Did you mean \"enterprise\"?")]
    [InlineData("[\"enterprise\"]", "[\"Enterprise\"]", "\"Enterprise\"", "Did you mean \"enterprise\"?")]
    [InlineData("\"includes\": [\"open\"]", "\"includes\": [\"opne\"]", "\"opne\"", "Did you mean \"open\"?")]
    [InlineData("\"reason\": \"safety\"", "\"reason\": \"safty\"", "\"safty\"", "Did you mean \"safety\"?")]
    [InlineData("\"reason\": \"safety\"", "\"reason\": 1", "1", "a number")]
    [InlineData("\"reason\": \"safety\"", "\"product\": \"avocado\"", "\"avocado\"", "no products")]
    [InlineData("\"reason\": \"safety\"", "\"editions\": []", "\"editions\"", "stands twice")]
    [InlineData("EDITION_ENTERPRISE", "EDITION_OPEN", "\"EDITION_OPEN\"", "same symbol")]
    [InlineData("EDITION_ENTERPRISE", "2FAST", "\"2FAST\"", "preprocessor symbol")]
    [InlineData("heads/cyber/**", "heads\\\\cyber", "\\\\", "forward slashes")]
    [InlineData("heads/cyber/**", "heads/{1..x}", "1..", "whole number")]
    [InlineData("heads/cyber/**", "heads/{9..1}", "9..1", "before it begins")]
    [InlineData("heads/cyber/**", "heads/{001..10}", "001..10", "{001..010}")]
    [InlineData("heads/cyber/**", "heads/{a", "{", "never closed")]
    [InlineData("heads/cyber/**", "heads/a**", "**", "whole segments")]
    [InlineData("heads/cyber/**", "re:a(?=b)", "(?=", "Lookaround")]
    [InlineData("heads/cyber/**", "re:(a)\\\\1", "\\\\1", "Backreferences")]
    [InlineData("heads/cyber/**", "re:a{5000}", "{", "1000")]
    [InlineData("heads/cyber/**", "re:(((a{900}){900}){9})", "re:(((a{900}){900}){9})", "too large")]
    [InlineData("heads/cyber/**", "re:a\\\\b", "\\\\b", "Word boundaries")]
    [InlineData("heads/cyber/**", "re:[z-a]", "z-a", "before it begins")]
    public void A_mistake_is_reported_at_the_text_that_is_wrong(string right, string wrong, string at, string says)
    {
        var text = PolicyTexts.Small().Replace(right, wrong, StringComparison.Ordinal);
        var problem = PolicyTexts.OneProblem(text);

        Assert.Equal("RG6001", problem.RuleId);
        Assert.Equal(at, PolicyTexts.At(text, problem));
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Editions_that_include_one_another_are_named_in_their_circle()
    {
        var problem = PolicyTexts.OneProblem("""{ "editions": { "a": { "includes": ["b"] }, "b": { "includes": ["c"] }, "c": { "includes": ["a"] } } }""");

        Assert.Contains("a -> b -> c -> a", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_editions_of_a_product_never_share_a_folder()
    {
        var problem = PolicyTexts.OneProblem(PolicyTexts.Small("""
            "products": { "p": { "roots": { "open": "dist", "enterprise": "./dist/" } } }
            """));

        Assert.Contains("share a folder", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_rules_that_a_guarded_edition_overrules_is_said_aloud()
    {
        var result = PolicyTexts.Load(PolicyTexts.Small("\"rules\": { \"RG3002\": \"warning\" }"));
        var problem = Assert.Single(result.Problems);

        Assert.Equal(("RG6001", RuleSeverity.Warning), (problem.RuleId, problem.Severity));
        Assert.NotNull(result.Policy);
        Assert.Equal(RuleSeverity.Error, result.Policy.SeverityOf("RG3002", result.Policy.FindEdition("open")));
        Assert.Equal(RuleSeverity.Warning, result.Policy.SeverityOf("RG3002", result.Policy.FindEdition("enterprise")));
    }

    [Theory]
    [InlineData("\"8.1B\"", 8_100_000_000)]
    [InlineData("\"3B\"", 3_000_000_000)]
    [InlineData("\"405M\"", 405_000_000)]
    [InlineData("\"1.5 T\"", 1_500_000_000_000)]
    [InlineData("\"12\"", 12)]
    [InlineData("400000000000", 400_000_000_000)]
    public void Amounts_of_parameters_have_units(string written, long parameters)
    {
        var policy = PolicyTexts.Good(PolicyTexts.Small($$"""
            "products": { "p": { "limits": { "open": { "maxParameters": {{written}} } } } }
            """));

        Assert.Equal(parameters, policy.FindProduct("p")!.Limits["open"].MaxParameters);
    }

    [Theory]
    [InlineData("\"8.15\"")]
    [InlineData("\"1.0000000001B\"")]
    [InlineData("\"99999999999B\"")]
    [InlineData("\"B\"")]
    [InlineData("-5")]
    public void An_amount_that_is_no_whole_number_above_zero_is_refused(string written) =>
        PolicyTexts.OneProblem(PolicyTexts.Small($$"""
            "products": { "p": { "limits": { "open": { "maxParameters": {{written}} } } } }
            """));

    [Fact]
    public void Beside_a_sketch_the_digest_is_the_sketchs()
    {
        var tensors = PolicyTexts.Good(PolicyTexts.Example).FindComponent("avocado.cyber-head")!.Match.Tensors;

        Assert.Equal(new RowRange(151900, 152063), tensors[1].Rows);
        Assert.NotNull(tensors[2].Sha256);
        Assert.Null(tensors[3].Sha256);
        Assert.StartsWith("1c7d5e2f", tensors[3].Sketch!.Sha256, StringComparison.Ordinal);
    }
}
