using System.Linq;

namespace ReleaseGuard.Editing.Tests.Projects;

/// <summary>Which editions a condition names, and how it stands beside one that is there.</summary>
public class ConditionTests
{
    [Fact]
    public void Every_edition_that_may_have_it_is_named_because_the_property_names_only_one()
    {
        Assert.Equal("'$(ReleaseEdition)' == 'enterprise'", Policies.Of("head").Text);
        Assert.Equal("'$(ReleaseEdition)' == 'pro' or '$(ReleaseEdition)' == 'enterprise'", Policies.Of("pro").Text);
        Assert.Equal("'$(ReleaseEdition)' != 'pro' and '$(ReleaseEdition)' != 'enterprise'", Policies.Of("pro").Negated);
    }

    [Fact]
    public void What_belongs_to_two_components_goes_where_both_may_go()
    {
        Assert.Equal(["enterprise"], Policies.Of("pro", "head").Editions);
        Assert.True(Policies.Of("head", "gated").IsNever);
    }

    [Fact]
    public void An_edition_that_may_have_it_behind_a_guard_is_named() => Assert.Equal(["research"], Policies.Of("gated").Editions);

    [Fact]
    public void What_ships_in_no_edition_is_removed_with_its_line()
    {
        var project = Project.Of("<Project>\n  <ItemGroup>\n    <None Include=\"optimizer.pt\" />\n  </ItemGroup>\n</Project>");
        Assert.Equal("<Project>\n  <ItemGroup>\n  </ItemGroup>\n</Project>", project.With(item => ProjectEdits.Condition(project.Text, item, Policies.Of("residue"))));
    }

    [Theory]
    [InlineData("", "'$(ReleaseEdition)' == 'enterprise'")]
    [InlineData("'$(A)' == 'b'", "'$(A)' == 'b' and '$(ReleaseEdition)' == 'enterprise'")]
    [InlineData("'$(A)' == 'b' or Exists('x')", "('$(A)' == 'b' or Exists('x')) and '$(ReleaseEdition)' == 'enterprise'")]
    [InlineData("('$(A)' == 'b' or Exists('x'))", "('$(A)' == 'b' or Exists('x')) and '$(ReleaseEdition)' == 'enterprise'")]
    [InlineData("'$(A)' == 'this or that'", "'$(A)' == 'this or that' and '$(ReleaseEdition)' == 'enterprise'")]
    [InlineData("$(Colour) == 'x'", "$(Colour) == 'x' and '$(ReleaseEdition)' == 'enterprise'")]
    public void An_existing_condition_holds_as_well(string existing, string expected)
    {
        var project = Project.Of($"<Project><ItemGroup><A Include=\"x\" Condition=\"{existing}\" /></ItemGroup></Project>");
        Assert.Equal($"<Project><ItemGroup><A Include=\"x\" Condition=\"{expected}\" /></ItemGroup></Project>", project.With(item => ProjectEdits.Condition(project.Text, item, Policies.Of("head"))));
    }

    [Fact]
    public void Several_editions_are_held_together_beside_an_existing_condition()
    {
        var project = Project.Of("<Project><ItemGroup><A Include='x' Condition='$(A) == 1'/></ItemGroup></Project>");
        Assert.Equal(
            "<Project><ItemGroup><A Include='x' Condition='$(A) == 1 and (&apos;$(ReleaseEdition)&apos; == &apos;pro&apos; or &apos;$(ReleaseEdition)&apos; == &apos;enterprise&apos;)'/></ItemGroup></Project>",
            project.With(item => ProjectEdits.Condition(project.Text, item, Policies.Of("pro"))));
    }

    [Theory]
    [InlineData("<Project><ItemGroup><A Include=\"x\" Condition=\"'$(ReleaseEdition)' == 'enterprise'\" /></ItemGroup></Project>")]
    [InlineData("<Project><ItemGroup><A Include=\"x\" Condition=\"'$(A)' == '' AND ( '$(releaseedition)'=='Enterprise' )\" /></ItemGroup></Project>")]
    [InlineData("<Project><ItemGroup Condition=\"'$(ReleaseEdition)' == 'enterprise'\"><A Include=\"x\" /></ItemGroup></Project>")]
    public void What_stands_behind_the_condition_already_is_left_alone(string text)
    {
        var project = Project.Of(text);
        Assert.Empty(ProjectEdits.Condition(project.Text, project.Item, Policies.Of("head")));
        Assert.Empty(ProjectEdits.Condition(project.Text, project.Item, ["x"], Policies.Of("head")));
    }

    [Fact]
    public void A_condition_that_is_one_of_two_ways_does_not_count()
    {
        var project = Project.Of("<Project><ItemGroup><A Include=\"x\" Condition=\"'$(ReleaseEdition)' == 'enterprise' or '$(A)' == 'b'\" /></ItemGroup></Project>");
        Assert.Single(ProjectEdits.Condition(project.Text, project.Item, Policies.Of("head")));
    }
}
