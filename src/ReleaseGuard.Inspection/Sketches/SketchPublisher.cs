using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ReleaseGuard.Inspection.Sketches.Checking;
using ReleaseGuard.Inspection.Sketches.Publishing;

namespace ReleaseGuard.Inspection.Sketches;

/// <summary>
/// Makes a sketch file from both editions, and proves it before handing it out: every published tensor is found again in the full edition,
/// and the open edition stays silent.
/// </summary>
public static class SketchPublisher
{
    // Codes in row orientation from which the sketch alone must find the tensor it was made of.
    private const int LeastForProof = 16;

    /// <summary>Drafts, compares with the open edition, tests.</summary>
    /// <param name="request">What to publish.</param>
    /// <param name="threads">Threads to use; all cores when 0.</param>
    /// <param name="ct">Stops the work.</param>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public static SketchPublication Publish(SketchPublishRequest request, int threads = 0, CancellationToken ct = default)
    {
        List<string> problems = [];
        var drafts = Draft(request);
        if (drafts.Count == 0)
        {
            return new SketchPublication(null, [], ["The full edition holds no tensor that the policy withholds."]);
        }

        var key = request.Salt.ForMultisets();
        Parallel.ForEach(drafts, new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount }, draft => draft.Read(key, ct));
        problems.AddRange(drafts.Where(static draft => draft.Problem is not null).Select(static draft => draft.Problem!));
        if (problems.Count == 0)
        {
            CompareWithOpen(request, drafts, threads, problems, ct);
        }

        var file = problems.Count == 0 ? Assemble(request, drafts) : null;
        if (file is { Tensors.Count: 0 })
        {
            problems.Add("No withheld tensor can be published by any tier; the reasons stand beside each.");
        }
        else if (file is not null)
        {
            Test(file, request, drafts, threads, problems, ct);
        }

        var tensors = drafts.Select(draft => new PublishedTensor(
            draft.Subject, draft.Id, draft.Sketch(request.Salt) is not null, draft.Refusals, draft.CodesDropped, problems.Count == 0 ? draft.Forecast() : [])).ToList();
        return new SketchPublication(problems.Count == 0 ? file : null, tensors, problems);
    }

    private static List<TensorDraft> Draft(SketchPublishRequest request)
    {
        List<TensorDraft> drafts = [];
        HashSet<string> ids = new(StringComparer.Ordinal);
        foreach (var subject in request.Withheld)
        {
            // The same name in two files is two tensors; so are two row ranges of one.
            var name = subject.Tensor.Name;
            for (var n = 2; !ids.Add(name); n++)
            {
                name = $"{subject.Tensor.Name}#{n}";
            }

            drafts.Add(new TensorDraft(subject, request.HideNames ? request.Salt.Opaque(name) : name));
        }

        return drafts;
    }

    private static SketchFile Assemble(SketchPublishRequest request, List<TensorDraft> drafts)
    {
        var sketched = drafts.Select(draft => (Draft: draft, Tensor: draft.Sketch(request.Salt))).Where(static pair => pair.Tensor is not null).ToList();
        var summable = sketched.Where(static pair => pair.Tensor!.OrderFree is not null).ToList();
        var fused = FusionGroups.Of([.. summable.Select(static pair => pair.Draft.Subject.Tensor.Name)])
            .Select(group => FusedTensors.Of(group.Select(i => summable[i].Tensor!)))
            .GroupBy(static f => string.Join("\n", f.Members), StringComparer.Ordinal)
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(static group => group.First());
        return new SketchFile(request.Salt, request.IsSaltSecret, [.. sketched.Select(static pair => pair.Tensor!).OrderBy(static t => t.Id, StringComparer.Ordinal)], [.. fused]);
    }

    private static void CompareWithOpen(SketchPublishRequest request, List<TensorDraft> drafts, int threads, List<string> problems, CancellationToken ct)
    {
        var byId = drafts.ToDictionary(static draft => draft.Id, StringComparer.Ordinal);
        var checker = new SketchChecker([Assemble(request, drafts)]);
        var readings = checker.Read(request.Open, threads, null, ct);
        foreach (var hit in checker.Judge(readings).Where(static hit => hit.Withheld.Count == 1))
        {
            var draft = byId[hit.Withheld[0]];
            var where = $"'{hit.Subject.Tensor.Name}' of {hit.Subject.File}";
            switch (hit.Tier)
            {
                case SketchTier.Exact:
                    problems.Add($"'{draft.Subject.Tensor.Name}' is in the open edition as {where} ({hit.Detail}): it is not withheld, or the open edition leaks.");
                    break;
                case SketchTier.OrderFree:
                    problems.Add($"'{draft.Subject.Tensor.Name}' is in the open edition as {where}, with its elements in another order: it is not withheld, or the open edition leaks.");
                    break;
                case SketchTier.Ordinal when hit.Evidence == SketchEvidence.Withheld && draft.Refusals.All(static refusal => refusal.Tier != SketchTier.Ordinal):
                    draft.Refuse(SketchTier.Ordinal, $"cannot be told apart from the open tensor {where} by its maxima ({hit.Detail}): one was made from the other, so only its exact content is looked for");
                    break;
            }
        }

        foreach (var reading in readings)
        {
            foreach (var kind in WindowKind.All)
            {
                foreach (var group in checker.Owners(kind, reading.Ordinal[kind].Codes).GroupBy(static owner => owner.Entry, static owner => owner.Code))
                {
                    byId[checker.IdOf(group.Key)].Drop(kind, [.. group]);
                }
            }

            // Of a tensor with few levels, the codes that can be read at all were read.
            if (reading is { IsTooCoarse: false, Problem: { } problem })
            {
                problems.Add($"'{reading.Subject.Tensor.Name}' of {reading.Subject.File} in the open edition: {problem}. Whether it shares codes with what is withheld is not known.");
            }
        }
    }

    private static void Test(SketchFile file, SketchPublishRequest request, List<TensorDraft> drafts, int threads, List<string> problems, CancellationToken ct)
    {
        // The proof is made on the text itself, so that it covers the writer and the reader too.
        var read = SketchFile.Read(System.Text.Encoding.UTF8.GetBytes(file.ToText()), null, request.Salt);
        if (read.File is null)
        {
            problems.Add($"Self-test: the sketch file {read.Problem}.");
            return;
        }

        // Once as it is, and once with the maxima alone: where the exact tier finds a tensor, it hides whether the sketch would.
        var maximaOnly = read.File with
        {
            Tensors = [.. read.File.Tensors.Where(static t => t.Codes.Any(static c => c.Orientation == Orientation.Rows && c.Values.Count >= LeastForProof)).Select(static t => t with { Exact = null, Heads = [], OrderFree = null })],
            Fused = [],
        };
        var checker = new SketchChecker([read.File, maximaOnly]);
        foreach (var hit in checker.Check(request.Open, threads, null, ct).Hits.Where(static hit => hit.File == 0))
        {
            problems.Add($"Self-test: the open edition's '{hit.Subject.Tensor.Name}' of {hit.Subject.File} is taken for {string.Join(" and ", hit.Withheld)} ({hit.Detail}).");
        }

        var found = new HashSet<(int File, string Id)>(checker.Check(request.Withheld, threads, null, ct).Hits
            .Where(static hit => hit.Evidence == SketchEvidence.Withheld)
            .SelectMany(static hit => hit.Withheld.Select(id => (hit.File, id))));
        foreach (var draft in drafts.Where(draft => draft.Sketch(request.Salt) is not null))
        {
            if (!found.Contains((0, draft.Id)))
            {
                problems.Add($"Self-test: '{draft.Subject.Tensor.Name}' is not found in the full edition itself.");
            }
            else if (maximaOnly.Tensors.Any(t => t.Id == draft.Id) && !found.Contains((1, draft.Id)))
            {
                problems.Add($"Self-test: '{draft.Subject.Tensor.Name}' is not found in the full edition by its maxima.");
            }
        }
    }
}
