namespace ReleaseGuard.Policy;

/// <summary>What a component is.</summary>
public enum ComponentKind
{
    /// <summary>The policy does not say.</summary>
    Unspecified,

    /// <summary>An output head.</summary>
    Head,

    /// <summary>A slice of the parameters: layers, experts, files of a checkpoint.</summary>
    Shard,

    /// <summary>A whole network.</summary>
    Network,

    /// <summary>An adapter or difference file (LoRA and the like).</summary>
    Adapter,

    /// <summary>A capability, wherever it lives.</summary>
    Capability,

    /// <summary>Data.</summary>
    Dataset,

    /// <summary>A tokenizer or part of one.</summary>
    Tokenizer,

    /// <summary>Code.</summary>
    Code,

    /// <summary>What training leaves behind.</summary>
    Residue,
}
