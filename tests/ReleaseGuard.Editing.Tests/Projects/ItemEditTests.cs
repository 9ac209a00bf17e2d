using System.Linq;

namespace ReleaseGuard.Editing.Tests.Projects;

/// <summary>Items conditioned, split, excluded, moved and removed: exactly the expected text, so everything else is kept.</summary>
public class ItemEditTests
{
    [Fact]
    public void Some_entries_of_a_list_go_behind_it_with_their_metadata_and_condition()
    {
        var project = Project.Of("<Project>\r\n\t<ItemGroup>\r\n\t\t<Content Include=\"a.bin; heads\\x.bin ;b.bin\" Pack='true'> <!-- c -->\r\n\t\t\t<Link>l &amp; m</Link>\r\n\t\t</Content>\r\n\t</ItemGroup>\r\n</Project>\r\n");
        Assert.Equal(
            "<Project>\r\n\t<ItemGroup>\r\n\t\t<Content Include=\"a.bin;b.bin\" Pack='true'> <!-- c -->\r\n\t\t\t<Link>l &amp; m</Link>\r\n\t\t</Content>"
            + "\r\n\t\t<Content Include=\"heads\\x.bin\" Pack='true' Condition=\"'$(ReleaseEdition)' == 'enterprise'\"> <!-- c -->\r\n\t\t\t<Link>l &amp; m</Link>\r\n\t\t</Content>\r\n\t</ItemGroup>\r\n</Project>\r\n",
            project.With(item => ProjectEdits.Condition(project.Text, item, ["heads/x.bin"], Policies.Of("head"))));
    }

    [Fact]
    public void A_whole_list_gets_the_condition_itself()
    {
        var project = Project.Of("<Project><ItemGroup><Content Include=\"a;b\"/></ItemGroup></Project>");
        Assert.Equal("<Project><ItemGroup><Content Include=\"a;b\" Condition=\"'$(ReleaseEdition)' == 'enterprise'\"/></ItemGroup></Project>", project.With(item => ProjectEdits.Condition(project.Text, item, ["b", "a"], Policies.Of("head"))));
    }

    [Theory]
    [InlineData("a;h", "a")]
    [InlineData("h;a", "a")]
    [InlineData("a;h;b", "a;b")]
    [InlineData("h;a;h;b;h", "a;b")]
    [InlineData("@(X->'%(F);h');h", "@(X->'%(F);h')")]
    [InlineData("a&amp;b;h", "a&amp;b")]
    public void An_entry_leaves_with_one_semicolon(string list, string left)
    {
        var project = Project.Of($"<Project><ItemGroup><A Include=\"{list}\" /></ItemGroup></Project>");
        Assert.StartsWith($"<Project><ItemGroup><A Include=\"{left}\" />", project.With(item => ProjectEdits.Condition(project.Text, item, ["h"], Policies.Of("head"))), System.StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_a_wildcard_takes_in_are_taken_out_behind_it_in_the_other_editions()
    {
        var project = Project.Of("<Project>\n  <ItemGroup>\n    <ModelArtifact Include=\"heads/**\" /> <!-- why -->\n  </ItemGroup>\n</Project>\n");
        var changed = project.With(item => ProjectEdits.Exclude(project.Text, item, ["heads/cyber/a.bin", "heads/cyber/b.bin"], Policies.Of("pro")));
        Assert.Equal(
            "<Project>\n  <ItemGroup>\n    <ModelArtifact Include=\"heads/**\" /> <!-- why -->\n    <ModelArtifact Remove=\"heads/cyber/a.bin;heads/cyber/b.bin\" Condition=\"'$(ReleaseEdition)' != 'pro' and '$(ReleaseEdition)' != 'enterprise'\" />\n  </ItemGroup>\n</Project>\n",
            changed);
        var again = Project.Of(changed);
        Assert.Empty(ProjectEdits.Exclude(again.Text, again.Item, ["heads/cyber/b.bin"], Policies.Of("pro")));
    }

    [Fact]
    public void Files_that_the_SDK_takes_in_are_taken_out_in_a_group_of_their_own()
    {
        var project = Project.Of("<Project Sdk=\"Microsoft.NET.Sdk\">\n\n  <PropertyGroup>\n    <A>b</A>\n  </PropertyGroup>\n\n</Project>\n");
        Assert.True(project.Text.TryApply(ProjectEdits.Exclude(project.Text, "Compile", ["Cyber.cs"], Policies.Of("head")), out var changed, out _));
        Assert.Equal(
            "<Project Sdk=\"Microsoft.NET.Sdk\">\n\n  <PropertyGroup>\n    <A>b</A>\n  </PropertyGroup>\n\n  <ItemGroup>\n    <Compile Remove=\"Cyber.cs\" Condition=\"'$(ReleaseEdition)' != 'enterprise'\" />\n  </ItemGroup>\n\n</Project>\n",
            changed.Text);
    }

    [Fact]
    public void An_attribute_stands_on_a_line_of_its_own_where_the_others_do()
    {
        var project = Project.Of("<Project><ItemGroup>\n  <A\n    Include=\"x\"\n    Pack=\"true\" />\n</ItemGroup></Project>");
        Assert.Contains("\n    Pack=\"true\"\n    Condition=\"", project.With(item => ProjectEdits.Condition(project.Text, item, Policies.Of("head"))), System.StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_moves_to_another_group()
    {
        var project = Project.Of("<Project>\n  <ItemGroup>\n    <A Include=\"x\"/>\n    <B Include=\"y\"/>\n  </ItemGroup>\n  <ItemGroup Condition=\"c\">\n  </ItemGroup>\n</Project>");
        Assert.Equal(
            "<Project>\n  <ItemGroup>\n    <B Include=\"y\"/>\n  </ItemGroup>\n  <ItemGroup Condition=\"c\">\n    <A Include=\"x\"/>\n  </ItemGroup>\n</Project>",
            project.With(item => ProjectEdits.Move(project.Text, item, project.Text.Elements("ItemGroup").Last())));
    }

    [Fact]
    public void A_misspelt_property_or_value_is_replaced_everywhere_in_a_condition()
    {
        var project = Project.Of("<Project><ItemGroup><A Include=\"x\" Condition=\"'$(RelaseEdition)' == 'opne' &gt; and '$(relaseedition)' != 'OPNE'\" /></ItemGroup></Project>");
        var attribute = project.Item.Attribute("Condition")!;
        Assert.Equal(
            "<Project><ItemGroup><A Include=\"x\" Condition=\"'$(ReleaseEdition)' == 'open' &gt; and '$(ReleaseEdition)' != 'open'\" /></ItemGroup></Project>",
            project.With(_ => [.. ProjectEdits.ReplaceWord(attribute, "$(", "RelaseEdition", ")", "ReleaseEdition"), .. ProjectEdits.ReplaceWord(attribute, "'", "opne", "'", "open")]));
    }

    [Theory]
    [InlineData("<E>opne</E>", "<E>open</E>")]
    [InlineData("<E> opne\n </E>", "<E> open\n </E>")]
    [InlineData("<E><![CDATA[opne]]></E>", "<E><![CDATA[open]]></E>")]
    [InlineData("<E><!-- c -->opne</E>", "<E><!-- c -->open</E>")]
    [InlineData("<E />", "<E>open</E>")]
    [InlineData("<E></E>", "<E>open</E>")]
    [InlineData("<x:E xmlns:x='u'/>", "<x:E xmlns:x='u'>open</x:E>")]
    public void The_text_of_a_property_is_replaced_and_nothing_around_it(string before, string after)
    {
        var project = Project.Of($"<Project><PropertyGroup>{before}</PropertyGroup></Project>");
        Assert.True(project.Text.TryApply(ProjectEdits.SetText(project.Text, project.Text.Elements("E").Single(), "open"), out var changed, out _));
        Assert.Equal($"<Project><PropertyGroup>{after}</PropertyGroup></Project>", changed.Text);
    }

    [Theory]
    [InlineData("<Project Sdk=\"S\" />", "<Project Sdk=\"S\">\n  <PropertyGroup>\n    <ReleaseEdition Condition=\"'$(ReleaseEdition)' == ''\">open</ReleaseEdition>\n  </PropertyGroup>\n</Project>")]
    [InlineData("<Project>\n</Project>\n", "<Project>\n  <PropertyGroup>\n    <ReleaseEdition Condition=\"'$(ReleaseEdition)' == ''\">open</ReleaseEdition>\n  </PropertyGroup>\n</Project>\n")]
    [InlineData("<Project>\n  <ItemGroup />\n</Project>\n", "<Project>\n  <PropertyGroup>\n    <ReleaseEdition Condition=\"'$(ReleaseEdition)' == ''\">open</ReleaseEdition>\n  </PropertyGroup>\n  <ItemGroup />\n</Project>\n")]
    [InlineData("<Project>\n  <PropertyGroup>\n    <A>b</A>\n  </PropertyGroup>\n</Project>\n", "<Project>\n  <PropertyGroup>\n    <ReleaseEdition Condition=\"'$(ReleaseEdition)' == ''\">open</ReleaseEdition>\n    <A>b</A>\n  </PropertyGroup>\n</Project>\n")]
    [InlineData("<Project>\n  <PropertyGroup>\n    <ReleaseEdition/>\n  </PropertyGroup>\n</Project>\n", "<Project>\n  <PropertyGroup>\n    <ReleaseEdition Condition=\"'$(ReleaseEdition)' == ''\">open</ReleaseEdition>\n  </PropertyGroup>\n</Project>\n")]
    [InlineData("<Project>\n  <PropertyGroup>\n    <ReleaseEdition></ReleaseEdition>\n  </PropertyGroup>\n</Project>\n", "<Project>\n  <PropertyGroup>\n    <ReleaseEdition Condition=\"'$(ReleaseEdition)' == ''\">open</ReleaseEdition>\n  </PropertyGroup>\n</Project>\n")]
    public void A_property_is_added_in_front_of_those_that_may_stand_on_it(string before, string after)
    {
        var project = Project.Of(before);
        Assert.True(project.Text.TryApply(ProjectEdits.AddDefault(project.Text, "ReleaseEdition", "open"), out var changed, out _));
        Assert.Equal(after, changed.Text);
    }

    [Fact]
    public void An_element_is_found_by_the_line_and_column_of_a_finding()
    {
        var project = Project.Of("\uFEFF<Project>\r\n  <ItemGroup>\r\n    <A Include=\"x\"\r\n       Condition=\"c\" />\r\n  </ItemGroup>\r\n</Project>");
        Assert.Equal("A", project.Text.ElementAt(3, 5)?.Name);
        Assert.Equal("Condition", project.Text.AttributeAt(4, 8)?.Name);
        Assert.Equal("Project", project.Text.ElementAt(1, 1)?.Name);
        Assert.Null(project.Text.ElementAt(99, 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no markup")]
    [InlineData("<Project>")]
    [InlineData("<Project><A></B></Project>")]
    [InlineData("<!DOCTYPE x [<!ENTITY y 'z'>]><Project/>")]
    public void What_is_no_project_is_refused_with_a_place(string text)
    {
        Assert.False(ProjectText.TryParse(text, out _, out var fault));
        Assert.True(fault.Line >= 1 && fault.Message.Length > 0);
    }
}
