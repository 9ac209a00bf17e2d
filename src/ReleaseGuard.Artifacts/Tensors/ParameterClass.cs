namespace ReleaseGuard.Artifacts;

/// <summary>What a tensor's elements count as.</summary>
public enum ParameterClass
{
    /// <summary>Weights, biases, embeddings, norms: the model's parameters.</summary>
    Parameter,

    /// <summary>Weights of an adapter (LoRA and its kin).</summary>
    Adapter,

    /// <summary>Scales, zero points and tables that unpack other tensors, and whose shapes agree with them.</summary>
    Scale,

    /// <summary>Index buffers and masks: booleans and wide integers that pack no weights.</summary>
    Index,

    /// <summary>Optimizer moments and other training state.</summary>
    TrainingState,

    /// <summary>Another name for bytes that were already counted.</summary>
    Tied,

    /// <summary>Text.</summary>
    Text,
}
