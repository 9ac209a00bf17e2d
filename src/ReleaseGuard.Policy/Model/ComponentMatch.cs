using System.Collections.Generic;

namespace ReleaseGuard.Policy;

/// <summary>All the ways to recognise a component; each list in the pattern language of its kind.</summary>
/// <param name="Symbols">Documentation-comment ids.</param>
/// <param name="Assemblies">Simple assembly names.</param>
/// <param name="Projects">Paths of project files or folders.</param>
/// <param name="Packages">Package ids.</param>
/// <param name="Files">Paths inside what ships.</param>
/// <param name="Strings">Texts that name it.</param>
/// <param name="Tokens">Vocabulary entries.</param>
/// <param name="Datasets">Dataset ids.</param>
/// <param name="Tensors">Tensors by name, rows, shape, type or content.</param>
/// <param name="Config">Keys and values of configuration files.</param>
public sealed record ComponentMatch(
    IReadOnlyList<PolicyPattern> Symbols,
    IReadOnlyList<PolicyPattern> Assemblies,
    IReadOnlyList<PolicyPattern> Projects,
    IReadOnlyList<PolicyPattern> Packages,
    IReadOnlyList<PolicyPattern> Files,
    IReadOnlyList<PolicyPattern> Strings,
    IReadOnlyList<PolicyPattern> Tokens,
    IReadOnlyList<PolicyPattern> Datasets,
    IReadOnlyList<TensorPattern> Tensors,
    IReadOnlyList<ConfigPattern> Config);
