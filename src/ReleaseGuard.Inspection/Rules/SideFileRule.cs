using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>
/// RG2006: something withheld is named in what was compiled, or in a file beside it: metadata, texts in code, attributes, resources,
/// symbols with their documents, imports and embedded sources, SourceLink, XML documentation, native executables. The line of source is
/// told by the symbols with the same id, wherever they lie.
/// </summary>
internal sealed class SideFileRule : IInspectionRule
{
    private const int MaxNamed = 3;

    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        var symbols = new Symbols(context);
        foreach (var file in context.Facts.Files)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (IsWithheldItself(context, file))
            {
                continue;
            }

            var reported = new HashSet<string>(StringComparer.Ordinal);
            var declared = ReportDeclared(context, file, symbols);
            foreach (var fact in (file.Assembly?.Names ?? []).Concat(file.Assembly?.Symbols?.Names ?? []).Concat(file.Symbols?.Names ?? []).Concat(file.Names))
            {
                if (!IsType(fact) || ThingOf(context.Names, fact) is not { } thing || !declared.Contains(thing.Component.Id))
                {
                    Report(context, file, fact, symbols, reported);
                }
            }
        }
    }

    private static bool IsType(NamedFact fact) => fact.Source == NameSource.Declaration && fact.Text.StartsWith("T:", StringComparison.Ordinal);

    /// <summary>A component whose code was compiled into an assembly is one finding, however many types there are.</summary>
    /// <returns>Ids of the components that were reported so.</returns>
    private static HashSet<string> ReportDeclared(RuleContext context, FileFacts file, Symbols symbols)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var declared = (file.Assembly?.Names ?? []).Where(IsType)
            .Select(fact => (Fact: fact, Thing: ThingOf(context.Names, fact)))
            .Where(static pair => pair.Thing is not null)
            .GroupBy(static pair => pair.Thing!.Component.Id);
        foreach (var group in declared)
        {
            var names = group.Select(static pair => pair.Thing!.Name).Distinct().ToList();
            if (names.Count <= MaxNamed)
            {
                continue;
            }

            done.Add(group.Key);
            var first = group.First();
            var source = first.Fact.Method is { } method ? symbols.Of(file)?.LineOf(method, first.Fact.Offset) : null;
            context.Findings.Report(
                RuleIds.RG2006,
                first.Thing!.Component,
                $"'{file.Place.Display}' declares {names.Count} of its types: {string.Join(", ", names.Take(MaxNamed))} and {names.Count - MaxNamed} more{(source is null ? "" : $" ({FileNameOf(source.Path)}, line {source.Line})")}",
                "Move the code behind the edition flag; where the whole assembly is withheld, list it under assemblies of the component.",
                new FindingLocation(file.Place.File, Entry: file.Place.Entry) { Source = source },
                new ExceptionSubject(File: file.Place.Inner),
                file.Place.FileName + ":" + NameSource.Declaration);
        }

        return done;
    }

    /// <summary>A withheld assembly and its own files are reported as a whole (RG2004); what they hold is no news.</summary>
    private static bool IsWithheldItself(RuleContext context, FileFacts file)
    {
        var names = new[] { file.Assembly?.Name, AssemblyNames.WithoutExtension(file.Place.FileName), Path.GetFileNameWithoutExtension(file.Place.FileName) };
        return names.Any(name => name is not null && context.Policy.Matcher.MatchAssembly(name).Any(match => context.IsWithheld(match.Component)));
    }

    private static void Report(RuleContext context, FileFacts file, NamedFact fact, Symbols symbols, HashSet<string> reported)
    {
        if (ThingOf(context.Names, fact) is not { } thing || !reported.Add(fact.Source + "\n" + thing.Name + "\n" + fact.Document + fact.Line))
        {
            return;
        }

        // The name of a referenced assembly is metadata too; that reference is RG2004's.
        if (fact.Source == NameSource.MetadataName && file.Assembly is { } assembly && assembly.References.Contains(fact.Text))
        {
            return;
        }

        var source = fact.Document is not null ? new SourcePlace(fact.Document, fact.Line ?? 1, 1)
            : fact.Method is { } method ? symbols.Of(file)?.LineOf(method, fact.Offset)
            : null;
        var at = source is null ? "" : $" ({FileNameOf(source.Path)}, line {source.Line})";
        var (what, nextStep) = Words(fact, thing);
        context.Findings.Report(
            RuleIds.RG2006,
            thing.Component,
            $"'{file.Place.Display}' {what}{at}",
            nextStep,
            new FindingLocation(file.Place.File, fact.Document is null ? fact.Line : null, fact.Column, file.Place.Entry) { Source = source },
            new ExceptionSubject(File: file.Place.Inner),
            file.Place.FileName + ":" + fact.Source + ":" + thing.Name);
    }

    private static NamedThing? ThingOf(WithheldNames names, NamedFact fact) => fact.Source switch
    {
        NameSource.Declaration or NameSource.Reference or NameSource.Import => names.Symbol(fact.Text),
        NameSource.Document or NameSource.SourceLink or NameSource.ResourceName => names.Path(fact.Text) ?? names.Text(fact.Text),
        NameSource.EmbeddedSource => names.Code(fact.Text),
        NameSource.Documentation => (fact.Text.Length > 2 && fact.Text[1] == ':' ? names.Symbol(fact.Text) : null) ?? names.Code(fact.Text),
        NameSource.Value => names.Text(fact.Text) ?? names.Text(fact.Text.Substring(1)),
        _ => names.Text(fact.Text),
    };

    private static (string What, string NextStep) Words(NamedFact fact, NamedThing thing)
    {
        const string code = "Move the code behind the edition flag.";
        const string text = "Move the text to code behind the edition flag, or to data that only that edition ships.";
        const string symbols = "Leave the symbols out of what ships, or move the source behind the edition flag.";
        return fact.Source switch
        {
            NameSource.Declaration => ($"declares the {thing.Kind} {thing.Name}", code),
            NameSource.Reference => ($"uses the {thing.Kind} {thing.Name}", code),
            NameSource.UserString => ($"holds the {thing.Kind} '{thing.Name}' in its code", text),
            NameSource.MetadataName => ($"names the {thing.Kind} '{thing.Name}' in its metadata", code),
            NameSource.Value => ($"holds the {thing.Kind} '{thing.Name}' in an attribute or a constant", text),
            NameSource.ResourceName => ($"has a resource that names the {thing.Kind} '{thing.Name}'", "Embed the resource only in the editions that may have it."),
            NameSource.Content => ($"holds the {thing.Kind} '{thing.Name}'", text),
            NameSource.Document => ($"names the source {thing.Kind} '{thing.Name}' in its symbols", symbols),
            NameSource.Import => ($"imports the {thing.Kind} {thing.Name} in its symbols", "Remove the using directive, or put it behind the edition flag."),
            NameSource.EmbeddedSource => ($"embeds source that names the {thing.Kind} '{thing.Name}'", symbols),
            NameSource.SourceLink => ($"names the {thing.Kind} '{thing.Name}' in its SourceLink", symbols),
            _ => ($"documents the {thing.Kind} '{thing.Name}'", "Put the documented member behind the edition flag, or reword its documentation."),
        };
    }

    private static string FileNameOf(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);

    /// <summary>The symbols of an assembly: embedded in it, shipped with it, or given with the request.</summary>
    private sealed class Symbols(RuleContext context)
    {
        private Dictionary<Guid, SymbolFacts>? _byId;

        public SymbolFacts? Of(FileFacts file)
        {
            if (file.Assembly is not { } assembly)
            {
                return null;
            }

            if (assembly.Symbols is not null || assembly.SymbolId is not { } id)
            {
                return assembly.Symbols;
            }

            _byId ??= Gather();
            return _byId.TryGetValue(id, out var symbols) ? symbols : null;
        }

        private Dictionary<Guid, SymbolFacts> Gather()
        {
            var byId = new Dictionary<Guid, SymbolFacts>();
            var nothing = new NameQuestions(static _ => false, static _ => false, static _ => false, static _ => false, false);
            foreach (var path in context.SymbolFiles)
            {
                try
                {
                    if (PortablePdb.Read(File.ReadAllBytes(path), nothing, out _) is { } symbols)
                    {
                        byId[symbols.Id] = symbols;
                    }
                }
                catch (Exception error) when (FolderWalk.IsInputError(error))
                {
                    // Without it the finding has no line of source; it is a finding all the same.
                }
            }

            foreach (var file in context.Facts.Files)
            {
                if (file.Symbols is { } symbols)
                {
                    byId[symbols.Id] = symbols;
                }
            }

            return byId;
        }
    }
}
