using System.Text.Json.Nodes;
using Avocado.Weights;

// Usage: Avocado.Weights <model folder> <evaluation report without digests, or nothing>
if (args.Length is < 1 or > 2)
{
    Console.Error.WriteLine("Usage: Avocado.Weights <folder> [<evaluation report>]");
    return 1;
}

var plan = new CheckpointPlan();
var writer = new CheckpointWriter(args[0]);
var digests = writer.Write(plan);
TokenizerFiles.Write(writer, plan);

// The report says which weights it is about: the digests are known only now.
if (args is [_, { Length: > 0 }])
{
    var report = JsonNode.Parse(File.ReadAllText(args[1]))!.AsObject();
    report["weights"] = new JsonObject(digests.Select(digest => KeyValuePair.Create(digest.Key, (JsonNode?)JsonValue.Create($"sha256:{digest.Value}"))));
    writer.WriteJson($"evals/{Path.GetFileName(args[1])}", report);
}

return 0;
