namespace ReleaseGuard.Policy;

/// <summary>A pattern that matched, and whose it is.</summary>
/// <param name="Component">The component that claims the thing.</param>
/// <param name="Pattern">The pattern that matched.</param>
/// <param name="Tensor">For a tensor name: the entry, with the further conditions the caller must hold against the tensor.</param>
public readonly record struct PatternMatch(Component Component, PolicyPattern Pattern, TensorPattern? Tensor);
