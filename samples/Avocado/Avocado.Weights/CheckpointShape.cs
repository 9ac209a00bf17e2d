namespace Avocado.Weights;

/// <summary>The sizes of a checkpoint: those of the open edition, unless another edition's part of the plan says otherwise.</summary>
internal sealed record CheckpointShape
{
    internal int Hidden => 64;

    internal int ExpertWidth => 96;

    internal int AttentionHeads => 4;

    internal int KeyValueHeads => 2;

    internal int HeadWidth => Hidden / AttentionHeads;

    internal int ExpertsPerToken => 2;

    internal int Vocabulary => 512;

    /// <summary>Rows of the vocabulary from here on belong to editions that have tokens for them; they are zero in the others.</summary>
    internal int ReservedRows => 496;

    internal bool UsesReservedRows { get; init; }

    internal int Layers { get; init; } = 4;

    internal int Experts { get; init; } = 4;

    internal int ContextLength { get; init; } = 2048;
}
