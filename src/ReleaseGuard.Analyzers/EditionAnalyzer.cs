using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using ReleaseGuard.Analyzers.Editions;
using ReleaseGuard.Analyzers.Guards;
using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Analyzers.Names;
using ReleaseGuard.Analyzers.Policies;
using ReleaseGuard.Analyzers.Rules;
using ReleaseGuard.Analyzers.Rules.Code;
using ReleaseGuard.Analyzers.Text;

namespace ReleaseGuard.Analyzers;

/// <summary>Holds the code of every guarded edition against the policy. Generated code too: it ships like any other.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EditionAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableArray<DiagnosticDescriptor> Supported = CodeRule.Descriptors(CodeRules.All);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Supported;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        // A missing or broken policy is the policy analyzer's to report.
        if (PolicyFiles.Find(context.Options, text => context.TryGetValue(text, PolicyFiles.Cache, out var kept) ? kept : new PolicyCache(text), context.CancellationToken).Loaded is not { Policy: not null } loaded) return;
        var scope = new EditionScope(loaded, context.Compilation, context.Options);
        if (scope.Watched == 0) return;
        var symbols = new WithheldSymbols(scope, context.Compilation, MarkedSymbols.None);
        var forks = new EditionForks(scope, context.Compilation);
        var vocabulary = loaded.VocabularyOf(Words(loaded, symbols, MarkedSymbols.None));
        var marked = MarkedSymbols.Read(scope, context.Compilation, forks, vocabulary, context.CancellationToken);
        if (!marked.IsEmpty)
        {
            symbols = new WithheldSymbols(scope, context.Compilation, marked);
            vocabulary = loaded.VocabularyOf(Words(loaded, symbols, marked));
        }

        if (scope.Watched == 0) return;
        var written = new WrittenNames(vocabulary);
        var places = new GuardedPlaces(scope.Masks);
        var report = new MentionReport(scope, symbols, places);
        var guards = new GuardDefinitions(scope, context.Compilation, forks, report);
        var checks = new RunTimeChecks(scope.Masks);
        var operations = symbols.InSight.IsEmpty ? null : new OperationPass(symbols, new OperationMentions(symbols), written, new QuietFiles(loaded, symbols, marked, vocabulary), checks, report);
        var inherited = symbols.InSight.IsEmpty ? null : new InheritedPass(symbols, report);
        var names = new NamePass(scope, symbols, vocabulary, written, report, checks, guards);
        context.RegisterSemanticModelAction(names.Analyze);
        context.RegisterSyntaxTreeAction(new DirectivePass(scope, forks, report).Analyze);
        var matcher = new TextMatcher(loaded.Texts!, symbols);
        var texts = new TextPass(matcher, new BinderCalls(matcher, report), vocabulary, loaded.HasOpenTexts, report);
        context.RegisterSemanticModelAction(texts.Analyze);
        context.RegisterSyntaxNodeAction(texts.AnalyzePieces, SyntaxKind.AddExpression, SyntaxKind.InterpolatedStringExpression);
        var requirements = Requiring(context.Compilation, vocabulary, context.CancellationToken) is { } requiring ? new RequirementPass(scope, requiring, places, report) : null;
        if (requirements is not null)
        {
            context.RegisterOperationAction(requirements.Analyze, UsedMembers.Kinds);
            context.RegisterSyntaxNodeAction(requirements.AnalyzeBase, SyntaxKind.SimpleBaseType, SyntaxKind.PrimaryConstructorBaseType);
        }

        var unnamed = marked.HasUnnamed || loaded.Names!.HasUnnamed ? new UnnamedDeclarations(symbols, report) : null;
        if (unnamed is not null) context.RegisterSyntaxNodeAction(unnamed.Analyze, UnnamedDeclarations.Kinds);
        context.RegisterSemanticModelAction(new SkippedAnalysis(new SkippedArms(scope, forks), vocabulary, names, texts, operations, inherited, requirements, unnamed, new DeadText(scope, symbols, written, report)).Analyze);
        if (operations is null || inherited is null) return;
        context.RegisterOperationAction(operations.Analyze, OperationPass.Kinds);
        context.RegisterSyntaxNodeAction(inherited.Analyze, InheritedPass.Kinds);
    }

    private static Dictionary<string, WordUse> Words(LoadedPolicy loaded, WithheldSymbols symbols, MarkedSymbols marked)
    {
        var words = new Dictionary<string, WordUse>(StringComparer.Ordinal);
        MentionWords.Collect(loaded.Names!, symbols, marked, words);
        Add(FriendPass.FriendWords, WordUse.Friend, words);
        Add(GuardDefinitions.Words, WordUse.Edition, words);
        Add(MarkedSymbols.Words, WordUse.Edition, words);
        Add(FriendPass.SuppressionWords, WordUse.Suppression, words);
        Add(BinderCalls.Words, WordUse.Binder, words);
        return words;
    }

    /// <summary>A policy may withhold a type that is called like one of these: the word then has both uses.</summary>
    private static void Add(IEnumerable<string> all, WordUse use, Dictionary<string, WordUse> words)
    {
        foreach (var word in all) words[word] = words.TryGetValue(word, out var already) ? already | use : use;
    }

    /// <summary>The assemblies that may mark members with <c>[RequiresEdition]</c>; null when there is none. The reading of each text is kept for what follows.</summary>
    private static HashSet<IAssemblySymbol>? Requiring(Compilation compilation, Vocabulary vocabulary, CancellationToken cancel)
    {
        HashSet<IAssemblySymbol>? found = null;
        foreach (var assembly in EditionAttributes.Declaring(compilation, EditionAttributes.Requirement))
        {
            if (!ReferenceEquals(assembly, compilation.Assembly) || MarksRequirements(compilation, vocabulary, cancel))
                (found ??= new HashSet<IAssemblySymbol>(SymbolEqualityComparer.Default)).Add(assembly);
        }

        return found;
    }

    private static bool MarksRequirements(Compilation compilation, Vocabulary vocabulary, CancellationToken cancel)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var hit in vocabulary.Scan(tree.GetText(cancel)).Hits)
            {
                if (hit.Word == "RequiresEdition") return true;
            }
        }

        return false;
    }
}
