using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ReleaseGuard.Inspection.Tests.Rules;

/// <summary>RG3008, RG3009, RG3010 and RG3012: what stands beside the weights.</summary>
public sealed class LeftoverRuleTests
{
    [Theory]
    [InlineData("\"path\": \"$.cyber_head\"", "{ \"cyber_head\": null }", true)]
    [InlineData("\"path\": \"$.cyber_head\"", "{ \"head\": 1 }", false)]
    [InlineData("\"path\": \"$.heads[*].name\", \"value\": \"cyber\"", "{ \"heads\": [ { \"name\": \"lm\" }, { \"name\": \"cyber\" } ] }", true)]
    [InlineData("\"path\": \"$.heads[0].name\", \"value\": \"cyber\"", "{ \"heads\": [ { \"name\": \"lm\" }, { \"name\": \"cyber\" } ] }", false)]
    [InlineData("\"path\": \"$.text.experts\", \"value\": 128", "{ \"text\": { \"experts\": 128 } }", true)]
    [InlineData("\"path\": \"$.text.experts\", \"value\": 128", "{ \"text\": { \"experts\": 64 } }", false)]
    [InlineData("\"path\": \"$.on\", \"value\": true", "{ \"on\": true }", true)]
    public void A_key_or_value_that_the_policy_names_is_found(string entry, string config, bool expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", config);
        var findings = Audit.Run(folder.Path, Audit.PolicyText(Audit.Component($"\"config\": [ {{ \"file\": \"config.json\", {entry} }} ]"))).Findings;
        Assert.Equal(expected ? ["RG3009"] : [], findings.Select(finding => finding.RuleId));
    }

    [Fact]
    public void A_leftover_is_found_at_its_line_in_any_file_the_policy_names()
    {
        using var folder = new TemporaryFolder();
        folder.Write("settings/serving.json", "{\n  \"a\": 1,\n  \"cyber_head\": 2\n}");
        var finding = Assert.Single(Audit.Run(folder.Path, Audit.PolicyText(Audit.Component("\"config\": [ { \"file\": \"settings/*.json\", \"path\": \"$.cyber_head\" } ]"))).Findings);
        Assert.Equal(("settings/serving.json", 3, 3), (finding.Location.File, finding.Location.Line, finding.Location.Column));
    }

    [Fact]
    public void Texts_of_the_component_and_withheld_parts_of_a_pipeline_are_found()
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", "{ \"note\": \"uses ExploitHead here\", \"auto_map\": { \"x\": \"y\" } }");
        folder.Write("model_index.json", "{ \"_class_name\": \"P\", \"vae\": [\"diffusers\", \"AutoencoderKL\"], \"video_vae\": [\"diffusers\", \"AutoencoderKL\"] }");
        var findings = Audit.Run(folder.Path, Audit.PolicyText(Audit.Component("\"strings\": [\"ExploitHead\"], \"files\": [\"video_vae/**\"]"))).Findings;
        Assert.Equal(["config.json", "model_index.json"], findings.Where(finding => finding.RuleId == "RG3009").Select(finding => finding.Location.File));
    }

    public static TheoryData<string, byte[]> TokenFiles()
    {
        byte[] Json(string text) => Encoding.UTF8.GetBytes(text);
        return new()
        {
            { "tokenizer.json", Json("{ \"model\": { \"vocab\": { \"a\": 0, \"<|cyber_a|>\": 1 } } }") },
            { "tokenizer_config.json", Json("{ \"added_tokens_decoder\": { \"7\": { \"content\": \"<|cyber_a|>\" } } }") },
            { "tokenizer_config.json", Json("{ \"chat_template\": \"" + new string('x', 300) + "{{ '<|cyber_a|>' }}\" }") },
            { "special_tokens_map.json", Json("{ \"additional_special_tokens\": [\"<|cyber_a|>\"] }") },
            { "added_tokens.json", Json("{ \"<|cyber_a|>\": 7 }") },
            { "vocab.txt", Json("a\n<|cyber_a|>\nb\n") },
            { "chat_template.jinja", Json("{% if x %}<|im_start|><|cyber_a|>{% endif %}") },
            { "qwen.tiktoken", Json(Convert.ToBase64String("<|cyber_a|>"u8) + " 7\n") },
            { "tokenizer.model", [0x0A, 0x0D, 0x0A, 0x0B, .. "<|cyber_a|>"u8, 0x12, 0x02, 0x08, 0x01] },
        };
    }

    [Theory]
    [MemberData(nameof(TokenFiles))]
    public void A_leftover_token_is_found_in_every_kind_of_tokenizer_file(string name, byte[] content)
    {
        using var folder = new TemporaryFolder();
        folder.Write(name, content);
        var finding = Assert.Single(Audit.Run(folder.Path, Audit.PolicyText(Audit.Component("\"tokens\": [\"<|cyber_*|>\"]"))).Findings);
        Assert.Equal("RG3010", finding.RuleId);
        Assert.Contains("<|cyber_a|>", finding.Message);
    }

    [Fact]
    public void Layers_and_experts_beyond_the_configuration_are_orphans()
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", "{ \"num_hidden_layers\": 2, \"num_local_experts\": 2 }");
        folder.Write("model.safetensors", SafetensorsBytes.Of(
            ("model.layers.0.mlp.experts.0.w", [1]), ("model.layers.0.mlp.experts.1.w", [1]), ("model.layers.1.mlp.experts.2.w", [1]), ("model.layers.2.mlp.w", [1])));
        var findings = Audit.Run(folder.Path, Audit.PolicyText("")).Findings;
        Assert.Equal(["model.layers.1.mlp.experts.2.w", "model.layers.2.mlp.w"], findings.Where(finding => finding.RuleId == "RG3008").Select(finding => finding.Location.Tensor));
    }

    [Fact]
    public void A_prediction_module_numbered_after_the_layers_is_no_orphan()
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", "{ \"num_hidden_layers\": 2, \"num_nextn_predict_layers\": 1 }");
        folder.Write("model.safetensors", SafetensorsBytes.Of(("model.layers.0.w", [1]), ("model.layers.1.w", [1]), ("model.layers.2.w", [1])));
        Assert.Empty(Audit.Run(folder.Path, Audit.PolicyText("")).Findings);
    }

    [Fact]
    public void A_configuration_of_the_full_edition_beside_open_weights_disagrees()
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", "{\n  \"num_hidden_layers\": 4,\n  \"num_local_experts\": 8,\n  \"vocab_size\": 100,\n  \"torch_dtype\": \"bfloat16\"\n}");
        folder.Write("model.safetensors", SafetensorsBytes.Of(
            new Dictionary<string, string>(), ("model.embed_tokens.weight", "F32", [50, 2]), ("model.layers.0.mlp.experts.0.w", "F32", [1]), ("model.layers.1.mlp.experts.1.w", "F32", [1])));
        var findings = Audit.Run(folder.Path, Audit.PolicyText("")).Findings;
        Assert.Equal([("RG3012", 2), ("RG3012", 3), ("RG3012", 4), ("RG3012", 5)], findings.Select(finding => (finding.RuleId, finding.Location.Line!.Value)));
    }
}
