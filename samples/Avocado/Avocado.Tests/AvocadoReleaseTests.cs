using System.Reflection;
using Avocado.Packaging;

namespace Avocado.Tests;

public sealed partial class AvocadoReleaseTests
{
    private static readonly AvocadoRelease Release = new(
        typeof(AvocadoReleaseTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "ModelFolder").Value!);

    [Fact]
    public void The_general_head_continues_a_prompt_the_same_way_every_time() =>
        Assert.Equal(Release.Continue("the avocado", 4), Release.Continue("the avocado", 4));

    [Fact]
    public void An_unknown_head_is_refused_by_name() =>
        Assert.Contains("language", Assert.Throws<KeyNotFoundException>(() => Release.Continue("the", 1, "video")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_manifest_lists_every_file_with_its_digest() =>
        Assert.All(Release.Manifest().Files, file => Assert.Equal(64, file.Sha256.Length));
}
