using System.Collections.Generic;

namespace ReleaseGuard.Benchmarks.Checkpoints;

/// <summary>
/// Tensor names and shapes of Llama-4-Maverick (400 B parameters) as its conversion to Hugging Face form lays them out:
/// 48 text layers, every second one with 128 experts, and a vision tower of 34.
/// </summary>
public static class MaverickShape
{
    private const int Layers = 48;
    private const int Experts = 128;
    private const int Hidden = 5120;
    private const int KeyValue = 1024;
    private const int DenseHidden = 16384;
    private const int ExpertHidden = 8192;
    private const int Vocabulary = 202_048;

    private const int VisionLayers = 34;
    private const int VisionHidden = 1408;
    private const int VisionMlp = 5632;

    /// <summary>Experts fused into two tensors a layer, bf16, with the vision tower: 1,061 tensors.</summary>
    public static IEnumerable<CheckpointTensor> Fused()
    {
        foreach (var tensor in Text(fused: true))
        {
            yield return tensor;
        }

        foreach (var tensor in Vision())
        {
            yield return tensor;
        }
    }

    /// <summary>Experts one by one in FP8 with a scale each, text only: 18,891 tensors.</summary>
    public static IEnumerable<CheckpointTensor> Unfused() => Text(fused: false);

    private static IEnumerable<CheckpointTensor> Text(bool fused)
    {
        const string Model = "language_model.model.";
        yield return Bf16(Model + "embed_tokens.weight", Vocabulary, Hidden);
        for (var i = 0; i < Layers; i++)
        {
            var layer = $"{Model}layers.{i}.";
            yield return Bf16(layer + "input_layernorm.weight", Hidden);
            yield return Bf16(layer + "self_attn.q_proj.weight", Hidden, Hidden);
            yield return Bf16(layer + "self_attn.k_proj.weight", KeyValue, Hidden);
            yield return Bf16(layer + "self_attn.v_proj.weight", KeyValue, Hidden);
            yield return Bf16(layer + "self_attn.o_proj.weight", Hidden, Hidden);
            yield return Bf16(layer + "post_attention_layernorm.weight", Hidden);
            var isSparse = i % 2 == 1;
            var mlp = layer + "feed_forward." + (isSparse ? "shared_expert." : "");
            var width = isSparse ? ExpertHidden : DenseHidden;
            yield return Bf16(mlp + "gate_proj.weight", width, Hidden);
            yield return Bf16(mlp + "up_proj.weight", width, Hidden);
            yield return Bf16(mlp + "down_proj.weight", Hidden, width);
            if (!isSparse)
            {
                continue;
            }

            yield return Bf16(layer + "feed_forward.router.weight", Experts, Hidden);
            var experts = layer + "feed_forward.experts.";
            if (fused)
            {
                yield return Bf16(experts + "gate_up_proj", Experts, Hidden, 2 * ExpertHidden);
                yield return Bf16(experts + "down_proj", Experts, ExpertHidden, Hidden);
                continue;
            }

            for (var expert = 0; expert < Experts; expert++)
            {
                foreach (var projection in new[] { "gate_proj", "up_proj", "down_proj" })
                {
                    var (rows, columns) = projection == "down_proj" ? (Hidden, ExpertHidden) : (ExpertHidden, Hidden);
                    yield return new CheckpointTensor($"{experts}{expert}.{projection}.weight", "F8_E4M3", 8, rows, columns);
                    yield return new CheckpointTensor($"{experts}{expert}.{projection}.weight_scale", "BF16", 16, rows, 1);
                }
            }
        }

        yield return Bf16(Model + "norm.weight", Hidden);
        yield return Bf16("language_model.lm_head.weight", Vocabulary, Hidden);
    }

    private static IEnumerable<CheckpointTensor> Vision()
    {
        const string Model = "vision_model.";
        yield return Bf16("multi_modal_projector.linear_1.weight", Hidden, 4096);
        yield return Bf16(Model + "class_embedding", VisionHidden);
        yield return Bf16(Model + "positional_embedding_vlm", 577, VisionHidden);
        yield return Bf16(Model + "patch_embedding.linear.weight", VisionHidden, 588);
        yield return Bf16(Model + "layernorm_pre.weight", VisionHidden);
        yield return Bf16(Model + "layernorm_pre.bias", VisionHidden);
        yield return Bf16(Model + "layernorm_post.weight", VisionHidden);
        yield return Bf16(Model + "layernorm_post.bias", VisionHidden);
        yield return Bf16(Model + "vision_adapter.mlp.fc1.weight", 4096, VisionMlp);
        yield return Bf16(Model + "vision_adapter.mlp.fc2.weight", 4096, 4096);
        for (var i = 0; i < VisionLayers; i++)
        {
            var layer = $"{Model}model.layers.{i}.";
            foreach (var projection in new[] { "q_proj", "k_proj", "v_proj", "o_proj" })
            {
                yield return Bf16($"{layer}self_attn.{projection}.weight", VisionHidden, VisionHidden);
                yield return Bf16($"{layer}self_attn.{projection}.bias", VisionHidden);
            }

            yield return Bf16(layer + "mlp.fc1.weight", VisionMlp, VisionHidden);
            yield return Bf16(layer + "mlp.fc1.bias", VisionMlp);
            yield return Bf16(layer + "mlp.fc2.weight", VisionHidden, VisionMlp);
            yield return Bf16(layer + "mlp.fc2.bias", VisionHidden);
            foreach (var norm in new[] { "input_layernorm", "post_attention_layernorm" })
            {
                yield return Bf16($"{layer}{norm}.weight", VisionHidden);
                yield return Bf16($"{layer}{norm}.bias", VisionHidden);
            }
        }
    }

    private static CheckpointTensor Bf16(string name, params long[] shape) => new(name, "BF16", 16, shape);
}
