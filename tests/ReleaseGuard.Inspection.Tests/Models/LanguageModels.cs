namespace ReleaseGuard.Inspection.Tests.Models;

/// <summary>Decoders that write text, dense and with experts.</summary>
internal static class LanguageModels
{
    /// <summary>The layers that Llama began and most have taken over.</summary>
    /// <param name="t">Where to add.</param>
    /// <param name="prefix">What stands before <c>layers</c>.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="h">Hidden size.</param>
    /// <param name="q">Width of the queries.</param>
    /// <param name="kv">Width of keys and of values.</param>
    /// <param name="qkvBias">Whether those have biases.</param>
    /// <param name="headNorm">Size of the norms of a head; 0 for none.</param>
    public static void Attention(TensorList t, string prefix, int layer, long h, long q, long kv, bool qkvBias = false, long headNorm = 0)
    {
        var at = $"{prefix}layers.{layer}.";
        t.Add(at + "input_layernorm.weight", h);
        t.Add(at + "post_attention_layernorm.weight", h);
        t.Linear(at + "self_attn.q_proj", q, h, qkvBias);
        t.Linear(at + "self_attn.k_proj", kv, h, qkvBias);
        t.Linear(at + "self_attn.v_proj", kv, h, qkvBias);
        t.Add(at + "self_attn.o_proj.weight", h, q);
        if (headNorm > 0)
        {
            t.Add(at + "self_attn.q_norm.weight", headNorm);
            t.Add(at + "self_attn.k_norm.weight", headNorm);
        }
    }

    public static void Gated(TensorList t, string at, long h, long inner)
    {
        t.Add(at + ".gate_proj.weight", inner, h);
        t.Add(at + ".up_proj.weight", inner, h);
        t.Add(at + ".down_proj.weight", h, inner);
    }

    public static TensorList Llama(int layers, long h, long kv, long inner, long vocabulary, bool tied = false, bool qkvBias = false, long headNorm = 0, string prefix = "model.", string head = "lm_head.weight", string dtype = "BF16")
    {
        var t = new TensorList(dtype);
        t.Add(prefix + "embed_tokens.weight", vocabulary, h);
        for (var i = 0; i < layers; i++)
        {
            Attention(t, prefix, i, h, h, kv, qkvBias, headNorm);
            Gated(t, $"{prefix}layers.{i}.mlp", h, inner);
        }

        t.Add(prefix + "norm.weight", h);
        if (!tied)
        {
            t.Add(head, vocabulary, h);
        }

        return t;
    }

    public static ModelFamily Llama2() => new("Llama 2 7B", Llama(32, 4096, 4096, 11008, 32000, dtype: "F16"), """{"model_type":"llama","num_hidden_layers":32,"hidden_size":4096,"max_position_embeddings":4096,"vocab_size":32000,"torch_dtype":"float16"}""", 6_738_415_616, 32, 0, null, 32000);

    public static ModelFamily Llama3() => new("Llama 3.1 8B", Llama(32, 4096, 1024, 14336, 128256), """{"model_type":"llama","num_hidden_layers":32,"max_position_embeddings":131072,"vocab_size":128256,"torch_dtype":"bfloat16"}""", 8_030_261_248, 32, 0, null, 128256);

    public static ModelFamily Llama32() => new("Llama 3.2 1B, tied", Llama(16, 2048, 512, 8192, 128256, tied: true), """{"model_type":"llama","num_hidden_layers":16,"tie_word_embeddings":true,"vocab_size":128256}""", 1_235_814_400, 16, 0, null, 128256);

    public static ModelFamily Mistral() => new("Mistral 7B", Llama(32, 4096, 1024, 14336, 32000), """{"model_type":"mistral","num_hidden_layers":32,"sliding_window":4096,"max_position_embeddings":32768,"vocab_size":32000}""", 7_241_732_096, 32, 0, null, 32000);

    public static ModelFamily Qwen25() => new("Qwen2.5 7B", Llama(28, 3584, 512, 18944, 152064, qkvBias: true), """{"model_type":"qwen2","num_hidden_layers":28,"max_window_layers":28,"vocab_size":152064}""", 7_615_616_512, 28, 0, null, 152064);

    public static ModelFamily Qwen3() => new("Qwen3 8B", Llama(36, 4096, 1024, 12288, 151936, headNorm: 128), """{"model_type":"qwen3","num_hidden_layers":36,"head_dim":128,"vocab_size":151936}""", 8_190_735_360, 36, 0, null, 151936);

    public static ModelFamily Qwen3Moe()
    {
        var t = new TensorList();
        t.Add("model.embed_tokens.weight", 151936, 2048);
        for (var i = 0; i < 48; i++)
        {
            Attention(t, "model.", i, 2048, 4096, 512, headNorm: 128);
            t.Add($"model.layers.{i}.mlp.gate.weight", 128, 2048);
            for (var e = 0; e < 128; e++)
            {
                Gated(t, $"model.layers.{i}.mlp.experts.{e}", 2048, 768);
            }
        }

        t.Add("model.norm.weight", 2048);
        t.Add("lm_head.weight", 151936, 2048);
        return new ModelFamily("Qwen3 30B A3B", t, """{"model_type":"qwen3_moe","num_hidden_layers":48,"num_experts":128,"num_experts_per_tok":8,"vocab_size":151936}""", 30_532_122_624, 48, 128, null, 151936);
    }

    public static ModelFamily Qwen2Moe()
    {
        var t = new TensorList();
        t.Add("model.embed_tokens.weight", 151936, 2048);
        for (var i = 0; i < 24; i++)
        {
            Attention(t, "model.", i, 2048, 2048, 2048, qkvBias: true);
            t.Add($"model.layers.{i}.mlp.gate.weight", 60, 2048);
            t.Add($"model.layers.{i}.mlp.shared_expert_gate.weight", 1, 2048);
            Gated(t, $"model.layers.{i}.mlp.shared_expert", 2048, 5632);
            for (var e = 0; e < 60; e++)
            {
                Gated(t, $"model.layers.{i}.mlp.experts.{e}", 2048, 1408);
            }
        }

        t.Add("model.norm.weight", 2048);
        t.Add("lm_head.weight", 151936, 2048);
        return new ModelFamily("Qwen1.5 MoE A2.7B", t, """{"model_type":"qwen2_moe","num_hidden_layers":24,"num_experts":60,"num_experts_per_tok":4,"vocab_size":151936}""", 14_315_784_192, 24, 60, null, 151936);
    }

    public static ModelFamily Mixtral()
    {
        var t = new TensorList();
        t.Add("model.embed_tokens.weight", 32000, 4096);
        for (var i = 0; i < 32; i++)
        {
            Attention(t, "model.", i, 4096, 4096, 1024);
            t.Add($"model.layers.{i}.block_sparse_moe.gate.weight", 8, 4096);
            for (var e = 0; e < 8; e++)
            {
                t.Add($"model.layers.{i}.block_sparse_moe.experts.{e}.w1.weight", 14336, 4096);
                t.Add($"model.layers.{i}.block_sparse_moe.experts.{e}.w2.weight", 4096, 14336);
                t.Add($"model.layers.{i}.block_sparse_moe.experts.{e}.w3.weight", 14336, 4096);
            }
        }

        t.Add("model.norm.weight", 4096);
        t.Add("lm_head.weight", 32000, 4096);
        return new ModelFamily("Mixtral 8x7B", t, """{"model_type":"mixtral","num_hidden_layers":32,"num_local_experts":8,"num_experts_per_tok":2,"vocab_size":32000}""", 46_702_792_704, 32, 8, null, 32000);
    }

    /// <summary>Multi-head latent attention, one shared expert, and with <paramref name="mtp"/> the multi-token module that is numbered on as layer 61.</summary>
    public static ModelFamily DeepSeekV3(bool mtp)
    {
        const long H = 7168, Vocabulary = 129280;
        var t = new TensorList();
        t.Add("model.embed_tokens.weight", Vocabulary, H);
        for (var i = 0; i < (mtp ? 62 : 61); i++)
        {
            var at = $"model.layers.{i}.";
            t.Add(at + "input_layernorm.weight", H);
            t.Add(at + "post_attention_layernorm.weight", H);
            t.Add(at + "self_attn.q_a_proj.weight", 1536, H);
            t.Add(at + "self_attn.q_a_layernorm.weight", 1536);
            t.Add(at + "self_attn.q_b_proj.weight", 24576, 1536);
            t.Add(at + "self_attn.kv_a_proj_with_mqa.weight", 576, H);
            t.Add(at + "self_attn.kv_a_layernorm.weight", 512);
            t.Add(at + "self_attn.kv_b_proj.weight", 32768, 512);
            t.Add(at + "self_attn.o_proj.weight", H, 16384);
            if (i < 3)
            {
                Gated(t, at + "mlp", H, 18432);
                continue;
            }

            t.Add(at + "mlp.gate.weight", 256, H);
            t.AddAs("F32", at + "mlp.gate.e_score_correction_bias", 256);
            Gated(t, at + "mlp.shared_experts", H, 2048);
            for (var e = 0; e < 256; e++)
            {
                Gated(t, $"{at}mlp.experts.{e}", H, 2048);
            }
        }

        t.Add("model.norm.weight", H);
        t.Add("lm_head.weight", Vocabulary, H);
        var parameters = 671_026_419_200;
        if (mtp)
        {
            t.Add("model.layers.61.embed_tokens.weight", Vocabulary, H);
            t.Add("model.layers.61.enorm.weight", H);
            t.Add("model.layers.61.hnorm.weight", H);
            t.Add("model.layers.61.eh_proj.weight", H, 2 * H);
            t.Add("model.layers.61.shared_head.norm.weight", H);
            t.Add("model.layers.61.shared_head.head.weight", Vocabulary, H);

            // A layer with experts, the embedding and head again, and the joint: what the makers call the 14B of the module.
            parameters += 11_507_286_272 + (2 * Vocabulary * H) + (3 * H) + (2 * H * H);
        }

        return new ModelFamily(mtp ? "DeepSeek V3 with its MTP module" : "DeepSeek V3", t, """{"model_type":"deepseek_v3","num_hidden_layers":61,"num_nextn_predict_layers":1,"n_routed_experts":256,"n_shared_experts":1,"num_experts_per_tok":8,"first_k_dense_replace":3,"vocab_size":129280,"max_position_embeddings":163840}""", parameters, mtp ? 62 : 61, 256, null, Vocabulary);
    }

    /// <summary>Experts in MXFP4: blocks of 32 elements in 16 bytes with one scale.</summary>
    public static ModelFamily GptOss()
    {
        const long H = 2880;
        var t = new TensorList();
        t.Add("model.embed_tokens.weight", 201088, H);
        for (var i = 0; i < 24; i++)
        {
            var at = $"model.layers.{i}.";
            t.Add(at + "input_layernorm.weight", H);
            t.Add(at + "post_attention_layernorm.weight", H);
            t.Linear(at + "self_attn.q_proj", 4096, H);
            t.Linear(at + "self_attn.k_proj", 512, H);
            t.Linear(at + "self_attn.v_proj", 512, H);
            t.Linear(at + "self_attn.o_proj", H, 4096);
            t.Add(at + "self_attn.sinks", 64);
            t.Linear(at + "mlp.router", 32, H);
            t.AddAs("U8", at + "mlp.experts.gate_up_proj_blocks", 32, 5760, 90, 16);
            t.AddAs("U8", at + "mlp.experts.gate_up_proj_scales", 32, 5760, 90);
            t.Add(at + "mlp.experts.gate_up_proj_bias", 32, 5760);
            t.AddAs("U8", at + "mlp.experts.down_proj_blocks", 32, H, 90, 16);
            t.AddAs("U8", at + "mlp.experts.down_proj_scales", 32, H, 90);
            t.Add(at + "mlp.experts.down_proj_bias", 32, H);
        }

        t.Add("model.norm.weight", H);
        t.Add("lm_head.weight", 201088, H);
        return new ModelFamily("gpt-oss 20B", t, """{"model_type":"gpt_oss","num_hidden_layers":24,"num_local_experts":32,"num_experts_per_tok":4,"experts_per_token":4,"vocab_size":201088,"quantization_config":{"quant_method":"mxfp4"}}""", 20_914_757_184, 24, 32, null, 201088);
    }

    /// <summary>Llama 4 Scout's text: sixteen experts in one tensor, in the names of transformers or in those of its makers.</summary>
    public static ModelFamily Scout(bool native)
    {
        const long H = 5120, Vocabulary = 202048;
        var t = new TensorList();
        t.Add(native ? "tok_embeddings.weight" : "language_model.model.embed_tokens.weight", Vocabulary, H);
        for (var i = 0; i < 48; i++)
        {
            if (!native)
            {
                Attention(t, "language_model.model.", i, H, H, 1024);
                var at = $"language_model.model.layers.{i}.feed_forward.";
                t.Add(at + "router.weight", 16, H);
                t.Add(at + "experts.gate_up_proj", 16, H, 16384);
                t.Add(at + "experts.down_proj", 16, 8192, H);
                Gated(t, at + "shared_expert", H, 8192);
                continue;
            }

            var own = $"layers.{i}.";
            t.Add(own + "attention.wqkv.layer_norm_weight", H);
            t.Add(own + "attention.wq.weight", H, H);
            t.Add(own + "attention.wk.weight", 1024, H);
            t.Add(own + "attention.wv.weight", 1024, H);
            t.Add(own + "attention.wo.weight", H, H);
            t.Add(own + "feed_forward.norm.weight", H);
            t.Add(own + "feed_forward.router_DE", H, 16);
            t.Add(own + "feed_forward.experts.moe_w_in_eD_F", 16 * H, 8192);
            t.Add(own + "feed_forward.experts.moe_w_swiglu_eD_F", 16 * H, 8192);
            t.Add(own + "feed_forward.experts.moe_w_out_eF_D", 16 * 8192, H);
            t.Add(own + "feed_forward.w_in_shared_FD.weight", 8192, H);
            t.Add(own + "feed_forward.w_swiglu_FD.weight", 8192, H);
            t.Add(own + "feed_forward.w_out_shared_DF.weight", H, 8192);
        }

        t.Add(native ? "norm.weight" : "language_model.model.norm.weight", H);
        t.Add(native ? "output.weight" : "language_model.lm_head.weight", Vocabulary, H);
        return new ModelFamily(native ? "Llama 4 Scout, Meta's names" : "Llama 4 Scout, text", t, """{"model_type":"llama4","text_config":{"num_hidden_layers":48,"num_local_experts":16,"num_experts_per_tok":1,"interleave_moe_layer_step":1,"vocab_size":202048,"max_position_embeddings":10485760},"vision_config":{"num_hidden_layers":34}}""", 107_769_861_120, 48, 16, null, Vocabulary);
    }

    public static ModelFamily Phi3()
    {
        var t = new TensorList();
        t.Add("model.embed_tokens.weight", 32064, 3072);
        for (var i = 0; i < 32; i++)
        {
            var at = $"model.layers.{i}.";
            t.Add(at + "input_layernorm.weight", 3072);
            t.Add(at + "post_attention_layernorm.weight", 3072);
            t.Add(at + "self_attn.qkv_proj.weight", 9216, 3072);
            t.Add(at + "self_attn.o_proj.weight", 3072, 3072);
            t.Add(at + "mlp.gate_up_proj.weight", 16384, 3072);
            t.Add(at + "mlp.down_proj.weight", 3072, 8192);
        }

        t.Add("model.norm.weight", 3072);
        t.Add("lm_head.weight", 32064, 3072);
        return new ModelFamily("Phi-3 mini", t, """{"model_type":"phi3","num_hidden_layers":32,"vocab_size":32064}""", 3_821_079_552, 32, 0, null, 32064);
    }

    public static ModelFamily Gemma(bool third)
    {
        var (layers, h, q, kv, inner, vocabulary) = third ? (26, 1152L, 1024L, 256L, 6912L, 262144L) : (42, 3584L, 4096L, 2048L, 14336L, 256000L);
        var t = new TensorList();
        t.Add("model.embed_tokens.weight", vocabulary, h);
        for (var i = 0; i < layers; i++)
        {
            Attention(t, "model.", i, h, q, kv, headNorm: third ? 256 : 0);
            t.Add($"model.layers.{i}.pre_feedforward_layernorm.weight", h);
            t.Add($"model.layers.{i}.post_feedforward_layernorm.weight", h);
            Gated(t, $"model.layers.{i}.mlp", h, inner);
        }

        t.Add("model.norm.weight", h);
        return third
            ? new ModelFamily("Gemma 3 1B", t, """{"model_type":"gemma3_text","num_hidden_layers":26,"vocab_size":262144}""", 999_885_952, 26, 0, null, vocabulary)
            : new ModelFamily("Gemma 2 9B", t, """{"model_type":"gemma2","num_hidden_layers":42,"vocab_size":256000}""", 9_241_705_984, 42, 0, null, vocabulary);
    }
}
