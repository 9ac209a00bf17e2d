using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Tests.Models;

/// <summary>RG3005, RG3006, RG3008 and RG3012 on published models: their tensors by name and shape give the count and the build that their makers state, and no finding.</summary>
public sealed class ModelFamilyTests
{
    private static readonly ModelFamily[] All =
    [
        LanguageModels.Llama2(), LanguageModels.Llama3(), LanguageModels.Llama32(), LanguageModels.Mistral(), LanguageModels.Qwen25(), LanguageModels.Qwen3(), LanguageModels.Qwen3Moe(), LanguageModels.Qwen2Moe(),
        LanguageModels.Mixtral(), LanguageModels.DeepSeekV3(mtp: false), LanguageModels.DeepSeekV3(mtp: true), LanguageModels.GptOss(), LanguageModels.Scout(native: false), LanguageModels.Scout(native: true), LanguageModels.Phi3(),
        LanguageModels.Gemma(third: false), LanguageModels.Gemma(third: true), OtherModels.Gpt2(), OtherModels.Falcon(), OtherModels.Bloom(), OtherModels.Bert(), OtherModels.T5(), OtherModels.Whisper(), OtherModels.Clip(),
        OtherModels.Llava(), OtherModels.Mamba(), OtherModels.Rwkv(), OtherModels.Flux(),
    ];

    public static TheoryData<string> Families() => new(All.Select(static family => family.Name));

    [Theory]
    [MemberData(nameof(Families))]
    public void The_count_is_the_published_one(string name)
    {
        var family = Find(name);
        var facts = SafetensorsOf(family.Tensors);
        var totals = ParameterCount.Count([facts]);
        Assert.Equal(family.Parameters, totals.Logical);
        Assert.True(totals.Capacity >= totals.Logical);
        Assert.Empty(totals.Mismatched);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void The_build_is_told_by_the_tensors(string name)
    {
        var family = Find(name);
        var structure = ModelStructure.From(SafetensorsOf(family.Tensors).Tensors);
        Assert.Equal((family.Layers, family.Experts, family.Context, family.Vocabulary), (structure.Layers, structure.Experts, structure.ContextLength, structure.VocabularySize));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Beside_its_own_configuration_nothing_is_found(string name)
    {
        var family = Find(name);
        using var folder = new TemporaryFolder();
        folder.Write("config.json", family.Config);
        folder.Write("model.safetensors", SafetensorsBytes.Of(null, [.. family.Shrunk()]));
        Assert.Empty(Audit.Run(folder.Path, Audit.PolicyText("")).Findings.Where(static finding => finding.RuleId != "RG3012" || !finding.Message.Contains("dtype", StringComparison.Ordinal)).Select(static finding => finding.RuleId + " " + finding.Message));
    }

    [Fact]
    public void Limits_are_held_against_layers_experts_and_positions_of_the_tensors()
    {
        string[] Broken(ModelFamily family, string limits)
        {
            using var folder = new TemporaryFolder();
            folder.Write("model.safetensors", SafetensorsBytes.Of(null, [.. family.Shrunk()]));
            return [.. Audit.Run(folder.Path, Audit.PolicyText("", "\"contoso\": { \"limits\": { \"open\": { " + limits + " } } }")).Findings.Select(static finding => finding.RuleId + finding.Message[..finding.Message.IndexOf(';', StringComparison.Ordinal)])];
        }

        Assert.Empty(Broken(LanguageModels.Scout(native: false), "\"maxLayers\": 48, \"maxExperts\": 16"));
        Assert.Equal(["RG3006'language_model.model.layers' has 48 layers in its tensors", "RG3006The tensors have 16 experts in a layer"], Broken(LanguageModels.Scout(native: false), "\"maxLayers\": 24, \"maxExperts\": 8").Order(StringComparer.Ordinal));
        Assert.Equal(["RG3006The tensors have 16 experts in a layer"], Broken(LanguageModels.Scout(native: true), "\"maxExperts\": 8"));
        Assert.Equal(["RG3006The tensors have 32 experts in a layer"], Broken(LanguageModels.GptOss(), "\"maxExperts\": 31"));
        Assert.Equal(["RG3006The position table has 1024 rows"], Broken(OtherModels.Gpt2(), "\"maxContextLength\": 512"));
        Assert.Empty(Broken(OtherModels.Llava(), "\"maxContextLength\": 128"));
    }

    [Theory]
    [InlineData("Mixtral 8x7B", "\"num_local_experts\":8", "\"num_local_experts\":16", "num_local_experts 16; the tensors have 8 experts")]
    [InlineData("Mixtral 8x7B", "\"num_experts_per_tok\":2", "\"num_experts_per_tok\":9", "num_experts_per_tok 9; the tensors have 8 experts")]
    [InlineData("gpt-oss 20B", "\"num_local_experts\":32", "\"num_local_experts\":128", "num_local_experts 128; the tensors have 32 experts")]
    [InlineData("Qwen3 8B", "\"num_hidden_layers\":36", "\"num_hidden_layers\":64", "num_hidden_layers 64; the tensors have 36 layers")]
    [InlineData("Llama 4 Scout, text", "\"num_hidden_layers\":48", "\"num_hidden_layers\":96", "text_config.num_hidden_layers 96; the tensors have 48 layers")]
    [InlineData("CLIP ViT-L/14", "\"num_hidden_layers\":24", "\"num_hidden_layers\":48", "vision_config.num_hidden_layers 48; the tensors have 24 layers")]
    [InlineData("BLOOM 560m", "\"vocab_size\":250880", "\"vocab_size\":300000", "vocab_size 300000; the token embedding has 250880 rows")]
    [InlineData("T5 base", "\"vocab_size\":32128", "\"vocab_size\":33000", "vocab_size 33000; the token embedding has 32128 rows")]
    public void The_configuration_of_a_larger_edition_beside_smaller_tensors_is_found(string name, string own, string full, string said)
    {
        var family = Find(name);
        using var folder = new TemporaryFolder();
        Assert.Contains(own, family.Config, StringComparison.Ordinal);
        folder.Write("config.json", family.Config.Replace(own, full, StringComparison.Ordinal));
        folder.Write("model.safetensors", SafetensorsBytes.Of(null, [.. family.Shrunk()]));
        Assert.Contains(said, Assert.Single(Audit.Run(folder.Path, Audit.PolicyText("")).Findings, static finding => finding.RuleId == "RG3012" && !finding.Message.Contains("dtype", StringComparison.Ordinal)).Message);
    }

    [Theory]
    [InlineData("Qwen3 8B", "\"num_hidden_layers\":36", "\"num_hidden_layers\":24", "132 tensors of layer 24")]
    [InlineData("FLUX.1 dev", "\"num_single_layers\":38", "\"num_single_layers\":30", "single_transformer_blocks.30")]
    [InlineData("LLaVA 1.5 7B", "\"num_hidden_layers\":24", "\"num_hidden_layers\":20", "vision_tower.vision_model.encoder.layers.20")]
    [InlineData("DeepSeek V3 with its MTP module", "\"num_nextn_predict_layers\":1", "\"num_nextn_predict_layers\":0", "model.layers.61")]
    [InlineData("Mixtral 8x7B", "\"num_local_experts\":8", "\"num_local_experts\":4", "experts.4")]
    public void Layers_and_experts_that_the_configuration_no_longer_declares_are_orphans(string name, string own, string less, string first)
    {
        var family = Find(name);
        using var folder = new TemporaryFolder();
        folder.Write("config.json", family.Config.Replace(own, less, StringComparison.Ordinal));
        folder.Write("model.safetensors", SafetensorsBytes.Of(null, [.. family.Shrunk()]));
        Assert.Contains(first, Assert.Single(Audit.Run(folder.Path, Audit.PolicyText("")).Findings, static finding => finding.RuleId == "RG3008").Message);
    }

    /// <summary>The facts of a file with these tensors, as large as the model is: its reader meets a header and zeros.</summary>
    internal static ArtifactFacts SafetensorsOf(IReadOnlyList<(string Name, string Dtype, long[] Shape)> tensors)
    {
        var source = new HeaderOnlySource(tensors);
        var facts = ArtifactFormats.Detect(source, "model.safetensors")!.Read(source, default);
        Assert.Empty(facts.Problems);
        return facts;
    }

    private static ModelFamily Find(string name) => All.Single(family => family.Name == name);

    private sealed class HeaderOnlySource : IArtifactSource
    {
        private readonly byte[] _head;

        public HeaderOnlySource(IReadOnlyList<(string Name, string Dtype, long[] Shape)> tensors)
        {
            var header = new StringBuilder("{");
            long offset = 0;
            foreach (var (name, dtype, shape) in tensors)
            {
                var length = shape.Aggregate(1L, static (product, size) => checked(product * size)) * (dtype switch { "F32" or "I32" or "U32" => 4, "I64" => 8, "BF16" or "F16" => 2, _ => 1 });
                header.Append(JsonSerializer.Serialize(name)).Append($":{{\"dtype\":\"{dtype}\",\"shape\":[{string.Join(',', shape)}],\"data_offsets\":[{offset},{offset + length}]}},");
                offset += length;
            }

            var json = Encoding.UTF8.GetBytes(header.ToString().TrimEnd(',') + "}");
            _head = [.. BitConverter.GetBytes((long)json.Length), .. json];
            Length = _head.Length + offset;
        }

        public string Name => "model.safetensors";

        public long Length { get; }

        public int ReadAt(long offset, Span<byte> buffer)
        {
            var count = (int)Math.Clamp(Length - offset, 0, buffer.Length);
            buffer[..count].Clear();
            if (offset < _head.Length)
            {
                _head.AsSpan((int)offset, Math.Min(count, _head.Length - (int)offset)).CopyTo(buffer);
            }

            return count;
        }
    }
}
