namespace Avocado.Tests;

public sealed partial class AvocadoReleaseTests
{
    [Fact]
    public void The_full_edition_routes_to_its_own_head()
    {
        Assert.Equal(["language", "cyber"], Release.Heads);
        Assert.NotEqual(Release.Continue("the avocado", 8), Release.Continue("the avocado", 8, "cyber"));
    }
}
