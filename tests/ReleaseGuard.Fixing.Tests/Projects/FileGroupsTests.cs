namespace ReleaseGuard.Fixing.Tests.Projects;

/// <summary>How withheld files are named in a project.</summary>
public class FileGroupsTests
{
    [Theory]
    [InlineData("heads/cyber/a;heads/cyber/b", "heads/open/c", "heads/cyber/**")]
    [InlineData("heads/cyber/a;heads/cyber/b", "heads/cyber/c", "heads/cyber/a;heads/cyber/b")]
    [InlineData("heads/cyber/a", "", "heads/cyber/a")]
    [InlineData("heads/a;heads/x/b;tails/c", "", "heads/**;tails/c")]
    [InlineData("../up/a;../up/b", "", "../up/**")]
    [InlineData("a;b", "", "a;b")]
    [InlineData("heads\\cyber\\a;heads/cyber/b", "other", "heads/cyber/**")]
    public void Whole_folders_are_one_wildcard_where_nothing_else_is_below(string withheld, string others, string expected) =>
        Assert.Equal(expected, string.Join(';', FileGroups.Of(withheld.Split(';'), others.Split(';', System.StringSplitOptions.RemoveEmptyEntries))));

    [Fact]
    public void Characters_that_mean_something_to_MSBuild_are_escaped() => Assert.Equal("a%3Bb%25%24(c)", FileGroups.Escape("a;b%$(c)"));
}
