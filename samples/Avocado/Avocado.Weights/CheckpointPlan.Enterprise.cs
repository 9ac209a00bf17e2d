namespace Avocado.Weights;

/// <summary>What the full edition adds: more experts in every layer, more layers, the head for cybersecurity code and its tokens.</summary>
internal sealed partial class CheckpointPlan
{
    partial void ChooseShape(ref CheckpointShape shape) => shape = new CheckpointShape { Layers = 6, Experts = 8, ContextLength = 8192, UsesReservedRows = true };

    partial void AddEdition()
    {
        var open = new CheckpointShape();
        Shards.Add([.. Enumerable.Range(0, open.Layers).SelectMany(layer => Experts(layer, open.Experts, Shape.Experts))]);
        Shards.Add([.. Layers(open.Layers, Shape.Layers, Shape.Experts)]);
        Files.Add("heads/cyber/cyber-head.safetensors",
        [
            new("heads.cyber.norm.weight", [Shape.Hidden], 0),
            new("heads.cyber.adapter.weight", [Shape.Hidden, Shape.Hidden], 0.1f),
            new("heads.cyber.proj.weight", [Shape.Vocabulary, Shape.Hidden], 0.02f),
        ]);
        SpecialTokens.AddRange(["<|cyber_start|>", "<|cyber_end|>"]);
        Configuration["cyber_head"] = new SortedDictionary<string, object>(StringComparer.Ordinal)
        {
            ["path"] = "heads/cyber/cyber-head.safetensors",
            ["route_token"] = "<|cyber_start|>",
        };
    }
}
