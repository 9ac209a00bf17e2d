using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.Documents;
using ReleaseGuard.Inspection.Facts;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>
/// What ships as a CycloneDX 1.6 machine-learning bill of materials: the model with its card, each file with its digest, format and parameters.
/// It needs no policy and names nothing that does not ship.
/// </summary>
public sealed class ReleaseBom
{
    private const string SchemaUri = "http://cyclonedx.org/schema/bom-1.6.schema.json";

    private readonly string _name;
    private readonly IReadOnlyList<FileFacts> _files;

    private ReleaseBom(string name, IReadOnlyList<FileFacts> files, IReadOnlyList<SkippedItem> skipped)
    {
        _name = name;
        _files = files;
        Skipped = skipped;
    }

    /// <summary>How many files and archive entries it lists.</summary>
    public int Files => _files.Count;

    /// <summary>What could not be read, and is therefore not described.</summary>
    public IReadOnlyList<SkippedItem> Skipped { get; }

    /// <summary>Reads every byte of what ships.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public static ReleaseBom Read(IReadOnlyList<string> paths, IProgress<InspectionProgress>? progress = null, CancellationToken ct = default)
    {
        if (paths is null)
            throw new ArgumentNullException(nameof(paths));

        ShippedFiles walked = FolderWalk.Walk([.. paths.Select(path => new ShippedItem(path, paths.Count == 1 ? "" : path))], ct);
        FactsNeeded needed = new(Content: true, IsConfiguration: static _ => false) { Documents = true };
        IReadOnlyList<FileFacts>[] read = new IReadOnlyList<FileFacts>[walked.Files.Count];
        long total = walked.Files.Aggregate(0L, static (sum, file) => sum > long.MaxValue - file.Length ? long.MaxValue : sum + file.Length);
        int done = 0;
        long bytes = 0;
        Parallel.For(0, read.Length, new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount }, index =>
        {
            ShippedFile file = walked.Files[index];
            read[index] = new FileReader(needed, ct).Read(file);
            progress?.Report(new InspectionProgress(Interlocked.Increment(ref done), read.Length, Interlocked.Add(ref bytes, file.Length), total, file.Place.Display));
        });
        List<FileFacts> files = [.. read.SelectMany(static facts => facts).Where(static file => !file.IsResource)];
        List<SkippedItem> skipped =
        [
            .. walked.Problems.Where(static problem => problem.Problem.Kind == ArtifactProblemKind.Unread).Select(static problem => new SkippedItem(problem.Place.Display, problem.Problem.Message)),
            .. files.SelectMany(static file => file.Problems.Concat(file.Artifact?.Problems ?? []).Where(static problem => problem.Kind == ArtifactProblemKind.Unread).Select(problem => new SkippedItem(file.Place.Display, problem.Message))),
        ];
        return new ReleaseBom(Path.GetFileName(Path.GetFullPath(paths[0]).TrimEnd('/', '\\')), files, skipped);
    }

    /// <summary>Writes the document. The same bytes give the same text, the time aside.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="created">When; null leaves it out.</param>
    public void Write(TextWriter output, DateTime? created)
    {
        string root = RootOf(_files);
        JsonTextWriter json = new(output);
        json.BeginObject();
        json.Field("$schema", SchemaUri);
        json.Field("bomFormat", "CycloneDX");
        json.Field("specVersion", "1.6");
        json.Field("serialNumber", "urn:uuid:" + root.Substring(0, 8) + "-" + root.Substring(8, 4) + "-" + root.Substring(12, 4) + "-" + root.Substring(16, 4) + "-" + root.Substring(20, 12));
        json.Field("version", 1);
        json.BeginObject("metadata");
        json.Field("timestamp", created?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.BeginObject("tools");
        json.BeginArray("components");
        json.BeginObject(inline: true);
        json.Field("type", "application");
        json.Field("name", ToolIdentity.Name);
        json.Field("version", ToolIdentity.Version);
        json.End();
        json.End();
        json.End();
        WriteModel(json, root);
        json.End();
        json.BeginArray("components");
        HashSet<string> refs = new(StringComparer.Ordinal) { "release" };
        foreach (FileFacts file in _files)
            if (refs.Add("file:" + file.Place.Display))
                WriteFile(json, file);
        json.End();
        json.End();
    }

    private void WriteModel(JsonTextWriter json, string root)
    {
        ModelCard? card = _files.Where(static file => file.Document is not null && DocumentFiles.IsCard(file.Place.FileName)).OrderBy(static file => file.Place.Display.Length)
            .Select(static file => ModelCard.Of(file.Document!)).FirstOrDefault();
        JsonValue? configuration = _files.FirstOrDefault(static file => file.Json is not null && file.Place.FileName == "config.json")?.Json;
        json.BeginObject("component");
        json.Field("type", "machine-learning-model");
        json.Field("bom-ref", "release");
        json.Field("name", _name);
        WriteLicences(json, card);
        if (card?["base_model"] is { Values.Count: > 0 } bases)
        {
            json.BeginObject("pedigree");
            json.BeginArray("ancestors");
            foreach (string name in bases.Values.Where(static name => name.Length > 0))
            {
                json.BeginObject(inline: true);
                json.Field("type", "machine-learning-model");
                json.Field("name", name);
                json.End();
            }

            json.End();
            json.End();
        }

        json.BeginObject("modelCard");
        json.BeginObject("modelParameters");
        json.Field("task", card?["pipeline_tag"]?.Values.FirstOrDefault());
        json.Field("architectureFamily", configuration?["model_type"]?.Text);
        json.Field("modelArchitecture", configuration?["architectures"]?.Items.FirstOrDefault()?.Text ?? configuration?["_class_name"]?.Text);
        if (card?["datasets"] is { Values.Count: > 0 } datasets)
        {
            json.BeginArray("datasets");
            foreach (string name in datasets.Values)
            {
                json.BeginObject(inline: true);
                json.Field("type", "dataset");
                json.Field("name", name);
                json.End();
            }

            json.End();
        }

        json.End();
        json.End();
        List<TensorFact> tensors = [.. _files.SelectMany(static file => file.Artifact?.Tensors ?? [])];
        WriteProperties(
            json,
            [
                ("releaseguard:sha256-of-files", root),
                ("releaseguard:files", _files.Count.ToString(CultureInfo.InvariantCulture)),
                ("releaseguard:tensors", tensors.Count.ToString(CultureInfo.InvariantCulture)),
                ("releaseguard:parameters", tensors.Sum(static tensor => (decimal)tensor.Parameters).ToString(CultureInfo.InvariantCulture)),
                .. Skipped.Select(static item => ("releaseguard:not-read", item.Path + ": " + item.Reason)),
            ]);
        json.End();
    }

    private void WriteLicences(JsonTextWriter json, ModelCard? card)
    {
        List<string> licences =
        [
            .. _files.Where(static file => file.Document is not null && DocumentFiles.IsLegal(file.Place.FileName)).Select(static file => LicenceIdentity.Of(file.Document!)?.Id).OfType<string>(),
            .. card?["license"]?.Values ?? [],
        ];
        List<string> told = [.. licences.Where(static id => id.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (told.Count == 0)
            return;
        json.BeginArray("licenses");
        foreach (string id in told)
        {
            json.BeginObject(inline: true);
            json.BeginObject("license");
            string? known = LicenceIdentity.KnownId(id);
            json.Field("id", known);
            json.Field("name", known is null ? id : null);
            json.End();
            json.End();
        }

        json.End();
    }

    private static void WriteFile(JsonTextWriter json, FileFacts file)
    {
        json.BeginObject();
        json.Field("type", file.Artifact is not null ? "machine-learning-model" : file.Assembly is not null ? "library" : "file");
        json.Field("bom-ref", "file:" + file.Place.Display);
        json.Field("name", file.Place.Display);
        if (file.Content is { Sha256.Length: 64 } content)
        {
            json.BeginArray("hashes");
            json.BeginObject(inline: true);
            json.Field("alg", "SHA-256");
            json.Field("content", content.Sha256);
            json.End();
            json.End();
        }

        List<(string, string)> properties = [("releaseguard:bytes", file.Length.ToString(CultureInfo.InvariantCulture))];
        if (file.Artifact is { } artifact)
        {
            properties.Add(("releaseguard:format", artifact.Format));
            properties.Add(("releaseguard:tensors", artifact.Tensors.Count.ToString(CultureInfo.InvariantCulture)));
            properties.Add(("releaseguard:parameters", artifact.Tensors.Sum(static tensor => (decimal)tensor.Parameters).ToString(CultureInfo.InvariantCulture)));
            properties.AddRange(artifact.Tensors.GroupBy(static tensor => tensor.Type.Name, StringComparer.Ordinal).OrderBy(static type => type.Key, StringComparer.Ordinal)
                .Select(static type => ("releaseguard:parameters:" + type.Key, type.Sum(static tensor => (decimal)tensor.Parameters).ToString(CultureInfo.InvariantCulture))));
        }

        WriteProperties(json, properties);
        json.End();
    }

    private static void WriteProperties(JsonTextWriter json, IEnumerable<(string Name, string Value)> properties)
    {
        json.BeginArray("properties");
        foreach ((string name, string value) in properties)
        {
            json.BeginObject(inline: true);
            json.Field("name", name);
            json.Field("value", value);
            json.End();
        }

        json.End();
    }

    /// <summary>SHA-256 over path and digest of each file: the identity of this release, and its serial number.</summary>
    private static string RootOf(IEnumerable<FileFacts> files)
    {
        using SHA256 sha256 = SHA256.Create();
        string lines = string.Concat(files.Select(static file => file.Content?.Sha256 + "  " + file.Place.Display + "\n"));
        return Hex.Lower(sha256.ComputeHash(System.Text.Encoding.UTF8.GetBytes(lines)));
    }
}
