using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using ReleaseGuard.Inspection;

namespace ReleaseGuard.Fixing.Tests.Projects;

/// <summary>Projects evaluated by MSBuild itself, fixed, and evaluated again.</summary>
public sealed class ProjectFixTests : System.IDisposable
{
    private const string Chosen = "<PropertyGroup><ReleaseEdition Condition=\"'$(ReleaseEdition)' == ''\">open</ReleaseEdition></PropertyGroup>";

    private readonly FixFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task References_items_and_wildcards_are_conditioned_as_the_policy_decides_and_nothing_else_changes()
    {
        foreach (var file in new[] { "heads/cyber/a.bin", "heads/cyber/b.bin", "heads/tuned/t.bin", "heads/open/o.bin", "only/heads/cyber/x.bin" }) _folder.Write(file, "x");
        var before = $"<Project>\r\n  {Chosen}\n\t<ItemGroup>\r\n    <PackageReference Include='Contoso.Cyber;Contoso.Open' Version='1.0.0'/>  <!-- keep -->\n    <PackageReference Include=\"Contoso.Tuned\" Version=\"1\" Condition=\"'$(X)' == '' or '$(Y)' == 'z'\" />\r\n    <ProjectReference Include=\"Withheld\\W.csproj\" />\n    <ModelArtifact Include=\"heads/**\" />\n    <Content Include=\"only/**/*.bin\" />\n  </ItemGroup>\n</Project>";
        _folder.Write("A.csproj", "\uFEFF" + before);
        var result = await _folder.Fix("A.csproj");

        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.Empty(result.Unfixed);
        var expected = before
            .Replace("Include='Contoso.Cyber;Contoso.Open' Version='1.0.0'/>  <!-- keep -->", "Include='Contoso.Open' Version='1.0.0'/>  <!-- keep -->\r\n    <PackageReference Include='Contoso.Cyber' Version='1.0.0' Condition=\"'$(ReleaseEdition)' == 'enterprise'\"/>")
            .Replace("Condition=\"'$(X)' == '' or '$(Y)' == 'z'\"", "Condition=\"('$(X)' == '' or '$(Y)' == 'z') and ('$(ReleaseEdition)' == 'pro' or '$(ReleaseEdition)' == 'enterprise')\"")
            .Replace("W.csproj\"", "W.csproj\" Condition=\"'$(ReleaseEdition)' == 'enterprise'\"")
            .Replace("<ModelArtifact Include=\"heads/**\" />", "<ModelArtifact Include=\"heads/**\" />\n    <ModelArtifact Remove=\"heads/cyber/**\" Condition=\"'$(ReleaseEdition)' != 'enterprise'\" />\n    <ModelArtifact Remove=\"heads/tuned/t.bin\" Condition=\"'$(ReleaseEdition)' != 'pro' and '$(ReleaseEdition)' != 'enterprise'\" />")
            .Replace("<Content Include=\"only/**/*.bin\" />", "<Content Include=\"only/**/*.bin\" Condition=\"'$(ReleaseEdition)' == 'enterprise'\" />");
        Assert.Equal(Sorted(expected), Sorted(_folder.Read("A.csproj")));
        Assert.Equal([0xEF, 0xBB, 0xBF], File.ReadAllBytes(_folder.PathOf("A.csproj"))[..3]);

        var again = await _folder.Fix("A.csproj");
        Assert.Empty(again.Fixed);
        Assert.Empty(again.Changes);
        Assert.Equal(Verdict.Pass, again.Verdict);
    }

    [Fact]
    public async Task What_one_misspelling_hid_is_fixed_as_well_and_the_other_editions_get_what_was_meant_for_them()
    {
        _folder.Write("A.csproj", $"<Project>{Chosen}<ItemGroup><PackageReference Include=\"Contoso.Cyber\" Condition=\"'$(RelaseEdition)' == 'enterprize'\" /><PackageReference Include=\"contoso.cyber\" /></ItemGroup></Project>");
        var result = await _folder.Fix("A.csproj");
        Assert.Equal(["RG1109", "RG1109", "RG2002"], result.Fixed.Select(finding => finding.RuleId).Order());
        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.Equal($"<Project>{Chosen}<ItemGroup><PackageReference Include=\"Contoso.Cyber\" Condition=\"'$(ReleaseEdition)' == 'enterprise'\" /><PackageReference Include=\"contoso.cyber\" Condition=\"'$(ReleaseEdition)' == 'enterprise'\" /></ItemGroup></Project>", _folder.Read("A.csproj"));
        Assert.Single(result.Changes);
    }

    [Theory]
    [InlineData("reading")]
    [InlineData("proving")]
    [InlineData("holding the other editions")]
    public async Task A_fix_that_is_stopped_has_changed_nothing(string when)
    {
        _folder.Write("A.csproj", $"<Project>{Chosen}<ItemGroup Condition=\"'$(RelaseEdition)' == 'enterprise'\" /><ItemGroup><PackageReference Include=\"Contoso.Cyber\" /></ItemGroup></Project>");
        var before = _folder.Everything();
        using var stop = new System.Threading.CancellationTokenSource();
        var progress = new Stopping(when, stop);
        await Assert.ThrowsAnyAsync<System.OperationCanceledException>(() => Fixer.Fix(new FixRequest(_folder.PathOf("A.csproj"), "open"), progress, stop.Token));
        Assert.Equal(before, _folder.Everything());
        Assert.False(Directory.Exists(_folder.PathOf(FileTransaction.WorkFolder)));
    }

    [Fact]
    public async Task A_dry_run_shows_the_diff_fails_and_writes_nothing()
    {
        _folder.Write("A.csproj", $"<Project>{Chosen}<ItemGroup><PackageReference Include=\"Contoso.Cyber\" /></ItemGroup></Project>");
        var before = _folder.Everything();
        var result = await _folder.Fix("A.csproj", request => request with { IsDryRun = true });
        Assert.Equal(Verdict.Fail, result.Verdict);
        Assert.Contains("+<Project>", Assert.Single(result.Changes).Diff, System.StringComparison.Ordinal);
        Assert.Equal(before, _folder.Everything());
    }

    [Fact]
    public async Task Items_that_the_SDK_takes_in_are_taken_out_in_the_project()
    {
        _folder.Write("sdk/Sdk.props", "<Project><ItemGroup><Compile Include=\"$(MSBuildProjectDirectory)/**/*.cs\" /></ItemGroup></Project>");
        _folder.Write("src/x.cyber.cs", "");
        _folder.Write("src/y.cs", "");
        _folder.Write("src/Exploit.Enterprise.cs", "");
        _folder.Write("src/A.csproj", $"<Project>\n  <Import Project=\"../sdk/Sdk.props\" />\n  {Chosen}\n</Project>\n");
        var result = await _folder.Fix("src/A.csproj", request => request with { PolicyFile = _folder.PathOf("releaseguard.jsonc") });
        Assert.Empty(result.Unfixed);
        Assert.Contains("<Compile Remove=\"x.cyber.cs\" Condition=\"'$(ReleaseEdition)' != 'enterprise'\" />", Everything("sdk/Sdk.props") + Everything("src/A.csproj"), System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_projects_share_is_edited_once_and_paths_are_taken_out_in_each_project()
    {
        _folder.Write("a/heads/cyber/x.bin", "x");
        _folder.Write("b/heads/open/x.bin", "x");
        _folder.Write("Shared.props", $"<Project>\n  {Chosen}\n  <ItemGroup>\n    <ProjectReference Include=\"$(MSBuildThisFileDirectory)Withheld/W.csproj\" />\n    <PackageVersion Include=\"Contoso.Cyber\" Version=\"1\" />\n    <Content Include=\"heads/**\" />\n  </ItemGroup>\n</Project>\n");
        foreach (var name in new[] { "a", "b" }) _folder.Write($"{name}/{name}.csproj", "<Project>\n  <Import Project=\"../Shared.props\" />\n</Project>\n");
        _folder.Write("All.sln", "Project(\"{0}\") = \"a\", \"a\\a.csproj\", \"{1}\"\r\nEndProject\r\nProject(\"{0}\") = \"b\", \"b\\b.csproj\", \"{2}\"\r\nEndProject\r\n");
        var result = await _folder.Fix("All.sln");
        Assert.Empty(result.Unfixed);
        Assert.Equal(["Shared.props", "a/a.csproj"], result.Changes.Select(change => change.File));
        Assert.Equal(2, _folder.Read("Shared.props").Split("'enterprise'").Length - 1);
        Assert.Contains("<Content Remove=\"heads/cyber/x.bin\"", _folder.Read("a/a.csproj"), System.StringComparison.Ordinal);
        Assert.Equal(Verdict.Pass, result.Verdict);
    }

    [Fact]
    public async Task A_misspelt_edition_a_misspelt_condition_and_a_missing_edition_are_corrected()
    {
        _folder.Write("A.csproj", "<Project><PropertyGroup><ReleaseEdition><![CDATA[opne]]></ReleaseEdition></PropertyGroup><ItemGroup Condition=\"'$(RelaseEdition)' == 'enterprise'\" /><ItemGroup Condition='&apos;$(ReleaseEdition)&apos; == &apos;enterprize&apos;' /></Project>");
        _folder.Write("B.csproj", "<Project />");
        _folder.Write("All.slnx", "<Solution><Project Path=\"A.csproj\" /><Project Path=\"B.csproj\" /></Solution>");
        var result = await _folder.Fix("All.slnx");
        Assert.Equal(["RG1109", "RG1109", "RG1109", "RG1110"], result.Fixed.Select(finding => finding.RuleId).Order());
        Assert.Equal("<Project><PropertyGroup><ReleaseEdition><![CDATA[open]]></ReleaseEdition></PropertyGroup><ItemGroup Condition=\"'$(ReleaseEdition)' == 'enterprise'\" /><ItemGroup Condition='&apos;$(ReleaseEdition)&apos; == &apos;enterprise&apos;' /></Project>", _folder.Read("A.csproj"));
        Assert.Contains("<ReleaseEdition Condition=\"'$(ReleaseEdition)' == ''\">open</ReleaseEdition>", _folder.Read("B.csproj"), System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_that_does_not_help_is_undone_and_told()
    {
        // The reference comes back from a file that is imported later and is no part of the product.
        var outside = Directory.CreateTempSubdirectory("releaseguard-outside-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(outside, "late.targets"), "<Project><ItemGroup><PackageReference Include=\"Contoso.Cyber\" /></ItemGroup></Project>");
            _folder.Write("A.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework><CustomAfterMicrosoftCommonTargets>{outside}/late.targets</CustomAfterMicrosoftCommonTargets></PropertyGroup>{Chosen}<ItemGroup><PackageReference Include=\"Contoso.Tuned\" /></ItemGroup></Project>");
            var result = await _folder.Fix("A.csproj");
            Assert.Equal("RG2002", Assert.Single(result.Fixed).RuleId);
            Assert.Contains("undone", Assert.Single(result.Unfixed).Why, System.StringComparison.Ordinal);
            Assert.Equal(Verdict.Fail, result.Verdict);
            Assert.DoesNotContain("Remove", _folder.Read("A.csproj"), System.StringComparison.Ordinal);
            Assert.Contains("'$(ReleaseEdition)' == 'pro'", _folder.Read("A.csproj"), System.StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
        }
    }

    [Fact]
    public async Task Every_framework_is_held_and_only_the_named_rules_are_fixed()
    {
        _folder.Write("A.csproj", $"<Project>{Chosen}<PropertyGroup><TargetFrameworks>net8.0;net10.0</TargetFrameworks></PropertyGroup><ItemGroup Condition=\"'$(TargetFramework)' == 'net10.0'\"><PackageReference Include=\"Contoso.Cyber\" /></ItemGroup><ItemGroup><ProjectReference Include=\"Withheld/W.csproj\" /></ItemGroup></Project>");
        var result = await _folder.Fix("A.csproj", request => request with { Rules = ["RG2002"] });
        Assert.Equal("RG2002", Assert.Single(result.Fixed).RuleId);
        Assert.Equal("RG2001", Assert.Single(result.Unfixed).Finding.RuleId);
        Assert.Contains("<PackageReference Include=\"Contoso.Cyber\" Condition=\"'$(ReleaseEdition)' == 'enterprise'\" />", _folder.Read("A.csproj"), System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_UTF_16_stays_in_UTF_16()
    {
        _folder.Write("A.csproj", $"<?xml version=\"1.0\" encoding=\"utf-16\"?>\r\n<Project>{Chosen}<ItemGroup><PackageReference Include=\"Contoso.Cyber\" /></ItemGroup></Project>", Encoding.Unicode);
        var result = await _folder.Fix("A.csproj");
        Assert.Single(result.Fixed);
        var bytes = File.ReadAllBytes(_folder.PathOf("A.csproj"));
        Assert.Equal([0xFF, 0xFE], bytes[..2]);
        Assert.Contains("== 'enterprise'", Encoding.Unicode.GetString(bytes), System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_not_be_written_is_told_and_left()
    {
        _folder.Write("A.csproj", $"<Project>{Chosen}<ItemGroup><PackageReference Include=\"Contoso.Cyber\" /></ItemGroup></Project>");
        File.SetAttributes(_folder.PathOf("A.csproj"), FileAttributes.ReadOnly);
        var before = _folder.Everything();
        var result = await _folder.Fix("A.csproj");
        Assert.Contains("is read-only", Assert.Single(result.Unfixed).Why, System.StringComparison.Ordinal);
        Assert.Equal(before, _folder.Everything());
    }

    [Fact]
    public async Task A_project_behind_a_link_that_leads_out_is_not_touched()
    {
        var outside = Directory.CreateTempSubdirectory("releaseguard-outside-").FullName;
        try
        {
            var real = Path.Combine(outside, "A.csproj");
            File.WriteAllText(real, $"<Project>{Chosen}<ItemGroup><PackageReference Include=\"Contoso.Cyber\" /></ItemGroup></Project>");
            File.CreateSymbolicLink(_folder.PathOf("A.csproj"), real);
            var result = await _folder.Fix("A.csproj");
            Assert.Contains("outside", Assert.Single(result.Unfixed).Why, System.StringComparison.Ordinal);
            Assert.DoesNotContain("enterprise", File.ReadAllText(real), System.StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
        }
    }

    [Fact]
    public async Task A_project_that_MSBuild_cannot_evaluate_is_not_known_to_be_clean()
    {
        _folder.Write("A.csproj", "<Project><PropertyGroup></Project>");
        var result = await _folder.Fix("A.csproj");
        Assert.Equal(Verdict.Inconclusive, result.Verdict);
        Assert.Contains("cannot be evaluated", Assert.Single(result.Unread), System.StringComparison.Ordinal);
    }

    private string Everything(string relative) => _folder.Read(relative);

    // Two removals behind one wildcard may stand in either order.
    private static string Sorted(string text) => string.Join('\n', text.TrimStart('\uFEFF').Split('\n').Order(System.StringComparer.Ordinal));

    // Asks for an end the first time that a kind of work is told.
    private sealed class Stopping(string when, System.Threading.CancellationTokenSource stop) : System.IProgress<FixProgress>
    {
        public void Report(FixProgress value)
        {
            if (value.What == when) stop.Cancel();
        }
    }
}
