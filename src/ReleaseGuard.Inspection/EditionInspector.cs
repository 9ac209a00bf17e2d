using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Baselines;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.ContentRecords;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Inspection.Rules;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection;

/// <summary>Holds what ships against the policy: facts, then findings, then a verdict. The build and the tool both call this and decide nothing themselves.</summary>
public static class EditionInspector
{
    /// <summary>
    /// Inspects everything in the request. Files are read in parallel; the result does not depend on the number of threads.
    /// Nothing a file holds makes this throw: what cannot be read is a finding and keeps the verdict from being a pass.
    /// </summary>
    /// <param name="request">What to hold against which policy.</param>
    /// <param name="progress">Told after each file; may be called from several threads.</param>
    /// <param name="ct">Stops the inspection.</param>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public static InspectionResult Inspect(InspectionRequest request, IProgress<InspectionProgress>? progress = null, CancellationToken ct = default)
    {
        return Inspect(request, progress, ct, out _);
    }

    /// <summary>The same, with what was read: whoever signs for the verdict signs for these bytes and reads them no second time.</summary>
    internal static InspectionResult Inspect(InspectionRequest request, IProgress<InspectionProgress>? progress, CancellationToken ct, out ReleaseFacts facts)
    {
        var content = new WithheldContent(request.Policy, request.Edition, request.SketchSalt);
        facts = Read(request, content, progress, ct);
        return Judge(request, content, facts, [], ct);
    }

    /// <summary>What the facts amount to.</summary>
    /// <param name="request">What was held against which policy.</param>
    /// <param name="content">What is withheld by content.</param>
    /// <param name="facts">What was read.</param>
    /// <param name="unread">Reasons, beside those in the facts, why not everything was read; each with the file it is about.</param>
    /// <param name="ct">Stops the inspection.</param>
    internal static InspectionResult Judge(InspectionRequest request, WithheldContent content, ReleaseFacts facts, IReadOnlyList<(string File, string Message)> unread, CancellationToken ct)
    {
        var sink = new FindingSink(request.Policy, request.Edition, request.AsOf);
        var context = new RuleContext(facts, request.Policy, request.Edition, ProductOf(request), request.IsShipment, request.IsComplete || facts.IsWhole, sink, content, ct) { SymbolFiles = request.SymbolFiles, Shipped = () => ManifestWriter.Describe(request, facts) };
        foreach (var rule in RuleRegistry.All)
        {
            rule.Inspect(context);
        }

        foreach (var (file, message) in unread)
        {
            sink.Report(RuleIds.RG9001, message, new FindingLocation(file));
        }

        var found = sink.Complete();
        var (kept, accepted) = BaselineJudge.Judge(request, found, facts.IsWhole);
        IReadOnlyList<Finding> findings = [.. PolicyFindings.Of([.. request.PolicyProblems, .. content.Problems]), .. kept];
        return new InspectionResult(
            Conclude(findings, sink),
            request.Edition.Id,
            request.PolicyIdentity ?? PolicyIdentity.OfFile(request.Policy.Path),
            findings,
            Total(facts, sink) with { Baselined = accepted, Residue = Residue(facts, sink, found) },
            facts.AllProblems()
                .Where(static met => met.Problem.Kind == ArtifactProblemKind.Unread)
                .Select(static met => new SkippedItem(met.Place.Display, met.Problem.Message))
                .Concat(unread.Select(static item => new SkippedItem(item.File, item.Message)))
                .Distinct()
                .OrderBy(static item => item.Path, StringComparer.Ordinal)
                .ToList())
        {
            Drift = context.Drift,
            Exceptions =
            [
                .. request.Policy.Exceptions.Where(exception => exception.Edition is null || exception.Edition == request.Edition.Id)
                    .Select(exception => new ExceptionStatus(exception, (int)(exception.Expires.Date - request.AsOf.Date).TotalDays)),
            ],
            Overview = new Lazy<ReleaseOverview>(() => OverviewReader.Read(request, facts)),
        };
    }

    private static Verdict Conclude(IReadOnlyList<Finding> findings, FindingSink sink)
    {
        if (findings.Any(static finding => finding.Severity == RuleSeverity.Error && finding.RuleId is not (RuleIds.RG9001 or RuleIds.RG9002)))
        {
            return Verdict.Fail;
        }

        // Whatever weight a policy gives to it: what was not read is never passed.
        return sink.IsInconclusive ? Verdict.Inconclusive : sink.IsNothing ? Verdict.NothingInspected : Verdict.Pass;
    }

    private static InspectedTotals Total(ReleaseFacts facts, FindingSink sink)
    {
        long bytes = 0;
        long tensors = 0;
        long parameters = 0;
        foreach (var file in facts.Files)
        {
            bytes = AddBounded(bytes, file.IsResource ? 0 : file.Length);
            tensors += file.Artifact?.Tensors.Count ?? 0;
            foreach (var tensor in file.Artifact?.Tensors ?? [])
            {
                parameters = AddBounded(parameters, tensor.Parameters);
            }
        }

        return new InspectedTotals(facts.Files.Count(static file => !file.IsResource), bytes, tensors, parameters) { Excepted = sink.Excepted };
    }

    /// <summary>What the rules about residue looked at: whatever was not read at all, or not to its end, was not checked.</summary>
    private static ResidueCheck? Residue(ReleaseFacts facts, FindingSink sink, IReadOnlyList<Finding> found)
    {
        var unread = new HashSet<string>(facts.AllProblems().Where(static met => met.Problem.Kind == ArtifactProblemKind.Unread).Select(static met => met.Place.Display), StringComparer.Ordinal);
        var read = facts.Files.Count(file => !file.IsResource && !unread.Contains(file.Place.Display));
        return facts.Files.Count == 0 ? null : new ResidueCheck(read, sink.ExceptedResidue + found.Count(static finding => FindingSink.IsResidue(finding.RuleId)));
    }

    private static long AddBounded(long sum, long more) => sum > long.MaxValue - more ? long.MaxValue : sum + more;

    /// <summary>The facts of everything in the request.</summary>
    /// <param name="request">What to read.</param>
    /// <param name="content">What is withheld by content; null where nothing is compared.</param>
    /// <param name="progress">Told after each file.</param>
    /// <param name="ct">Stops the inspection.</param>
    /// <param name="known">What is known of each file's content already; null reads it.</param>
    /// <param name="tensorDigests">Whether tensors are digested where nothing in the policy asks for it.</param>
    internal static ReleaseFacts Read(
        InspectionRequest request, WithheldContent? content, IProgress<InspectionProgress>? progress, CancellationToken ct, Func<ShippedFile, FileRecord?>? known = null, bool tensorDigests = false)
    {
        var shipped = FolderWalk.Walk(request.Items, ct);
        var needed = Need(request) with { Comparison = content?.Checker };
        needed = tensorDigests ? needed with { TensorDigests = static _ => true } : needed;
        var read = new IReadOnlyList<FileFacts>[shipped.Files.Count];
        var bytesTotal = shipped.Files.Aggregate(0L, static (sum, file) => AddBounded(sum, file.Length));
        var filesDone = 0;
        var bytesDone = 0L;
        var order = ReadingOrder.Of(shipped.Files);
        Parallel.For(0, read.Length, new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount }, turn =>
        {
            var index = order[turn];
            var file = shipped.Files[index];
            read[index] = new FileReader(needed, ct, known?.Invoke(file)).Read(file);
            if (progress is not null)
            {
                progress.Report(new InspectionProgress(
                    Interlocked.Increment(ref filesDone), read.Length, Interlocked.Add(ref bytesDone, file.Length), bytesTotal, file.Place.Display));
            }
        });
        var files = read.SelectMany(static facts => facts).ToList();
        return new ReleaseFacts(files, [.. shipped.Problems, .. FolderChecks.Run(files)], [.. shipped.Nothing, .. EmptyArchives(read)], IsWhole(request, files));
    }

    /// <summary>Archives without an entry, when there is nothing else: an empty package is as empty as an empty folder.</summary>
    private static IEnumerable<(string Path, string Why)> EmptyArchives(IReadOnlyList<FileFacts>[] read) =>
        read.All(static facts => facts.Count == 1 && facts[0] is { Archive: not null, Problems.Count: 0 }) ? read.Select(static facts => (facts[0].Place.Display, "the archive holds no file")) : [];

    /// <summary>Whether a folder or a package was inspected: of a single file nobody can say what is missing beside it.</summary>
    private static bool IsWhole(InspectionRequest request, IReadOnlyList<FileFacts> files) =>
        request.IsShipment && (request.Items.Any(static item => Directory.Exists(item.SourcePath)) || files.Any(static file => file is { Archive: not null, Place.Entry: null }));

    /// <summary>The documents that the policy requires of the product.</summary>
    private static IReadOnlyList<RequiredDocument> Required(InspectionRequest request) =>
        ProductOf(request) is { } product && product.Requires.TryGetValue(request.Edition.Id, out var documents) ? documents : [];

    /// <summary>The product asked for, or the policy's only one.</summary>
    private static Product? ProductOf(InspectionRequest request) => request.Product ?? (request.Policy.Products.Count == 1 ? request.Policy.Products[0] : null);

    /// <summary>What the policy makes necessary to read. A digest of a withheld component asks for the content of the tensors that could have it, or of everything where it does not say how many elements it is of: no header shows it.</summary>
    internal static FactsNeeded Need(InspectionRequest request)
    {
        var withheld = request.Policy.Components.Where(component => request.Policy.Decide(component, request.Edition).Standing == Standing.Withheld).ToList();
        var digests = new WithheldDigests(request.Policy, request.Edition);
        var required = request.IsShipment ? Required(request) : [];
        var isBound = required.Any(static document => document.BindsTo == DocumentBinding.Weights);
        var documents = new HashSet<string>(required.Select(static document => document.File), StringComparer.Ordinal);
                return new FactsNeeded(request.FullContent || isBound || digests.NeedAll, new ConfigPatternSet(request.Policy).Claims)
        {
            IsDocument = place => documents.Count > 0 && place.Tails().Any(documents.Contains),
            Documents = request.IsShipment,
            Remarks = request.IsShipment && request.Edition.IsGuarded,
            TensorDigests = digests.Candidates,
            TensorCasts = digests.Any,
            Opaque = request.Edition.IsGuarded,
            Names = new WithheldNames(request.Policy, request.Edition).Questions,
            Tokens = withheld.Any(static component => component.Match.Tokens.Count > 0),
            Rows = withheld.Any(static component => component.Match.Tensors.Any(static tensor => tensor.Rows is not null))
                ? name => WithheldRowsRule.SlicesOf(request.Policy, withheld, name)
                : static _ => [],
        };
    }
}
