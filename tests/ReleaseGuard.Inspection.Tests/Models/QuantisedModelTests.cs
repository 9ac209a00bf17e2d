using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Tests.Models;

/// <summary>RG3005: a packed model counts as the model that was packed, whatever the scheme; scales and tables count as nothing, adapters as what they add.</summary>
public sealed class QuantisedModelTests
{
    private const long Llama = 6_738_415_616;

    public static TheoryData<string> Schemes() => new(["gptq-4", "gptq-3", "gptq-8", "awq-4", "bnb-nf4", "bnb-int8", "fp8-block", "fp8-row", "ct-int4", "ct-int4-asym", "ct-int8-group", "ct-nvfp4", "nvfp4", "mlx-4"]);

    [Theory]
    [MemberData(nameof(Schemes))]
    public void A_packed_model_has_the_parameters_of_the_model(string scheme)
    {
        var packed = Pack(scheme);
        var totals = ParameterCount.Count([ModelFamilyTests.SafetensorsOf(packed)]);
        Assert.Equal(Llama, totals.Logical);
        Assert.Empty(totals.Mismatched);
        Assert.True(totals.Capacity > Llama, $"{totals.Capacity}");
    }

    [Fact]
    public void An_adapter_counts_as_what_it_adds()
    {
        const string At = "base_model.model.model.layers.0.self_attn.q_proj.";
        var t = new TensorList("F32");
        t.Add(At + "lora_A.weight", 16, 4096);
        t.Add(At + "lora_B.weight", 4096, 16);
        t.Add(At + "lora_B.bias", 4096);
        t.Add(At + "lora_magnitude_vector", 4096);
        t.Add("base_model.model.score.modules_to_save.default.weight", 2, 4096);
        var totals = ParameterCount.Count([ModelFamilyTests.SafetensorsOf(t)]);
        Assert.Equal((2 * 16 * 4096) + 4096 + 4096 + (2 * 4096), totals.Logical);
        Assert.Equal((2 * 16 * 4096) + 4096 + 4096, totals.ByClass[ParameterClass.Adapter]);
        Assert.Equal(2 * 4096, totals.ByClass[ParameterClass.Parameter]);
    }

    [Fact]
    public void A_weight_that_calls_itself_a_scale_is_counted()
    {
        var t = new TensorList();
        t.Add("model.layers.0.mlp.up_proj.weight", 64, 64);
        t.Add("model.layers.0.mlp.up_proj.weight_scale", 4096, 4096);
        var totals = ParameterCount.Count([ModelFamilyTests.SafetensorsOf(t)]);
        Assert.Equal((64 * 64) + (4096 * 4096), totals.Logical);
        Assert.Equal("model.layers.0.mlp.up_proj.weight_scale", Assert.Single(totals.Mismatched).Name);
    }

    private static TensorList Pack(string scheme)
    {
        var packed = new TensorList("F16");
        foreach (var (name, dtype, shape) in LanguageModels.Llama2().Tensors)
        {
            if (shape.Length != 2 || !name.Contains("_proj.", StringComparison.Ordinal))
            {
                packed.AddAs(dtype, name, shape);
                continue;
            }

            var (outputs, inputs, stem) = (shape[0], shape[1], name[..^".weight".Length]);
            switch (scheme)
            {
                case "gptq-4" or "gptq-3" or "gptq-8":
                    var bits = scheme[^1] - '0';
                    packed.AddAs("I32", stem + ".qweight", inputs * bits / 32, outputs);
                    packed.AddAs("I32", stem + ".qzeros", inputs / 128, outputs * bits / 32);
                    packed.Add(stem + ".scales", inputs / 128, outputs);
                    packed.AddAs("I32", stem + ".g_idx", inputs);
                    break;
                case "awq-4":
                    packed.AddAs("I32", stem + ".qweight", inputs, outputs / 8);
                    packed.AddAs("I32", stem + ".qzeros", inputs / 128, outputs / 8);
                    packed.Add(stem + ".scales", inputs / 128, outputs);
                    break;
                case "bnb-nf4":
                    packed.AddAs("U8", name, outputs * inputs / 2, 1);
                    packed.AddAs("U8", name + ".absmax", outputs * inputs / 64);
                    packed.AddAs("F32", name + ".quant_map", 16);
                    packed.AddAs("F32", name + ".nested_absmax", outputs * inputs / 64 / 256);
                    packed.AddAs("F32", name + ".nested_quant_map", 256);
                    packed.AddAs("U8", name + ".quant_state.bitsandbytes__nf4", 180);
                    break;
                case "bnb-int8":
                    packed.AddAs("I8", name, outputs, inputs);
                    packed.AddAs("F32", stem + ".SCB", outputs);
                    packed.AddAs("U8", stem + ".weight_format");
                    break;
                case "fp8-block":
                    packed.AddAs("F8_E4M3", name, outputs, inputs);
                    packed.AddAs("F32", name + "_scale_inv", (outputs + 127) / 128, (inputs + 127) / 128);
                    break;
                case "fp8-row":
                    packed.AddAs("F8_E4M3", name, outputs, inputs);
                    packed.AddAs("F32", name + "_scale", outputs, 1);
                    packed.AddAs("F32", stem + ".input_scale", 1);
                    break;
                case "ct-int4" or "ct-int4-asym":
                    packed.AddAs("I32", stem + ".weight_packed", outputs, inputs / 8);
                    packed.Add(stem + ".weight_scale", outputs, inputs / 128);
                    packed.AddAs("I64", stem + ".weight_shape", 2);
                    if (scheme == "ct-int4-asym")
                    {
                        packed.AddAs("I32", stem + ".weight_zero_point", outputs / 8, inputs / 128);
                    }

                    break;
                case "ct-int8-group":
                    packed.AddAs("I32", stem + ".weight_packed", outputs, inputs / 4);
                    packed.Add(stem + ".weight_scale", outputs, inputs / 128);
                    packed.AddAs("I64", stem + ".weight_shape", 2);
                    break;
                case "ct-nvfp4":
                    packed.AddAs("U8", stem + ".weight_packed", outputs, inputs / 2);
                    packed.AddAs("F8_E4M3", stem + ".weight_scale", outputs, inputs / 16);
                    packed.AddAs("F32", stem + ".weight_global_scale", 1);
                    packed.AddAs("F32", stem + ".input_global_scale", 1);
                    break;
                case "nvfp4":
                    packed.AddAs("U8", name, outputs, inputs / 2);
                    packed.AddAs("F8_E4M3", name + "_scale", outputs, inputs / 16);
                    packed.AddAs("F32", name + "_scale_2");
                    packed.AddAs("F32", stem + ".input_scale");
                    break;
                case "mlx-4":
                    // MLX packs eight elements in a 32-bit word, 64 to a group, with scales and biases.
                    packed.AddAs("U32", name, outputs, inputs / 8);
                    packed.Add(stem + ".scales", outputs, inputs / 64);
                    packed.Add(stem + ".biases", outputs, inputs / 64);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(scheme));
            }
        }

        return packed;
    }
}
