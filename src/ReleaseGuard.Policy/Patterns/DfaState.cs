namespace ReleaseGuard.Policy.Patterns;

/// <summary>A set of automaton states that a text has reached together.</summary>
/// <param name="states">The automaton's states, ascending.</param>
/// <param name="next">By class of the next unit: the state after it, null until asked for.</param>
/// <param name="accepted">Patterns that match up to here wherever the text goes on, ascending.</param>
/// <param name="acceptedAtEnd">Patterns that match when the text ends here, ascending.</param>
internal sealed class DfaState(int[] states, DfaState?[] next, int[] accepted, int[] acceptedAtEnd)
{
    public int[] States { get; } = states;

    public DfaState?[] Next { get; } = next;

    public int[] Accepted { get; } = accepted;

    public int[] AcceptedAtEnd { get; } = acceptedAtEnd;

    /// <summary>What the index made of <see cref="AcceptedAtEnd"/>, once it was asked for.</summary>
    public PatternMatch[]? Matches { get; set; }

    /// <summary>True when no pattern can match any more.</summary>
    public bool IsDead => States.Length == 0;
}
