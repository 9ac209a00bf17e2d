using System;
using System.Collections.Generic;
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

    private static readonly string[] RouterEndings = ["router.weight", "ffn_gate_inp.weight", "router.layer.weight"];

    // What many routers are called, and half of the gated layers without experts too: told apart by whether there are experts.
    private const string GateEnding = ".gate.weight";

    // Llama 4 as its makers write it: a column for each expert.
    private const string ColumnRouterEnding = "router_DE";

    private static readonly string[] PositionEndings = ["wpe.weight", "position_embedding.weight", "position_embeddings.weight", "embed_positions.weight", "position_embd.weight"];

    private static readonly string[] TokenEndings = ["embed_tokens.weight", "wte.weight", "word_embeddings.weight", "tok_embeddings.weight", "token_embd.weight", "token_embedding.weight", "embed_in.weight", "shared.weight", "backbone.embeddings.weight", "backbone.embedding.weight", "rwkv.embeddings.weight"];

    private static readonly string[] VisionWords = ["vision", "visual", "image_encoder", "vit."];

    // Positions are counted from 2 in some families (OPT, BART, RoBERTa): their tables have two rows more.
    private const int ReservedRows = 2;

    private const int PositionStep = 256;

    /// <summary>Layers of the largest stack; 0 when names show none.</summary>
    public int Layers => Stacks.Count == 0 ? 0 : Stacks[0].Layers;

    /// <summary>Whether a name, of a tensor, a stack or a property of a configuration, belongs to the part that looks at pictures: its patches are no context and its layers are counted apart.</summary>
    public static bool IsOfVision(string name)
    {
        foreach (var word in VisionWords)
        {
            if (name.IndexOf(word, StringComparison.Ordinal) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads the structure from tensors of all files that ship together.</summary>
    public static ModelStructure From(IEnumerable<TensorFact> tensors)
    {
        var stacks = new NumberSets();
        var experts = new NumberSets();
        long fusedExperts = 0, gates = 0;
        long? context = null, vocabulary = null;
        foreach (var tensor in tensors)
        {
            AddNumbers(tensor.Name, stacks, experts);
            fusedExperts = Math.Max(fusedExperts, FusedExperts(tensor));
            if (tensor.Shape.Count == 2)
            {
                gates = tensor.Name.EndsWith(GateEnding, StringComparison.Ordinal) ? Math.Max(gates, RouterRows(tensor)) : gates;
                context = EndsWithAny(tensor.Name, PositionEndings) && !IsOfVision(tensor.Name) ? Math.Max(context ?? 0, Positions(tensor.Shape[0])) : context;
                vocabulary = EndsWithAny(tensor.Name, TokenEndings) ? Math.Max(vocabulary ?? 0, tensor.Shape[0]) : vocabulary;
            }
        }

        if (fusedExperts > 0 || experts.Sets.Count > 0)
        {
            fusedExperts = Math.Max(fusedExperts, gates);
        }

        var layers = stacks.Sets
            .Select(stack => new LayerStack(stack.Key, stack.Value.Count, stack.Value.Max()))
            .OrderByDescending(stack => stack.Layers)
            .ThenBy(stack => stack.Prefix, StringComparer.Ordinal)
            .ToArray();
        var numbered = experts.Sets.Count == 0 ? 0 : experts.Sets.Values.Max(numbers => numbers.Count);
        return new ModelStructure(layers, (int)Math.Min(int.MaxValue, Math.Max(numbered, fusedExperts)), context, vocabulary);
    }

    private static void AddNumbers(string name, NumberSets stacks, NumberSets experts)
    {
        var start = 0;
        var isFirst = true;
        while (true)
        {
            var dot = name.IndexOf('.', start);
            var next = dot < 0 ? -1 : name.IndexOf('.', dot + 1);
            if (next < 0)
            {
                return;
            }

            if (Number(name, dot + 1, next) is >= 0 and var number)
            {
                if (IsWord(name, start, dot, "experts") || IsWord(name, start, dot, "expert"))
                {
                    experts.Add(name, dot, number);
                }
                else if (isFirst && IsLayerWord(name, start, dot))
                {
                    isFirst = false;
                    stacks.Add(name, dot, number);
                }
            }

            start = dot + 1;
        }
    }

    private static bool IsLayerWord(string name, int start, int end)
    {
        foreach (var word in LayerWords)
        {
            if (IsWord(name, start, end, word))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWord(string name, int start, int end, string word) =>
        end - start == word.Length && string.CompareOrdinal(name, start, word, 0, word.Length) == 0;

    /// <summary>The number written between two places; -1 when there is something else.</summary>
    private static int Number(string name, int start, int end)
    {
        const int MaxDigits = 8;
        var number = 0;
        for (var i = start; i < end; i++)
        {
            if (name[i] is < '0' or > '9' || end - start > MaxDigits)
            {
                return -1;
            }

            number = (number * 10) + (name[i] - '0');
        }

        return end > start ? number : -1;
    }

    private static long FusedExperts(TensorFact tensor)
    {
        if (tensor.Shape.Count == 3)
        {
            foreach (var mark in FusedExpertMarks)
            {
                if (tensor.Name.IndexOf(mark, StringComparison.Ordinal) >= 0)
                {
                    return tensor.Shape[0];
                }
            }

            return 0;
        }

        if (tensor.Shape.Count != 2)
        {
            return 0;
        }

        return EndsWithAny(tensor.Name, RouterEndings) ? RouterRows(tensor)
            : tensor.Name.EndsWith(ColumnRouterEnding, StringComparison.Ordinal) && tensor.Shape[1] <= Math.Min(MostExperts, tensor.Shape[0]) ? tensor.Shape[1]
            : 0;
    }

    /// <summary>A router has a row for each expert, and fewer of them than the model is wide.</summary>
    private static long RouterRows(TensorFact tensor) => tensor.Shape[0] <= Math.Min(MostExperts, tensor.Shape[1]) ? tensor.Shape[0] : 0;

    private static long Positions(long rows) => rows > ReservedRows && (rows - ReservedRows) % PositionStep == 0 ? rows - ReservedRows : rows;

    private static bool EndsWithAny(string name, string[] endings)
    {
        foreach (var ending in endings)
        {
            if (name.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The numbers that follow each prefix. Tensors of one prefix stand together, so the last one is compared before any text is cut out.</summary>
    private sealed class NumberSets
    {
        private string? _last;
        private HashSet<int> _lastNumbers = [];

        public Dictionary<string, HashSet<int>> Sets { get; } = new(StringComparer.Ordinal);

        public void Add(string name, int length, int number)
        {
            if (_last is null || _last.Length != length || string.CompareOrdinal(name, 0, _last, 0, length) != 0)
            {
                _last = name.Substring(0, length);
                if (!Sets.TryGetValue(_last, out var numbers))
                {
                    Sets.Add(_last, numbers = []);
                }

                _lastNumbers = numbers;
            }

            _lastNumbers.Add(number);
        }
    }
}
