using System;
using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>JSON files that loaders of model folders read, by their usual names.</summary>
internal static class ConfigurationFiles
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "config.json", "generation_config.json", "model_index.json", "adapter_config.json", "params.json", "quantize_config.json",
        "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "preprocessor_config.json", "processor_config.json",
        "scheduler_config.json", "chat_template.json",
    };

    public static bool Includes(string fileName) => Names.Contains(fileName);
}
