using System;

namespace ReleaseGuard.Policy.Tests.Texts;

/// <summary>What a text names: the one judgement of texts in source and in compiled files.</summary>
public class TextNamesTests
{
    private const string Match = """
        { "symbols": ["N:Contoso.Heads.Cyber.**", "T:Contoso.Open.ExploitHead", "T:Contoso.Open.Head"], "assemblies": ["Contoso.Heads.Cyber", "Secret"],
          "files": ["heads/cyber/**", "native/libexploit.so"], "tensors": [ { "name": "video.**" }, { "name": "lm_head.weight", "rows": "10..20" } ],
          "tokens": ["<|cyber_*|>"], "datasets": ["internal/cyber-set"], "strings": ["cyber_head"] }
        """;

    private static readonly TextNames Names = new(PolicyTexts.Good(PolicyTexts.WithMatch(Match)));

    [Theory]
    [InlineData("Contoso.Heads.Cyber.Probe", "type")]
    [InlineData("Contoso.Heads.Cyber.Probe+Layer, Contoso.Heads.Cyber, Version=1.0.0.0", "type")]
    [InlineData("Fabrikam.Probe, Secret", "assembly")]
    [InlineData("Contoso.Heads.Cyber.dll", "type")]
    [InlineData("secret.dll", "assembly")]
    [InlineData("see Contoso.Heads.Cyber.Probe for it", "type")]
    [InlineData("video.blocks.0.weight", "tensor")]
    [InlineData("<|cyber_write|>", "token")]
    [InlineData("internal/cyber-set", "data set")]
    [InlineData(@"heads\cyber\model.bin", "file")]
    [InlineData("ExploitHead", "type")]
    [InlineData("the cyber_head is here", "text")]
    public void A_text_names_a_thing(string text, string kind) => Assert.Equal(kind, Names.Find(text)?.Kind);

    [Theory]
    [InlineData("")]
    [InlineData("video")]
    [InlineData("secret")]
    [InlineData("Head")]
    [InlineData("lm_head.weight")]
    [InlineData("Fabrikam.Heads.Cyber.Probe")]
    [InlineData("heads/open/model.bin")]
    [InlineData("cyber_heads")]
    public void Other_texts_name_nothing(string text) => Assert.Null(Names.Find(text));

    [Fact]
    public void What_is_bound_may_be_one_word_and_a_library_has_many_spellings()
    {
        Assert.Equal("assembly", Names.Binding("Secret")?.Kind);
        Assert.Equal("file", new TextNames(PolicyTexts.Good(PolicyTexts.WithMatch("""{ "files": ["libexploit.so"] }"""))).Library("exploit")?.Kind);
        Assert.Null(Names.Library("zlib"));
    }

    [Fact]
    public void Components_that_do_not_count_name_nothing()
    {
        var names = new TextNames(PolicyTexts.Good(PolicyTexts.WithMatch(Match)), static _ => false);
        Assert.False(names.NamesAnything);
        Assert.Null(names.Find("ExploitHead"));
        Assert.Null(names.Find("the cyber_head is here"));
    }
}
