using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Tests.Harness;

namespace ReleaseGuard.Analyzers.Tests.Policies;

/// <summary>While one types in a file, the policy is not read again: its text is parsed once, however often the project is analysed.</summary>
public sealed class PolicyReadingTests
{
    [Fact]
    public async Task Editing_a_file_does_not_read_the_policy_again()
    {
        var project = new GuardedProject { References = [WithheldAssembly.Head] }.With("class Use { object M() => new Contoso.Heads.Cyber.ExploitHead(); }").With("class Other { }", "Other.cs");
        var text = new CountingText(SourceText.From(project.Policy, Encoding.UTF8));
        var compilation = project.Compile(out _);
        Assert.Equal(1, await Findings(project, compilation, text));
        Assert.Equal(1, text.Readings);
        for (var edit = 0; edit < 3; edit++)
        {
            var old = compilation.SyntaxTrees[1];
            compilation = compilation.ReplaceSyntaxTree(old, old.WithChangedText(old.GetText().WithChanges(new TextChange(new TextSpan(0, 0), $"// edit {edit}\n"))));
            Assert.Equal(1, await Findings(project, compilation, text));
        }

        Assert.Equal(1, text.Readings);
    }

    [Fact]
    public async Task An_edit_of_the_policy_reads_it_once_more()
    {
        var project = new GuardedProject { References = [WithheldAssembly.Head] }.With("class Use { object M() => new Contoso.Heads.Cyber.ExploitHead(); }");
        var compilation = project.Compile(out _);
        var text = new CountingText(SourceText.From(project.Policy, Encoding.UTF8));
        var edited = new CountingText(SourceText.From(project.Policy.Replace("Contoso.Heads.Cyber", "Contoso.Heads.Other", System.StringComparison.Ordinal), Encoding.UTF8));
        Assert.Equal(1, await Findings(project, compilation, text));
        Assert.Equal(0, await Findings(project, compilation, edited));
        Assert.Equal(1, await Findings(project, compilation, text));
        Assert.Equal((1, 1), (text.Readings, edited.Readings));
    }

    private static async Task<int> Findings(GuardedProject project, CSharpCompilation compilation, SourceText policy)
    {
        var given = project.Options();
        var options = new AnalyzerOptions([new OpenText(given.AdditionalFiles[0].Path, policy)], given.AnalyzerConfigOptionsProvider);
        ImmutableArray<DiagnosticAnalyzer> analyzers = [new EditionAnalyzer(), new PolicyAnalyzer()];
        var found = await compilation.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(options, null, concurrentAnalysis: false, logAnalyzerExecutionTime: false)).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        return found.Count(one => one.Id == "RG1001");
    }

    /// <summary>The policy as an editor hands it out: the same text for as long as nobody edits it.</summary>
    private sealed class OpenText(string path, SourceText text) : AdditionalText
    {
        public override string Path { get; } = path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => text;
    }

    /// <summary>A text that counts how often it is taken as one string, which only a parse does: Roslyn compares texts by pieces.</summary>
    private sealed class CountingText(SourceText text) : SourceText
    {
        private int _readings;

        public int Readings => _readings;

        public override Encoding? Encoding => text.Encoding;

        public override int Length => text.Length;

        public override char this[int position] => text[position];

        public override void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count) => text.CopyTo(sourceIndex, destination, destinationIndex, count);

        public override string ToString(TextSpan span)
        {
            if (span.Start == 0) Interlocked.Increment(ref _readings);
            return text.ToString(span);
        }
    }
}
