using System;
using System.IO;
using System.Linq;
using ReleaseGuard.Build.Tests.Harness;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Build.Tests.Tasks;

public sealed class InspectCompilationTests
{
    private readonly RecordingEngine _engine = new();

    [Theory]
    [InlineData("", "obj/log.sarif,version=2.1", "obj/log.sarif")]
    [InlineData("mine.sarif", "mine.sarif,version=2.1", "mine.sarif")]
    [InlineData("mine.sarif,version=2.1", "mine.sarif,version=2.1", "mine.sarif")]
    [InlineData("mine.sarif;version=1", "mine.sarif;version=1", "mine.sarif")]
    [InlineData("my logs/a b.sarif , version = 2", "my logs/a b.sarif , version = 2", "my logs/a b.sarif")]
    [InlineData("a,b.sarif", "a,b.sarif,version=2.1", "a,b.sarif")]
    public void A_projects_own_log_serves_as_the_proof_where_it_is(string errorLog, string given, string file)
    {
        using var kit = new Kit();
        var task = new SelectEdition { BuildEngine = _engine, Policy = kit.Policy, Edition = "open", ProjectFile = kit.ProjectFile, ErrorLog = errorLog, DefaultLog = "obj/log.sarif" };
        Assert.True(task.Execute());
        Assert.Equal(given, task.CompilerErrorLog);
        Assert.Equal(file, task.CompilerLog);
    }

    [Theory]
    [InlineData("enterprise", false)]
    [InlineData("open", true)]
    public void An_edition_that_publishes_nothing_and_an_editors_build_ask_for_no_log(string edition, bool designTime)
    {
        using var kit = new Kit();
        var task = new SelectEdition { BuildEngine = _engine, Policy = kit.Policy, Edition = edition, ProjectFile = kit.ProjectFile, DefaultLog = "obj/log.sarif", DesignTime = designTime };
        Assert.True(task.Execute());
        Assert.Equal("", task.CompilerErrorLog);
    }

    [Fact]
    public void A_failed_proof_lets_the_compiler_run_again_and_a_passed_one_holds_until_the_log_is_another()
    {
        using var kit = new Kit();
        var log = kit.Write("obj/log.sarif", "{\"version\": \"2.1.0\"}");
        Assert.False(Task(kit).Execute());
        Assert.Equal("RG6012", Assert.Single(_engine.Errors).Code);
        Assert.True(File.Exists(Path.Combine(kit.Folder, "obj", "again")));
        Assert.False(File.Exists(Path.Combine(kit.Folder, "obj", "pass")));

        var rules = string.Join(",", RuleCatalog.All.Where(rule => rule.IsActive).Select(rule => $"{{\"id\": \"{rule.Id}\"}}"));
        File.WriteAllText(log, $"{{\"version\": \"2.1.0\", \"runs\": [{{\"tool\": {{\"driver\": {{\"rules\": [{rules}]}}}}}}]}}");
        Assert.True(Task(kit).Execute());
        Assert.True(File.Exists(Path.Combine(kit.Folder, "obj", "pass")));

        // Nothing changed: nothing is proved again. Another log of the same size and time is another log.
        var pass = Path.Combine(kit.Folder, "obj", "pass");
        File.SetLastWriteTimeUtc(pass, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.True(Task(kit).Execute());
        Assert.Equal(2001, File.GetLastWriteTimeUtc(pass).Year);
        var written = File.GetLastWriteTimeUtc(log);
        File.WriteAllText(log, new string(' ', (int)new FileInfo(log).Length));
        File.SetLastWriteTimeUtc(log, written);
        Assert.False(Task(kit).Execute());
    }

    [Fact]
    public void A_setting_that_changes_after_a_passed_proof_is_seen()
    {
        using var kit = new Kit();
        var rules = string.Join(",", RuleCatalog.All.Where(rule => rule.IsActive).Select(rule => $"{{\"id\": \"{rule.Id}\"}}"));
        kit.Write("obj/log.sarif", $"{{\"version\": \"2.1.0\", \"runs\": [{{\"tool\": {{\"driver\": {{\"rules\": [{rules}]}}}}}}]}}");
        Assert.True(Task(kit).Execute());
        var task = Task(kit);
        task.NoWarn = "CS1591;RG1201";
        Assert.False(task.Execute());
        Assert.Equal("RG6011", Assert.Single(_engine.Errors).Code);
    }

    private InspectCompilation Task(Kit kit) => new()
    {
        BuildEngine = _engine, Policy = kit.Policy, Edition = "open", ProjectFile = kit.ProjectFile,
        CompilerLog = "obj/log.sarif", Stamp = "obj/pass", CompileAgain = "obj/again",
    };
}
