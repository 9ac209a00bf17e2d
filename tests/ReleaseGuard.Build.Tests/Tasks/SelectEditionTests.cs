using System;
using System.IO;
using System.Linq;
using ReleaseGuard.Build.Tests.Harness;

namespace ReleaseGuard.Build.Tests.Tasks;

public sealed class SelectEditionTests
{
    private readonly RecordingEngine _engine = new();

    [Theory]
    [InlineData("open", "EDITION_OPEN")]
    [InlineData("enterprise", "EDITION_ENTERPRISE,EDITION_OPEN")]
    [InlineData("", "")]
    public void An_edition_defines_its_symbol_and_those_of_the_editions_it_includes(string edition, string symbols)
    {
        using var kit = new Kit();
        var task = Task(kit, edition);
        Assert.True(task.Execute());
        Assert.Equal(symbols, string.Join(',', task.Symbols.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("open", false)]
    [InlineData("enterprise", true)]
    [InlineData("", false)]
    public void Marks_of_components_are_kept_only_where_nothing_is_published(string edition, bool kept)
    {
        using var kit = new Kit();
        var task = Task(kit, edition);
        Assert.True(task.Execute());
        Assert.Equal(kept, task.KeepsMarks);
    }

    [Theory]
    [InlineData("open", "Packer.Open.cs")]
    [InlineData("enterprise", "Packer.Open.cs,Packer.Enterprise.cs,packer.ENTERPRISE.cs")]
    [InlineData("", "")]
    public void A_source_named_for_an_edition_is_compiled_where_that_edition_is_included(string edition, string chosen)
    {
        using var kit = new Kit();
        var task = Task(kit, edition, "Packer.cs", "Packer.Open.cs", "Packer.Enterprise.cs", "packer.ENTERPRISE.cs", "Packer.Designer.cs", "Enterprise.cs", ".Open.cs", "open.Enterprise.Packer.cs");
        Assert.True(task.Execute());
        Assert.Equal(chosen, string.Join(',', task.ChosenSources.Select(source => Path.GetFileName(source.ItemSpec))));
        Assert.Equal(["Packer.Open.cs", "Packer.Enterprise.cs", "packer.ENTERPRISE.cs"], task.EditionSources.Select(source => Path.GetFileName(source.ItemSpec)).Where(name => !name.StartsWith('.')));
    }

    [Fact]
    public void A_source_listed_twice_is_compiled_once()
    {
        using var kit = new Kit();
        var task = Task(kit, "enterprise", "Packer.Enterprise.cs", "Packer.Enterprise.cs");
        Assert.True(task.Execute());
        Assert.Equal(2, task.EditionSources.Length);
        Assert.Single(task.ChosenSources);
    }

    [Fact]
    public void An_edition_the_policy_does_not_declare_is_an_error_with_the_nearest_name()
    {
        using var kit = new Kit();
        Assert.False(Task(kit, "enterprize").Execute());
        var error = Assert.Single(_engine.Errors);
        Assert.Equal("RG1109", error.Code);
        Assert.Equal(kit.ProjectFile, error.File);
        Assert.Contains("Did you mean 'enterprise'?", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("docs/rules/RG1109.md", error.HelpLink, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_does_not_validate_is_reported_at_its_line_but_never_stops_an_editors_build()
    {
        using var kit = new Kit();
        kit.Write("releaseguard.jsonc", "{\n  \"schemaVersion\": 1,\n  \"editons\": {}\n}");
        Assert.False(Task(kit, "open").Execute());
        Assert.Contains(_engine.Errors, error => error is { Code: "RG6001", LineNumber: 3, ColumnNumber: 3 } && error.File == kit.Policy);
        var editor = Task(kit, "open");
        editor.DesignTime = true;
        Assert.True(editor.Execute());
    }

    [Fact]
    public void A_policy_that_is_named_and_missing_is_reported_at_the_property_that_names_it()
    {
        using var kit = new Kit();
        kit.Write("Kit.csproj", "<Project>\n  <PropertyGroup>\n    <ReleaseGuardPolicy>other.jsonc</ReleaseGuardPolicy>\n  </PropertyGroup>\n</Project>");
        var task = Task(kit, "open");
        task.Policy = Path.Combine(kit.Folder, "other.jsonc");
        Assert.False(task.Execute());
        var error = Assert.Single(_engine.Errors);
        Assert.Equal(("RG9003", kit.ProjectFile, 3), (error.Code, error.File, error.LineNumber));
    }

    [Fact]
    public void A_date_that_is_none_is_refused()
    {
        using var kit = new Kit();
        var task = Task(kit, "open");
        task.AsOf = "23.11.2026";
        Assert.False(task.Execute());
        Assert.Contains("yyyy-MM-dd", Assert.Single(_engine.Errors).Message, StringComparison.Ordinal);
    }

    private SelectEdition Task(Kit kit, string edition, params string[] sources) =>
        new() { BuildEngine = _engine, Policy = kit.Policy, Edition = edition, ProjectFile = kit.ProjectFile, Sources = [.. sources.Select(source => kit.Item(source))] };
}
