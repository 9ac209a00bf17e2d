namespace Avocado.Weights;

/// <summary>The tokenizer of a plan: all bytes, a few merges, and the edition's special tokens behind them.</summary>
internal static class TokenizerFiles
{
    private static readonly string[] Joined = ["th", "he", "in", "er", "an", "re", "on", "the", "ing", "and", "or", "es", "st", "de"];

    internal static void Write(CheckpointWriter writer, CheckpointPlan plan)
    {
        var special = plan.SpecialTokens;
        var vocabulary = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var value = 0; value < 256; value++)
            vocabulary.Add(Piece((byte)value), value);
        // Ids 256 to 495 are shared by all editions: the four general tokens, then the merges. Reserved rows come after them.
        var merges = new List<string[]>();
        foreach (var text in Joined)
        {
            vocabulary.Add(text, 260 + merges.Count);
            merges.Add([text[..^1], text[^1..]]);
        }

        var added = special.Select((content, index) => new SortedDictionary<string, object>(StringComparer.Ordinal)
        {
            ["id"] = index < 4 ? 256 + index : plan.Shape.ReservedRows + index - 4,
            ["content"] = content,
            ["special"] = true,
            ["normalized"] = false,
        }).ToList();
        writer.WriteJson("tokenizer.json", new SortedDictionary<string, object>(StringComparer.Ordinal)
        {
            ["version"] = "1.0",
            ["added_tokens"] = added,
            ["model"] = new SortedDictionary<string, object>(StringComparer.Ordinal) { ["type"] = "BPE", ["vocab"] = vocabulary, ["merges"] = merges },
        });
        writer.WriteJson("tokenizer_config.json", new SortedDictionary<string, object>(StringComparer.Ordinal)
        {
            ["tokenizer_class"] = "PreTrainedTokenizerFast",
            ["bos_token"] = special[0],
            ["eos_token"] = special[1],
            ["model_max_length"] = plan.Shape.ContextLength,
            ["chat_template"] = "{% for message in messages %}<|{{ message.role }}|>{{ message.content }}<|end_of_text|>{% endfor %}<|assistant|>",
        });
        writer.WriteJson("special_tokens_map.json", new SortedDictionary<string, object>(StringComparer.Ordinal)
        {
            ["bos_token"] = special[0],
            ["eos_token"] = special[1],
            ["additional_special_tokens"] = special.Skip(2).ToArray(),
        });
    }

    private static string Piece(byte value)
    {
        if (value is (>= 33 and <= 126) or (>= 161 and <= 172) or (>= 174 and <= 255))
            return ((char)value).ToString();
        var before = Enumerable.Range(0, value).Count(other => other is not ((>= 33 and <= 126) or (>= 161 and <= 172) or (>= 174 and <= 255)));
        return ((char)(256 + before)).ToString();
    }
}
