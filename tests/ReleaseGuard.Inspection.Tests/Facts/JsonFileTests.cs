using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Facts;

namespace ReleaseGuard.Inspection.Tests.Facts;

/// <summary>JSON side files as values.</summary>
public sealed class JsonFileTests
{
    [Fact]
    public void A_repeated_text_is_itself_and_not_one_whose_characters_are_its_bytes()
    {
        // U+00E9 is written as the bytes C3 A9, which are also the numbers of two other characters.
        var value = Read("[\"\u00C3\u00A9\", \"\u00E9\", \"\u00C3\u00A9\", \"\u00E9\", \"weight\", \"weight\", 12, 12, \"12\"]")!;

        Assert.Equal(["\u00C3\u00A9", "\u00E9", "\u00C3\u00A9", "\u00E9", "weight", "weight", "12", "12", "12"], value.Items.Select(static item => item.Text));
    }

    [Fact]
    public void Elements_of_a_long_list_are_handed_over_and_not_kept()
    {
        List<string> taken = [];
        var value = Read("{ \"files\": [\"a\", \"b\"], \"inner\": { \"files\": [\"c\"] } }", new() { ["files"] = item => taken.Add(item.Text) })!;

        Assert.Equal(["a", "b"], taken);
        Assert.Empty(value["files"]!.Items);
        Assert.Equal("c", Assert.Single(value["inner"]!["files"]!.Items).Text);
    }

    private static JsonValue? Read(string text, Dictionary<string, System.Action<JsonValue>>? lists = null)
    {
        using var folder = new TemporaryFolder();
        using var source = new FileArtifactSource(folder.Write("test.json", text));
        return JsonFile.Read(source, CancellationToken.None, out _, lists: lists);
    }
}
