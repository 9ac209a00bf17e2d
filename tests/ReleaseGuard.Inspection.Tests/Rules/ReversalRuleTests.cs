using System;
using System.Linq;

namespace ReleaseGuard.Inspection.Tests.Rules;

/// <summary>RG5003 to RG5008: what makes a withheld capability easy to bring back, and what is said about that.</summary>
public sealed class ReversalRuleTests
{
    private static bool Finds(string rule, string path, string text, string match, string edition = "open")
    {
        using var folder = new TemporaryFolder();
        folder.Write(path, text);
        return Audit.Run(folder.Path, Audit.PolicyText(Audit.Component(match)), edition).Findings.Any(finding => finding.RuleId == rule);
    }

    [Theory]
    [InlineData("internal/cyber-range.train.jsonl", "{}", true)]
    [InlineData("internal/cyber-range/part-0.parquet.txt", "x", true)]
    [InlineData("data/a.csv", "source\ninternal/cyber-range\n", true)]
    [InlineData("data/a.jsonl", "{\"text\":\"<|cyber_start|>\"}", true)]
    [InlineData("data/a.jsonl", "{\"text\":\"<|user|>\"}", false)]
    [InlineData("internals/cyber.jsonl", "{}", false)]
    public void Data_is_known_by_its_place_its_names_and_its_tokens(string path, string text, bool isFound)
    {
        const string Match = "\"datasets\": [\"internal/cyber-*\"], \"tokens\": [\"<|cyber_*|>\"]";
        Assert.Equal(isFound, Finds("RG5003", path, text, Match));
        Assert.False(Finds("RG5003", path, text, Match, "enterprise"));
    }

    [Theory]
    [InlineData("generation_config.json", "{ \"suppress_tokens\": [1, 6] }", true)]
    [InlineData("generation_config.json", "{ \"bad_words_ids\": [[1], [7]] }", true)]
    [InlineData("generation_config.json", "{ \"suppress_tokens\": [1, 2, 8] }", false)]
    [InlineData("generation_config.json", "{ \"suppress_tokens\": [100,101,102,103,104,105,106,107,108,109,110,111,112,113,114,115] }", true)]
    [InlineData("infer.py", "if Path('heads/cyber/a.bin').exists():", true)]
    [InlineData("Infer.cs", "if (File.Exists(\"heads/cyber/a.bin\")) Load();", true)]
    [InlineData("Infer.cs", "if (File.Exists(\"prompts/a.txt\")) Load();", false)]
    public void A_mask_and_a_switch_are_no_withholding(string path, string text, bool isFound) =>
        Assert.Equal(isFound, Finds("RG5004", path, text, "\"files\": [\"heads/cyber/**\"], \"tensors\": [{ \"name\": \"lm_head.weight\", \"rows\": \"6..7\" }]"));

    [Theory]
    [InlineData("codec/encoder/**", "codec/decoder/a.txt", true)]
    [InlineData("text_encoder_2/**", "tokenizer_2/vocab.txt", true)]
    [InlineData("text_encoder_2/**", "tokenizer/vocab.txt", false)]
    [InlineData("heads/cyber/**", "heads/decoder/a.txt", false)]
    public void The_other_half_of_a_withheld_pair_is_found(string withheld, string shipped, bool isFound) =>
        Assert.Equal(isFound, Finds("RG5005", shipped, "x", $"\"files\": [\"{withheld}\"]"));

    [Theory]
    [InlineData("It cannot be fine-tuned back.", true)]
    [InlineData("It is impossible\nto recover it.", true)]
    [InlineData("It was irreversibly removed.", true)]
    [InlineData("It was removed; 2,000 steps brought back a tenth.", false)]
    [InlineData("The file cannot be opened twice.", false)]
    public void A_claim_that_nobody_can_keep_is_found(string text, bool isFound) =>
        Assert.Equal(isFound, Finds("RG5008", "docs/safety.md", text, "\"files\": [\"heads/cyber/**\"]"));

    [Theory]
    [InlineData("a.py", "# copybara:strip_begin", true)]
    [InlineData("a.cs", "// DO NOT PUBLISH", true)]
    [InlineData("a.py", "strip(begin)", false)]
    public void A_scrub_marker_is_found_in_text(string path, string text, bool isFound) =>
        Assert.Equal(isFound, Finds("RG5007", path, text, "\"files\": [\"heads/cyber/**\"]"));
}
