namespace ReleaseGuard.Inspection.Tests.Models;

/// <summary>Older decoders, encoders, recurrent models, and those for sound and pictures.</summary>
internal static class OtherModels
{
    public static ModelFamily Gpt2()
    {
        var t = new TensorList("F32");
        t.Add("wte.weight", 50257, 768);
        t.Add("wpe.weight", 1024, 768);
        for (var i = 0; i < 12; i++)
        {
            t.Norm($"h.{i}.ln_1", 768);
            t.Norm($"h.{i}.ln_2", 768);
            t.Add($"h.{i}.attn.c_attn.weight", 768, 2304);
            t.Add($"h.{i}.attn.c_attn.bias", 2304);
            t.Add($"h.{i}.attn.c_proj.weight", 768, 768);
            t.Add($"h.{i}.attn.c_proj.bias", 768);
            t.Add($"h.{i}.mlp.c_fc.weight", 768, 3072);
            t.Add($"h.{i}.mlp.c_fc.bias", 3072);
            t.Add($"h.{i}.mlp.c_proj.weight", 3072, 768);
            t.Add($"h.{i}.mlp.c_proj.bias", 768);
        }

        t.Norm("ln_f", 768);
        return new ModelFamily("GPT-2", t, """{"model_type":"gpt2","n_layer":12,"n_ctx":1024,"n_positions":1024,"vocab_size":50257}""", 124_439_808, 12, 0, 1024, 50257);
    }

    public static ModelFamily Falcon()
    {
        var t = new TensorList();
        t.Add("transformer.word_embeddings.weight", 65024, 4544);
        for (var i = 0; i < 32; i++)
        {
            t.Norm($"transformer.h.{i}.input_layernorm", 4544);
            t.Add($"transformer.h.{i}.self_attention.query_key_value.weight", 4672, 4544);
            t.Add($"transformer.h.{i}.self_attention.dense.weight", 4544, 4544);
            t.Add($"transformer.h.{i}.mlp.dense_h_to_4h.weight", 18176, 4544);
            t.Add($"transformer.h.{i}.mlp.dense_4h_to_h.weight", 4544, 18176);
        }

        t.Norm("transformer.ln_f", 4544);
        return new ModelFamily("Falcon 7B", t, """{"model_type":"falcon","num_hidden_layers":32,"multi_query":true,"vocab_size":65024}""", 6_921_720_704, 32, 0, null, 65024);
    }

    public static ModelFamily Bloom()
    {
        var t = new TensorList("F16");
        t.Add("word_embeddings.weight", 250880, 1024);
        t.Norm("word_embeddings_layernorm", 1024);
        for (var i = 0; i < 24; i++)
        {
            t.Norm($"h.{i}.input_layernorm", 1024);
            t.Norm($"h.{i}.post_attention_layernorm", 1024);
            t.Linear($"h.{i}.self_attention.query_key_value", 3072, 1024);
            t.Linear($"h.{i}.self_attention.dense", 1024, 1024);
            t.Linear($"h.{i}.mlp.dense_h_to_4h", 4096, 1024);
            t.Linear($"h.{i}.mlp.dense_4h_to_h", 1024, 4096);
        }

        t.Norm("ln_f", 1024);
        return new ModelFamily("BLOOM 560m", t, """{"model_type":"bloom","n_layer":24,"vocab_size":250880}""", 559_214_592, 24, 0, null, 250880);
    }

    public static ModelFamily Bert()
    {
        var t = new TensorList("F32");
        t.Add("embeddings.word_embeddings.weight", 30522, 768);
        t.Add("embeddings.position_embeddings.weight", 512, 768);
        t.Add("embeddings.token_type_embeddings.weight", 2, 768);
        t.Norm("embeddings.LayerNorm", 768);
        for (var i = 0; i < 12; i++)
        {
            foreach (var part in new[] { "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense" })
            {
                t.Linear($"encoder.layer.{i}.{part}", 768, 768);
            }

            t.Norm($"encoder.layer.{i}.attention.output.LayerNorm", 768);
            t.Linear($"encoder.layer.{i}.intermediate.dense", 3072, 768);
            t.Linear($"encoder.layer.{i}.output.dense", 768, 3072);
            t.Norm($"encoder.layer.{i}.output.LayerNorm", 768);
        }

        t.Linear("pooler.dense", 768, 768);
        return new ModelFamily("BERT base", t, """{"model_type":"bert","num_hidden_layers":12,"max_position_embeddings":512,"vocab_size":30522}""", 109_482_240, 12, 0, 512, 30522);
    }

    public static ModelFamily T5()
    {
        var t = new TensorList("F32");
        t.Add("shared.weight", 32128, 768);
        foreach (var (stack, parts) in new[] { ("encoder", 1), ("decoder", 2) })
        {
            for (var i = 0; i < 12; i++)
            {
                for (var part = 0; part < parts; part++)
                {
                    var at = $"{stack}.block.{i}.layer.{part}.";
                    foreach (var matrix in new[] { "q", "k", "v", "o" })
                    {
                        t.Add(at + (part == 0 ? "SelfAttention." : "EncDecAttention.") + matrix + ".weight", 768, 768);
                    }

                    t.Add(at + "layer_norm.weight", 768);
                    if (i == 0 && part == 0)
                    {
                        t.Add(at + "SelfAttention.relative_attention_bias.weight", 32, 12);
                    }
                }

                t.Add($"{stack}.block.{i}.layer.{parts}.DenseReluDense.wi.weight", 3072, 768);
                t.Add($"{stack}.block.{i}.layer.{parts}.DenseReluDense.wo.weight", 768, 3072);
                t.Add($"{stack}.block.{i}.layer.{parts}.layer_norm.weight", 768);
            }

            t.Add(stack + ".final_layer_norm.weight", 768);
        }

        return new ModelFamily("T5 base", t, """{"model_type":"t5","num_layers":12,"num_decoder_layers":12,"n_positions":512,"vocab_size":32128}""", 222_903_552, 12, 0, null, 32128);
    }

    public static ModelFamily Whisper()
    {
        var t = new TensorList("F32");
        t.Add("model.encoder.conv1.weight", 384, 80, 3);
        t.Add("model.encoder.conv1.bias", 384);
        t.Add("model.encoder.conv2.weight", 384, 384, 3);
        t.Add("model.encoder.conv2.bias", 384);
        t.Add("model.encoder.embed_positions.weight", 1500, 384);
        t.Add("model.decoder.embed_tokens.weight", 51865, 384);
        t.Add("model.decoder.embed_positions.weight", 448, 384);
        foreach (var stack in new[] { "encoder", "decoder" })
        {
            for (var i = 0; i < 4; i++)
            {
                var at = $"model.{stack}.layers.{i}.";
                foreach (var attention in stack == "encoder" ? new[] { "self_attn" } : ["self_attn", "encoder_attn"])
                {
                    t.Add($"{at}{attention}.k_proj.weight", 384, 384);
                    t.Linear($"{at}{attention}.v_proj", 384, 384);
                    t.Linear($"{at}{attention}.q_proj", 384, 384);
                    t.Linear($"{at}{attention}.out_proj", 384, 384);
                    t.Norm($"{at}{attention}_layer_norm", 384);
                }

                t.Linear(at + "fc1", 1536, 384);
                t.Linear(at + "fc2", 384, 1536);
                t.Norm(at + "final_layer_norm", 384);
            }

            t.Norm($"model.{stack}.layer_norm", 384);
        }

        return new ModelFamily("Whisper tiny", t, """{"model_type":"whisper","num_hidden_layers":4,"encoder_layers":4,"decoder_layers":4,"max_source_positions":1500,"max_target_positions":448,"vocab_size":51865}""", 37_760_640, 4, 0, 1500, 51865);
    }

    private static void ClipStack(TensorList t, string at, int layers, long h)
    {
        for (var i = 0; i < layers; i++)
        {
            foreach (var part in new[] { "self_attn.k_proj", "self_attn.v_proj", "self_attn.q_proj", "self_attn.out_proj" })
            {
                t.Linear($"{at}.encoder.layers.{i}.{part}", h, h);
            }

            t.Norm($"{at}.encoder.layers.{i}.layer_norm1", h);
            t.Norm($"{at}.encoder.layers.{i}.layer_norm2", h);
            t.Linear($"{at}.encoder.layers.{i}.mlp.fc1", 4 * h, h);
            t.Linear($"{at}.encoder.layers.{i}.mlp.fc2", h, 4 * h);
        }
    }

    private static void ClipVision(TensorList t, string at, long patches)
    {
        t.Add(at + ".embeddings.class_embedding", 1024);
        t.Add(at + ".embeddings.patch_embedding.weight", 1024, 3, 14, 14);
        t.Add(at + ".embeddings.position_embedding.weight", patches, 1024);
        t.Norm(at + ".pre_layrnorm", 1024);
        ClipStack(t, at, 24, 1024);
        t.Norm(at + ".post_layernorm", 1024);
    }

    public static ModelFamily Clip()
    {
        var t = new TensorList("F32");
        t.Add("logit_scale");
        t.Add("text_model.embeddings.token_embedding.weight", 49408, 768);
        t.Add("text_model.embeddings.position_embedding.weight", 77, 768);
        ClipStack(t, "text_model", 12, 768);
        t.Norm("text_model.final_layer_norm", 768);
        ClipVision(t, "vision_model", 257);
        t.Add("visual_projection.weight", 768, 1024);
        t.Add("text_projection.weight", 768, 768);
        return new ModelFamily("CLIP ViT-L/14", t, """{"model_type":"clip","text_config":{"num_hidden_layers":12,"max_position_embeddings":77,"vocab_size":49408},"vision_config":{"num_hidden_layers":24}}""", 427_616_513, 24, 0, 77, 49408);
    }

    /// <summary>Its configuration leaves the text part's layers to the loader's defaults and writes the vision tower's.</summary>
    public static ModelFamily Llava()
    {
        var t = LanguageModels.Llama(32, 4096, 4096, 11008, 32064, prefix: "language_model.model.", head: "language_model.lm_head.weight", dtype: "F16");
        ClipVision(t, "vision_tower.vision_model", 577);
        t.Linear("multi_modal_projector.linear_1", 4096, 1024);
        t.Linear("multi_modal_projector.linear_2", 4096, 4096);
        return new ModelFamily("LLaVA 1.5 7B", t, """{"model_type":"llava","text_config":{"model_type":"llama","max_position_embeddings":4096,"vocab_size":32064},"vision_config":{"num_hidden_layers":24,"image_size":336},"torch_dtype":"float16"}""", 7_063_427_072, 32, 0, null, 32064);
    }

    public static ModelFamily Mamba()
    {
        var t = new TensorList("F32");
        t.Add("backbone.embeddings.weight", 50280, 768);
        for (var i = 0; i < 24; i++)
        {
            var at = $"backbone.layers.{i}.";
            t.Add(at + "norm.weight", 768);
            t.Add(at + "mixer.A_log", 1536, 16);
            t.Add(at + "mixer.D", 1536);
            t.Add(at + "mixer.conv1d.weight", 1536, 1, 4);
            t.Add(at + "mixer.conv1d.bias", 1536);
            t.Add(at + "mixer.in_proj.weight", 3072, 768);
            t.Add(at + "mixer.x_proj.weight", 80, 1536);
            t.Linear(at + "mixer.dt_proj", 1536, 48);
            t.Add(at + "mixer.out_proj.weight", 768, 1536);
        }

        t.Add("backbone.norm_f.weight", 768);
        return new ModelFamily("Mamba 130m", t, """{"model_type":"mamba","n_layer":24,"num_hidden_layers":24,"vocab_size":50280}""", 129_135_360, 24, 0, null, 50280);
    }

    public static ModelFamily Rwkv()
    {
        var t = new TensorList("F32");
        t.Add("rwkv.embeddings.weight", 50277, 768);
        t.Norm("rwkv.blocks.0.pre_ln", 768);
        for (var i = 0; i < 12; i++)
        {
            var at = $"rwkv.blocks.{i}.";
            t.Norm(at + "ln1", 768);
            t.Norm(at + "ln2", 768);
            t.Add(at + "attention.time_decay", 768);
            t.Add(at + "attention.time_first", 768);
            foreach (var mix in new[] { "attention.time_mix_key", "attention.time_mix_value", "attention.time_mix_receptance", "feed_forward.time_mix_key", "feed_forward.time_mix_receptance" })
            {
                t.Add(at + mix, 1, 1, 768);
            }

            foreach (var matrix in new[] { "attention.key", "attention.value", "attention.receptance", "attention.output", "feed_forward.receptance" })
            {
                t.Add($"{at}{matrix}.weight", 768, 768);
            }

            t.Add(at + "feed_forward.key.weight", 3072, 768);
            t.Add(at + "feed_forward.value.weight", 768, 3072);
        }

        t.Norm("rwkv.ln_out", 768);
        t.Add("head.weight", 50277, 768);
        return new ModelFamily("RWKV-4 169m", t, """{"model_type":"rwkv","num_hidden_layers":12,"context_length":1024,"vocab_size":50277}""", 169_342_464, 12, 0, null, 50277);
    }

    /// <summary>Two kinds of blocks, counted by two properties.</summary>
    public static ModelFamily Flux()
    {
        const long D = 3072;
        var t = new TensorList();
        t.Linear("x_embedder", D, 64);
        t.Linear("context_embedder", D, 4096);
        foreach (var (embedder, inputs) in new[] { ("timestep_embedder", 256L), ("guidance_embedder", 256L), ("text_embedder", 768L) })
        {
            t.Linear($"time_text_embed.{embedder}.linear_1", D, inputs);
            t.Linear($"time_text_embed.{embedder}.linear_2", D, D);
        }

        for (var i = 0; i < 19; i++)
        {
            var at = $"transformer_blocks.{i}.";
            t.Linear(at + "norm1.linear", 6 * D, D);
            t.Linear(at + "norm1_context.linear", 6 * D, D);
            foreach (var part in new[] { "to_q", "to_k", "to_v", "to_out.0", "add_q_proj", "add_k_proj", "add_v_proj", "to_add_out" })
            {
                t.Linear($"{at}attn.{part}", D, D);
            }

            foreach (var norm in new[] { "norm_q", "norm_k", "norm_added_q", "norm_added_k" })
            {
                t.Add($"{at}attn.{norm}.weight", 128);
            }

            foreach (var part in new[] { "ff", "ff_context" })
            {
                t.Linear($"{at}{part}.net.0.proj", 4 * D, D);
                t.Linear($"{at}{part}.net.2", D, 4 * D);
            }
        }

        for (var i = 0; i < 38; i++)
        {
            var at = $"single_transformer_blocks.{i}.";
            t.Linear(at + "norm.linear", 3 * D, D);
            t.Linear(at + "proj_mlp", 4 * D, D);
            t.Linear(at + "proj_out", D, 5 * D);
            foreach (var part in new[] { "to_q", "to_k", "to_v" })
            {
                t.Linear($"{at}attn.{part}", D, D);
            }

            t.Add(at + "attn.norm_q.weight", 128);
            t.Add(at + "attn.norm_k.weight", 128);
        }

        t.Linear("norm_out.linear", 2 * D, D);
        t.Linear("proj_out", 64, D);
        return new ModelFamily("FLUX.1 dev", t, """{"_class_name":"FluxTransformer2DModel","num_layers":19,"num_single_layers":38,"guidance_embeds":true}""", 11_901_408_320, 38, 0, null, null);
    }
}
