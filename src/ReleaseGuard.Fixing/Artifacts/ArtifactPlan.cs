using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using ReleaseGuard.Editing;
using ReleaseGuard.Inspection;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Fixing;

/// <summary>Turns the findings of a release into edits of its files. Only text is edited, and a header of which the tensors' bytes are no part; the rest is told.</summary>
internal sealed class ArtifactPlan(FixRequest request, FixRoot root, CancellationToken ct)
{
    private static readonly HashSet<string> s_removable = [RuleIds.RG3001, RuleIds.RG5001, RuleIds.RG5002];

    private readonly Dictionary<string, FileEdit> _edits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TextFile> _texts = new(StringComparer.Ordinal);

    public List<UnfixedFinding> Unfixed { get; } = [];

    public IReadOnlyCollection<FileEdit> Edits => _edits.Values;

    public TextFile TextOf(string path) => _texts.TryGetValue(path, out var text) ? text : _texts[path] = TextFile.Read(path, root.Shown(path));

    public void Add(Finding finding)
    {
        try
        {
            if (Refusal(finding) is { } why) Unfixed.Add(new UnfixedFinding(finding, why));
            else Plan(finding);
        }
        catch (Exception error) when (error is FixProblemException or IOException or UnauthorizedAccessException)
        {
            Unfixed.Add(new UnfixedFinding(finding, char.ToUpperInvariant(error.Message[0]) + error.Message[1..]));
        }
    }

    private string? Refusal(Finding finding) =>
        !request.Covers(finding.RuleId) ? $"{finding.RuleId} is not among the rules to fix."
        : finding.Location.Entry is not null ? "It lies in an archive. Fix the folder that the archive is made from, and pack it again."
        : finding.RuleId switch
        {
            RuleIds.RG3007 or RuleIds.RG3009 or RuleIds.RG3014 => null,
            RuleIds.RG6002 => finding.Suggestion is null ? "No live name is near enough to be meant." : request.Rules.Contains(RuleIds.RG6002) ? null : "Edits the policy, so it is done only when named: --rule RG6002.",
            RuleIds.RG3010 => "A token goes with the rows of the embedding and of the output layer; only an export without it removes both.",
            RuleIds.RG6003 or RuleIds.RG6008 => "Whether the exception may stand longer is its approver's decision. Mend what it excepts, or have it decided again.",
            RuleIds.RG2004 => "Fix the project that brings it ('releaseguard fix PROJECT'), and build again: an assembly taken out of an output leaves a program that does not start.",
            RuleIds.RG3004 => "Whether it may ship is a decision. 'releaseguard manifest write' writes down what does, to be approved by committing it.",
            _ when s_removable.Contains(finding.RuleId) => request.Deletes ? null : "The file must not ship: --delete removes it.",
            _ when finding.RuleId.StartsWith("RG3", StringComparison.Ordinal) => $"Weights are never edited. Export the files again for this edition; 'releaseguard explain {finding.RuleId}' says what to look at.",
            _ => $"No edit of a file mends it; 'releaseguard explain {finding.RuleId}' says what to do.",
        };

    private void Plan(Finding finding)
    {
        if (finding.RuleId == RuleIds.RG3007)
        {
            PlanIndexes(finding);
            return;
        }

        if (finding.RuleId == RuleIds.RG6002) return;
        var path = root.RequireWritable(Path.Combine(root.Path, finding.Location.File ?? throw new FixProblemException("it is about no file.")));
        if (s_removable.Contains(finding.RuleId)) Edit(path, finding).IsRemoval = true;
        else if (path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase)) Edit(path, finding, () => MetadataKey(path, finding)).MetadataKeys.Add(MetadataKey(path, finding));
        else if (Offset(path, finding.Location) is not { } offset) Unfixed.Add(new UnfixedFinding(finding, "The metadata of this format is written with the weights. Export the file again without it."));
        else Edit(path, finding, () => NodeAt(path, offset)).Removed.Add(NodeAt(path, offset).Start);
    }

    private void PlanIndexes(Finding finding)
    {
        var place = Path.Combine(root.Path, finding.Location.File ?? "");
        var folder = Directory.Exists(place) ? place : Path.GetDirectoryName(place)!;
        var indexes = IndexRebuild.IsIndex(place) ? [place] : Directory.EnumerateFiles(folder).Where(IndexRebuild.IsIndex).Order(StringComparer.Ordinal).ToList();
        if (indexes.Count == 0) throw new FixProblemException("there is no index to rebuild: the numbering of the shards is wrong. Export the model again.");
        foreach (var index in indexes)
        {
            var path = root.RequireWritable(index);
            var edit = Edit(path, finding, () => IndexRebuild.Rebuild(Parse(path), path, ct));
            edit.Rewrite ??= json => IndexRebuild.Rebuild(json, path, ct);
        }
    }

    /// <summary>The edit of a file; it is begun only once what it needs of the file could be read.</summary>
    private FileEdit Edit<T>(string path, Finding finding, Func<T> needed)
    {
        needed();
        return Edit(path, finding);
    }

    private FileEdit Edit(string path, Finding finding)
    {
        if (!_edits.TryGetValue(path, out var edit)) _edits.Add(path, edit = new FileEdit(path));
        edit.Findings.Add(finding);
        return edit;
    }

    private JsonText Parse(string path) => JsonText.TryParse(TextOf(path).Text, out var json, out var fault)
        ? json
        : throw new FixProblemException($"'{root.Shown(path)}' cannot be edited, line {fault.Line}: {fault.Message}");

    private JsonNode NodeAt(string path, int offset) => Parse(path).NodeAt(offset) is { Parent: not null } node
        ? node
        : throw new FixProblemException($"'{root.Shown(path)}' has no key or element at that place.");

    /// <summary>The offset of a place in characters: findings count bytes, in lines ended by LF.</summary>
    private int? Offset(string path, FindingLocation at)
    {
        if (!path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return null;
        var file = TextOf(path);
        if (at.Line is null) return at.ByteOffset is { } offset ? file.CharacterAt(offset) : null;
        var start = 0;
        for (var line = 1; line < at.Line && start >= 0; line++) start = Array.IndexOf(file.Bytes, (byte)'\n', start) + 1;
        return file.CharacterAt(start + (at.Column ?? 1) - 1);
    }

    /// <summary>The key of the metadata that a finding names: at its byte in the header, else behind the file in the finding's own key.</summary>
    private static string MetadataKey(string path, Finding finding)
    {
        if (finding.Location.ByteOffset is { } offset)
        {
            using var stream = File.OpenRead(path);
            var header = new byte[Math.Min(stream.Length, offset + 1_000_000)];
            stream.ReadExactly(header);
            var start = Array.IndexOf(header, (byte)'"', (int)offset);
            var end = start < 0 ? -1 : Array.IndexOf(header, (byte)'"', start + 1);
            return end < 0 ? throw new FixProblemException("the key of the metadata cannot be told.") : Encoding.UTF8.GetString(header, start + 1, end - start - 1);
        }

        var prefix = $"{finding.RuleId}:{finding.Location.File}:";
        return finding.Key.StartsWith(prefix, StringComparison.Ordinal) ? finding.Key[prefix.Length..] : throw new FixProblemException("the key of the metadata cannot be told.");
    }
}
