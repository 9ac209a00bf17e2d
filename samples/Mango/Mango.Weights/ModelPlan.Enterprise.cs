namespace Mango.Weights;

/// <summary>What the full edition adds: more blocks in the transformer, and the two networks for video.</summary>
internal sealed partial class ModelPlan
{
    partial void ChooseBlocks(ref int blocks) => blocks = 6;

    partial void AddEdition()
    {
        AddNetwork("transformer_temporal", "MangoTemporalTransformer",
            [.. Enumerable.Range(0, 2).SelectMany(block => new[] { "to_q", "to_k", "to_v", "to_out" }.Select(name => new PlannedTensor($"temporal.blocks.{block}.{name}.weight", [Channels, Channels])))],
            ("num_layers", 2), ("in_channels", Channels));
        AddNetwork("video_vae", "MangoTemporalAutoencoder",
            [new("temporal.encoder.proj.weight", [Channels, Patch]), new("temporal.decoder.proj.weight", [Patch, Channels])],
            ("latent_channels", Channels), ("num_frames", 4));
    }
}
