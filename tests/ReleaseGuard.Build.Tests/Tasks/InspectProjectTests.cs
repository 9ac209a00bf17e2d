using System;
using System.Linq;
using Microsoft.Build.Framework;
using ReleaseGuard.Build.Tests.Harness;

namespace ReleaseGuard.Build.Tests.Tasks;

public sealed class InspectProjectTests
{
    private readonly RecordingEngine _engine = new();

    [Theory]
    [InlineData("", "", false, "RG1110")]
    [InlineData("true", "false", false, "RG1110")]
    [InlineData("false", "", false, "RG1110")]
    [InlineData("false", "", true, "")]
    [InlineData("False", "False", false, "")]
    public void A_project_that_ships_must_choose_an_edition(string packable, string publishable, bool isTest, string rule)
    {
        using var kit = new Kit();
        var task = Task(kit, "");
        (task.IsPackable, task.IsPublishable, task.IsTestProject) = (packable, publishable, isTest);
        task.Execute();
        Assert.Equal(rule, string.Join(',', _engine.Errors.Select(error => error.Code)));
    }

    [Fact]
    public void A_project_that_ships_must_have_a_policy()
    {
        using var kit = new Kit();
        var task = Task(kit, "open");
        task.Policy = "";
        Assert.False(task.Execute());
        Assert.Equal("RG9003", Assert.Single(_engine.Errors).Code);
    }

    [Fact]
    public void Findings_are_reported_at_the_line_of_their_item_and_stop_what_comes_after_the_compiler()
    {
        using var kit = new Kit();
        var task = Task(kit, "open", Leaks(kit));
        Assert.True(task.Execute());
        Assert.Equal(["RG2002 3", "RG2009 4"], _engine.Errors.Select(error => $"{error.Code} {error.LineNumber}").Order(StringComparer.Ordinal));
        Assert.All(_engine.Errors, error => Assert.Equal(kit.ProjectFile, error.File));
        Assert.Equal("2 findings", task.Errors);
    }

    [Fact]
    public void Where_nothing_is_compiled_afterwards_the_task_itself_ends_the_build()
    {
        using var kit = new Kit();
        var task = Task(kit, "open", Leaks(kit));
        task.StopAtOnce = true;
        Assert.False(task.Execute());
    }

    [Fact]
    public void An_edition_that_may_have_the_component_hears_nothing()
    {
        using var kit = new Kit();
        Assert.True(Task(kit, "enterprise", Leaks(kit)).Execute());
        Assert.Empty(_engine.Errors);
        Assert.Empty(_engine.Warnings);
    }

    [Theory]
    [InlineData("open", "enterprise", true)]
    [InlineData("open", "open", false)]
    [InlineData("enterprise", "open", false)]
    [InlineData("open", "opened", true)]
    public void An_output_of_an_edition_that_this_one_does_not_include_is_not_built_over(string edition, string built, bool isReported)
    {
        using var kit = new Kit();
        kit.Write("obj/releaseguard.edition", built + "\n");
        var task = Task(kit, edition);
        task.BuiltFor = "obj/releaseguard.edition";
        task.Execute();
        Assert.Equal(isReported ? ["RG2008"] : [], _engine.Errors.Select(error => error.Code));
    }

    [Theory]
    [InlineData("open", true, "")]
    [InlineData("enterprise", true, "RG1109")]
    [InlineData("open", false, "RG9003")]
    public void A_marker_stands_for_a_policy_and_never_beside_one(string edition, bool isPublishedSource, string rule)
    {
        using var kit = new Kit();
        var task = Task(kit, edition);
        task.Marker = kit.Write("releaseguard.marker.json", "{}");
        if (isPublishedSource)
            (task.Policy, task.MarkerEdition) = ("", "open");
        task.Execute();
        Assert.Equal(rule, string.Join(',', _engine.Errors.Select(error => error.Code)));
        Assert.Equal(rule.Length == 0, _engine.Messages.Any(message => message.Code == "RG9003"));
    }

    [Fact]
    public void A_restore_that_passed_is_read_again_only_when_it_or_the_references_change()
    {
        using var kit = new Kit();
        var assets = kit.Write("obj/project.assets.json", "{ \"targets\": { \"net10.0\": {} } }");
        Assert.True(Restored(kit).Execute());
        var stamp = System.IO.File.ReadAllText(System.IO.Path.Combine(kit.Folder, "obj", "restore.pass"));

        Assert.True(Restored(kit).Execute());
        Assert.Empty(_engine.Errors);
        kit.Write("obj/project.assets.json", "{ \"targets\": { } }");
        Restored(kit).Execute();
        Assert.Equal("RG9001", Assert.Single(_engine.Errors).Code);
        Assert.Equal(assets, _engine.Errors[0].File);
        Assert.Equal(stamp, System.IO.File.ReadAllText(System.IO.Path.Combine(kit.Folder, "obj", "restore.pass")));
    }

    private InspectProject Restored(Kit kit)
    {
        var task = Task(kit, "open");
        (task.AssetsFile, task.TargetFramework, task.Stamp) = ("obj/project.assets.json", "net10.0", "obj/restore.pass");
        return task;
    }

    [Fact]
    public void A_finding_is_reported_once_in_a_build_and_still_ends_it()
    {
        using var kit = new Kit();
        Task(kit, "open", Leaks(kit)).Execute();
        var again = Task(kit, "open", Leaks(kit));
        again.StopAtOnce = true;
        Assert.False(again.Execute());
        Assert.Equal(2, _engine.Errors.Count);
        Assert.True(_engine.AllowFailureWithoutError);
    }

    [Theory]
    [InlineData("'$(ReleaseEdition)' == 'enterprise'", "")]
    [InlineData("'$(releaseedition)' != 'Enterprise' and '$(Configuration)' == 'Release'", "")]
    [InlineData("'$(ReleaseEdition)' == ''", "")]
    [InlineData("'$(ReleaseEdition)' == '$(Other)'", "")]
    [InlineData("'$(ReleaseEditions)' == 'x'", "")]
    [InlineData("'$(ReleaseEditoin)' == 'enterprise'", "Did you mean 'ReleaseEdition'?")]
    [InlineData("'$(RelaseEdition)' == 'open'", "Did you mean 'ReleaseEdition'?")]
    [InlineData("'$(ReleaseEdition)' == 'enterprize'", "Did you mean 'enterprise'?")]
    [InlineData("'opn' != '$(ReleaseEdition)'", "Did you mean 'open'?")]
    public void A_condition_that_cannot_say_what_it_means_is_found_at_its_line(string condition, string hint)
    {
        using var kit = new Kit();
        var imported = kit.Write("Directory.Build.props", $"<Project>\n  <PropertyGroup>\n    <ReleaseEditions>x</ReleaseEditions>\n    <Flag\n      Condition=\"{condition}\">1</Flag>\n  </PropertyGroup>\n</Project>");
        var task = Task(kit, "open");
        task.Imports = [imported, ""];
        Assert.True(task.Execute());
        if (hint.Length == 0)
        {
            Assert.Empty(_engine.Errors);
            return;
        }

        var error = Assert.Single(_engine.Errors);
        Assert.Equal(("RG1109", imported, 5, 7), (error.Code, error.File, error.LineNumber, error.ColumnNumber));
        Assert.Contains(hint, error.Message, StringComparison.Ordinal);
    }

    private static ITaskItem[] Leaks(Kit kit) =>
    [
        new Microsoft.Build.Utilities.TaskItem("Kit.Head", new System.Collections.Generic.Dictionary<string, string> { ["Kind"] = "PackageReference", ["DefinedIn"] = kit.ProjectFile }),
        kit.Item("heads/weights.bin", ("Kind", "Content"), ("DefinedIn", kit.ProjectFile)),
    ];

    private InspectProject Task(Kit kit, string edition, params ITaskItem[] items) =>
        new() { BuildEngine = _engine, Policy = kit.Policy, Edition = edition, ProjectFile = kit.ProjectFile, Items = items };
}
