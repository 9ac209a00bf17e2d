using System;
using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Partitions;

/// <summary>The words an audit was asked with, as they were given: from them the merged audit is the single run again.</summary>
/// <param name="Paths">What ships.</param>
/// <param name="PolicyPath">The policy file.</param>
/// <param name="Edition">Id of the edition.</param>
/// <param name="Product">Id of the product; null where none was named.</param>
/// <param name="AsOf">The date on which exceptions are judged.</param>
/// <param name="FullContent">Whether every byte was asked for.</param>
public sealed record AuditWords(IReadOnlyList<string> Paths, string PolicyPath, string Edition, string? Product, DateTime AsOf, bool FullContent);
