using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ReleaseGuard.Artifacts;

/// <summary>What a model's tensor names and shapes say about its build, whatever its configuration claims.</summary>
/// <param name="Stacks">Every numbered stack of blocks, largest first; a text tower and a vision tower are two.</param>
/// <param name="Experts">Most experts found in one layer; 0 when there are none.</param>
/// <param name="ContextLength">Rows of a learned position table; null when positions are computed.</param>
/// <param name="VocabularySize">Rows of the token embedding; null when there is none.</param>
public sealed record ModelStructure(IReadOnlyList<LayerStack> Stacks, int Experts, long? ContextLength, long? VocabularySize)
{
    // A gate of more rows is no router.
    private const int MostExperts = 4096;

    private static readonly string[] LayerWords = ["layers", "h", "blk", "blocks", "block", "layer", "transformer_blocks", "double_blocks", "single_blocks", "single_transformer_blocks", "resblocks", "decoder_layers", "encoder_layers"];

    private static readonly string[] FusedExpertMarks = ["experts.gate_up_proj", "experts.down_proj", "experts.gate_proj", "experts.up_proj", "experts.w1", "experts.w2", "experts.w3", "_exps.weight", "experts.mlp."];

    private static readonly string[] RouterEndings = ["router.weight", ".gate.weight", "ffn_gate_inp.weight", "router.layer.weight"];

    private static readonly string[] PositionEndings = ["wpe.weight", "position_embedding.weight", "position_embeddings.weight", "embed_positions.weight", "position_embd.weight"];

    private static readonly string[] TokenEndings = ["embed_tokens.weight", "wte.weight", "word_embeddings.weight", "tok_embeddings.weight", "token_embd.weight"];

    /// <summary>Layers of the largest stack; 0 when names show none.</summary>
    public int Layers => Stacks.Count == 0 ? 0 : Stacks[0].Layers;

    /// <summary>Reads the structure from tensors of all files that ship together.</summary>
    public static ModelStructure From(IEnumerable<TensorFact> tensors)
    {
        var stacks = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        var experts = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        long fusedExperts = 0;
        long? context = null, vocabulary = null;
        foreach (var tensor in tensors)
        {
            AddNumbers(tensor.Name, stacks, experts);
            fusedExperts = Math.Max(fusedExperts, FusedExperts(tensor));
            context = Rows(tensor, PositionEndings, context);
            vocabulary = Rows(tensor, TokenEndings, vocabulary);
        }

        var layers = stacks
            .Select(stack => new LayerStack(stack.Key, stack.Value.Count, stack.Value.Max()))
            .OrderByDescending(stack => stack.Layers)
            .ThenBy(stack => stack.Prefix, StringComparer.Ordinal)
            .ToArray();
        var numbered = experts.Count == 0 ? 0 : experts.Values.Max(numbers => numbers.Count);
        return new ModelStructure(layers, (int)Math.Min(int.MaxValue, Math.Max(numbered, fusedExperts)), context, vocabulary);
    }

    private static void AddNumbers(string name, Dictionary<string, HashSet<int>> stacks, Dictionary<string, HashSet<int>> experts)
    {
        var start = 0;
        var isFirst = true;
        while (true)
        {
            var dot = name.IndexOf('.', start);
            if (dot < 0)
            {
                return;
            }

            var next = name.IndexOf('.', dot + 1);
            if (next < 0)
            {
                return;
            }

            if (name[dot + 1] is >= '0' and <= '9' && int.TryParse(name.Substring(dot + 1, next - dot - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                var word = name.Substring(start, dot - start);
                if (word is "experts" or "expert")
                {
                    Add(experts, name.Substring(0, dot), number);
                }
                else if (isFirst && Array.IndexOf(LayerWords, word) >= 0)
                {
                    isFirst = false;
                    Add(stacks, name.Substring(0, dot), number);
                }
            }

            start = dot + 1;
        }
    }

    private static void Add(Dictionary<string, HashSet<int>> sets, string key, int number)
    {
        if (!sets.TryGetValue(key, out var numbers))
        {
            sets.Add(key, numbers = []);
        }

        numbers.Add(number);
    }

    private static long FusedExperts(TensorFact tensor)
    {
        if (tensor.Shape.Count == 3 && FusedExpertMarks.Any(mark => tensor.Name.IndexOf(mark, StringComparison.Ordinal) >= 0))
        {
            return tensor.Shape[0];
        }

        if (tensor.Shape.Count == 2 && tensor.Shape[0] <= Math.Min(MostExperts, tensor.Shape[1]) && RouterEndings.Any(ending => tensor.Name.EndsWith(ending, StringComparison.Ordinal)))
        {
            return tensor.Shape[0];
        }

        return 0;
    }

    private static long? Rows(TensorFact tensor, string[] endings, long? known) =>
        tensor.Shape.Count == 2 && endings.Any(ending => tensor.Name.EndsWith(ending, StringComparison.Ordinal))
            ? Math.Max(known ?? 0, tensor.Shape[0])
            : known;
}
