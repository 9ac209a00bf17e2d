using System;
using System.Collections.Generic;

namespace ReleaseGuard.Policy.Rules;

/// <summary>The registry of rules: one line a rule, in the order of their ids. Adding a rule adds its line here and its own files, nothing else.</summary>
public static class RuleCatalog
{
    /// <summary>Where the pages of the rules are published; a rule's page is this followed by <c>RG1001.md</c>.</summary>
    public const string HelpLinkBase = "https://github.com/releaseguard/releaseguard/blob/main/docs/rules/";

    private const RuleLayers A = RuleLayers.Analyzer;
    private const RuleLayers B = RuleLayers.BuildTask;
    private const RuleLayers T = RuleLayers.Tool;

    private static readonly RuleDescription[] Rules =
    [
        // Code
        Active(RuleIds.RG1001, "Withheld symbol used", RuleSeverity.Error, A,
            "Code that a guarded edition compiles mentions a withheld symbol: by name, operation, attribute, base list, using, alias, pattern or a call the compiler makes; or by a name that no longer resolves because the edition lacks its reference."),
        Active(RuleIds.RG1002, "Withheld type in a signature", RuleSeverity.Error, A,
            "A field, property, event, parameter, return, constraint, generic argument, base list or local has a withheld type; an externally visible one is part of the open API."),
        Active(RuleIds.RG1003, "Constant copied from a withheld component", RuleSeverity.Error, A,
            "A constant, enum value, default argument, attribute argument or nameof copies a value out of a withheld component; no reference to it survives in the compiled code."),
        Active(RuleIds.RG1004, "Friend or forwarder to a withheld assembly", RuleSeverity.Error, A,
            "InternalsVisibleTo, TypeForwardedTo or IgnoresAccessChecksTo names a withheld assembly or type."),
        Active(RuleIds.RG1005, "Withheld symbol in documentation", RuleSeverity.Warning, A,
            "A cref, inheritdoc or the text of a documentation comment names a withheld symbol; an error where the edition publishes docs."),
        Active(RuleIds.RG1006, "Withheld type handed out by an open API", RuleSeverity.Error, A,
            "A member of an open assembly returns, inherits or infers a withheld type; the path it came by is shown."),
        Active(RuleIds.RG1101, "Not guarded for the edition", RuleSeverity.Error, A,
            "A member that requires an edition is reached without a guard that dominates the use."),
        Active(RuleIds.RG1102, "Unknown edition symbol in #if", RuleSeverity.Error, A,
            "A directive tests a name that is near or prefixed like a declared edition symbol, but is not declared."),
        Active(RuleIds.RG1104, "Contradictory or inverted guard", RuleSeverity.Error, A,
            "Withheld code stands in the arm that the open edition compiles, or behind a condition that is always true."),
        Active(RuleIds.RG1105, "Open arm is empty where a value or effect is needed", RuleSeverity.Warning, A,
            "The arm that the open edition compiles leaves out a value or an effect that the code around it needs."),
        Active(RuleIds.RG1106, "A run-time check is the only barrier", RuleSeverity.Error, A,
            "Withheld code stands behind a run-time test of the edition or of a file's existence; the reference stays in the assembly."),
        Active(RuleIds.RG1107, "Guard does not test its edition", RuleSeverity.Error, A,
            "A member marked as an edition guard can be true when the edition is off."),
        Active(RuleIds.RG1108, "Withheld text in an inactive arm of published source", RuleSeverity.Error, A,
            "Text that the compiler skips in an edition that publishes its source names or declares withheld symbols."),
        Active(RuleIds.RG1109, "Misspelt edition property or value in a project file", RuleSeverity.Error, B,
            "A condition tests a near miss of ReleaseEdition, or compares it with a value that is no edition."),
        Active(RuleIds.RG1110, "Shipping project without an edition", RuleSeverity.Error, B,
            "A packable or publishable project names no ReleaseEdition."),
        Active(RuleIds.RG1201, "Text names a withheld thing", RuleSeverity.Warning, A,
            "A constant string, an interpolation or a resource name matches a withheld file, token, tensor, type or string; an error in outputs."),
        Active(RuleIds.RG1202, "Reflection or registration binds a withheld type by name", RuleSeverity.Error, A,
            "Type.GetType, Activator, Assembly.Load, DynamicDependency, DllImport or a registration names a withheld type by text."),
        Active(RuleIds.RG1203, "Name not decidable", RuleSeverity.Info, A,
            "Reflection or registration binds a name that is not constant: listed, not guessed."),

        // Dependencies
        Active(RuleIds.RG2001, "Withheld project referenced", RuleSeverity.Error, B,
            "A project reference names a withheld project; its assembly is copied even where it is not used."),
        Active(RuleIds.RG2002, "Withheld package referenced", RuleSeverity.Error, B,
            "A package reference or a central package version names a withheld package."),
        Active(RuleIds.RG2003, "Withheld dependency reached indirectly", RuleSeverity.Error, B,
            "A withheld project or package is reached through another one; the chain and the link to cut are printed."),
        Active(RuleIds.RG2004, "Withheld assembly in an output", RuleSeverity.Error, B | T,
            "A withheld assembly, or a reference to one, is in what ships, under whatever file name."),
        Active(RuleIds.RG2005, "Withheld name in a side list", RuleSeverity.Error, B | T,
            "A deps.json, runtimeconfig, nuspec or bill of materials in what ships names a withheld assembly, package or project."),
        Active(RuleIds.RG2006, "Side file leaks", RuleSeverity.Error, B | T,
            "XML documentation, a PDB, SourceLink, resources, a native executable or the metadata and texts of an assembly name a withheld thing."),
        Active(RuleIds.RG2007, "Open edition needs the full checkout", RuleSeverity.Error, T,
            "A copy without the withheld inputs does not build, or builds something else."),
        Active(RuleIds.RG2008, "Restored or built for another edition", RuleSeverity.Error, B,
            "Restored assets or intermediate outputs belong to another edition."),
        Active(RuleIds.RG2009, "Withheld file is an item of the project", RuleSeverity.Error, B,
            "A ModelArtifact, Content, None, EmbeddedResource or Compile item, or a wildcard's expansion, is a withheld file."),

        // Artifacts
        Active(RuleIds.RG3001, "Withheld file", RuleSeverity.Error, B | T,
            "A file in what ships is withheld, by its path or by its hash."),
        Active(RuleIds.RG3002, "Withheld tensor, by name", RuleSeverity.Error, B | T,
            "A model file of any format holds a tensor whose name is withheld."),
        Active(RuleIds.RG3003, "Withheld tensor, exact content under any name", RuleSeverity.Error, B | T,
            "The content of a tensor, or a canonical cast of it, is withheld, whatever its name."),
        Active(RuleIds.RG3004, "Unlisted file or tensor", RuleSeverity.Error, B | T,
            "The edition denies what is not listed, and no approved manifest and no component names this file or tensor."),
        Active(RuleIds.RG3005, "Parameter budget exceeded", RuleSeverity.Error, B | T,
            "The model holds more parameters than the edition may have; logical and capacity counts and the largest contributors are printed."),
        Active(RuleIds.RG3006, "Layer, expert, context, shard, size or dtype limit", RuleSeverity.Error, B | T,
            "The model goes beyond a structural limit of the edition, by its tensors first and its configuration second."),
        Active(RuleIds.RG3007, "Index and shards disagree", RuleSeverity.Error, B | T,
            "The index of a sharded checkpoint and its shards differ: a missing or extra shard, a tensor not in the map or in two shards, a gap in k-of-n, a wrong total."),
        Active(RuleIds.RG3008, "Orphan tensor or bytes", RuleSeverity.Error, B | T,
            "Bytes that no tensor owns, or a tensor that nothing reads: padding, tails, unreferenced records, storage larger than its views."),
        Active(RuleIds.RG3009, "Leftover configuration", RuleSeverity.Error, B | T,
            "A configuration file still describes a withheld component or the full edition's structure."),
        Active(RuleIds.RG3010, "Leftover token", RuleSeverity.Error, B | T,
            "A vocabulary, token list or chat template still holds a withheld token."),
        Active(RuleIds.RG3011, "Withheld rows not cleared", RuleSeverity.Error, B | T,
            "A withheld slice of rows is neither removed nor zero."),
        Active(RuleIds.RG3012, "Configuration disagrees with the tensors", RuleSeverity.Warning, B | T,
            "The configuration describes a structure that the tensors do not have."),
        Active(RuleIds.RG3013, "Artifact is malformed", RuleSeverity.Error, B | T,
            "A model file breaks an invariant of its format; the invariant and the byte offset are printed."),
        Active(RuleIds.RG3014, "Metadata leaks", RuleSeverity.Warning, B | T,
            "Metadata of an artifact holds a path, a user or run name, or an oversized or encoded value."),
        Active(RuleIds.RG3015, "Artifact can run code", RuleSeverity.Error, B | T,
            "A pickle holds an opcode or a global outside the allow-list; it is never executed."),
        Active(RuleIds.RG3016, "Path leaves the artifact's folder", RuleSeverity.Error, B | T,
            "External data, an archive entry or a link points outside the folder of the artifact."),
        Active(RuleIds.RG3017, "Opaque weight-like bytes", RuleSeverity.Error, B | T,
            "Bytes that look like weights and that no format and no policy line explains: a high-entropy blob, encoded weights, an embedded archive."),
        Active(RuleIds.RG3018, "Withheld tensor, reordered", RuleSeverity.Error, B | T,
            "The elements of a withheld tensor are present in another order, or within a fused tensor."),
        Active(RuleIds.RG3019, "Withheld tensor, by sketch", RuleSeverity.Error, B | T,
            "A withheld tensor is present quantised, scaled, sliced, fused, transposed or tuned; the odds are printed."),

        // Documents
        Active(RuleIds.RG4001, "Required document missing", RuleSeverity.Error, B | T,
            "A licence, notice, model card or evaluation that the edition requires is not there."),
        Active(RuleIds.RG4002, "Wrong licence for the edition", RuleSeverity.Error, B | T,
            "The licence that ships is not the one the edition requires."),
        Active(RuleIds.RG4003, "Model card lacks a field or section", RuleSeverity.Warning, B | T,
            "The model card lacks a field or a section that the edition requires."),
        Active(RuleIds.RG4004, "Card advertises a withheld capability", RuleSeverity.Warning, B | T,
            "The model card of the edition names a capability that is withheld from it."),
        Active(RuleIds.RG4005, "Card and artifact disagree", RuleSeverity.Error, B | T,
            "The model card says \"not included\" of what ships, or the reverse, or gives another parameter count or base model."),
        Active(RuleIds.RG4006, "Placeholder left in a legal file", RuleSeverity.Error, B | T,
            "A licence or notice still holds a placeholder."),
        Active(RuleIds.RG4007, "Evidence belongs to another digest", RuleSeverity.Error, B | T,
            "An evaluation file is not bound to the weights that ship."),

        // Residue
        Active(RuleIds.RG5001, "Training state shipped", RuleSeverity.Error, B | T,
            "Optimizer, scheduler, random-number or trainer state, a moving average or an intermediate checkpoint ships."),
        Active(RuleIds.RG5002, "Adapter that adds the withheld capability", RuleSeverity.Error, B | T,
            "A LoRA or delta file ships that restores a withheld capability."),
        Active(RuleIds.RG5003, "Data of the withheld capability shipped", RuleSeverity.Error, B | T,
            "A dataset of a withheld capability ships."),
        Active(RuleIds.RG5004, "Withheld by a run-time mask only", RuleSeverity.Warning, B | T,
            "Only suppressed or forbidden token ranges or an existence switch withhold the capability."),
        Active(RuleIds.RG5005, "Half of a pair shipped", RuleSeverity.Warning, B | T,
            "A decoder ships without its encoder, or the tokenizer of a withheld modality."),
        Active(RuleIds.RG5006, "Reversible withholding without evidence", RuleSeverity.Warning, B | T,
            "The policy names a reversible method of withholding and no evidence of its strength ships."),
        Active(RuleIds.RG5007, "Scrub marker in published text", RuleSeverity.Warning, B | T,
            "Published text holds a marker that shows where something was removed."),
        Active(RuleIds.RG5008, "Overclaim", RuleSeverity.Warning, B | T,
            "A document claims that what is withheld cannot be brought back."),

        // Policy
        Active(RuleIds.RG6001, "Policy does not validate", RuleSeverity.Error, A | B | T,
            "The policy breaks the rules of its language, at this line and column."),
        Active(RuleIds.RG6002, "Entry matches nothing where it must", RuleSeverity.Error, A | B | T,
            "A policy entry matches nothing in the edition that must contain its component; the nearest live name is offered."),
        Active(RuleIds.RG6003, "Exception expired", RuleSeverity.Error, A | B | T,
            "An exception is past its date; the finding it covered returns too."),
        Active(RuleIds.RG6004, "Exception or baseline entry no longer needed", RuleSeverity.Warning, B | T,
            "An entry of the baseline accepts a finding that is not there any more."),
        Active(RuleIds.RG6005, "Exception too broad, too long, without ticket", RuleSeverity.Error, A | B | T,
            "An exception breaks what the policy asks of exceptions."),
        Active(RuleIds.RG6007, "Two components claim the same thing", RuleSeverity.Info, T,
            "Two components of the policy claim the same thing; the more restrictive one wins."),
        Active(RuleIds.RG6008, "Exception about to expire", RuleSeverity.Warning, A | B | T,
            "An exception expires within the warning time of the policy."),
        Active(RuleIds.RG6009, "Child policy loosens its base", RuleSeverity.Error, A | B | T,
            "A policy that extends another one permits what its base forbids."),
        Active(RuleIds.RG6010, "Policy, baseline or full manifest in a published root", RuleSeverity.Error, B | T,
            "A file that names what is withheld lies in what ships."),
        Active(RuleIds.RG6011, "Finding suppressed outside the policy", RuleSeverity.Error, A | B,
            "A SuppressMessage attribute, a pragma, NoWarn or a configuration file silences a rule of this product, by the source or by the compiler's log; only an exception in the policy may allow a finding."),
        Active(RuleIds.RG6012, "Published edition built without the analyzers", RuleSeverity.Error, B,
            "The compiler's log does not show that the guarding analyzers ran: switched off, too old a compiler, or crashed."),

        // Manifest
        Active(RuleIds.RG7001, "Manifest missing", RuleSeverity.Error, B | T,
            "The edition has no approved manifest."),
        Active(RuleIds.RG7002, "Manifest drift", RuleSeverity.Error, B | T,
            "What ships differs from the approved manifest."),
        Active(RuleIds.RG7003, "Component reached a wider edition without a decision", RuleSeverity.Error, B | T,
            "The edition may have a component that it was kept from when its manifest was approved, and no decision was recorded since."),
        Active(RuleIds.RG7004, "Published bytes differ from the checked bytes", RuleSeverity.Error, T,
            "The bytes that were published are not the bytes that were checked, or nothing that verifies says that they are."),

        // Verdict
        Active(RuleIds.RG9001, "Inconclusive", RuleSeverity.Error, A | B | T,
            "Something was not read or could not be understood, so the verdict cannot be pass."),
        Active(RuleIds.RG9002, "Nothing inspected", RuleSeverity.Error, B | T,
            "There was nothing to inspect, so the verdict cannot be pass."),
        Active(RuleIds.RG9003, "No policy found", RuleSeverity.Error, A | B,
            "A project that ships has no policy at or above it."),
    ];

    private static readonly Dictionary<string, RuleDescription> ById = IndexById();

    /// <summary>All rules, in the order of their ids.</summary>
    public static IReadOnlyList<RuleDescription> All => Rules;

    /// <summary>The rule with this id, or null where there is none. Ids are compared exactly.</summary>
    public static RuleDescription? Find(string id) => ById.TryGetValue(id, out var rule) ? rule : null;

    /// <summary>The rule id most like a misspelt one, or null when none is near.</summary>
    public static string? Nearest(string id) => Spelling.Nearest(id, ById.Keys);

    /// <summary>The rule with this id, which the caller knows to exist because it comes from <see cref="RuleIds"/>.</summary>
    /// <exception cref="ArgumentException">There is no such rule.</exception>
    public static RuleDescription Get(string id) =>
        Find(id) ?? throw new ArgumentException("There is no rule '" + id + "'.", nameof(id));

    private static Dictionary<string, RuleDescription> IndexById()
    {
        var byId = new Dictionary<string, RuleDescription>(StringComparer.Ordinal);
        foreach (var rule in Rules)
            byId.Add(rule.Id, rule);
        return byId;
    }

    private static RuleDescription Active(string id, string title, RuleSeverity severity, RuleLayers layers, string summary) =>
        new(id, title, severity, layers, summary, isActive: true);

    private static RuleDescription Reserved(string id, string title, RuleSeverity severity, RuleLayers layers, string summary) =>
        new(id, title, severity, layers, summary, isActive: false);
}
