using System.Collections.Generic;

namespace ReleaseGuard.Benchmarks.Corpus;

/// <summary>What was seen in one code base.</summary>
internal sealed class CorpusTally
{
    public int Files { get; set; }

    public long Lines { get; set; }

    public int WithSyntaxErrors { get; set; }

    /// <summary>Exceptions of an analyzer; an AD0001 in a build.</summary>
    public List<string> Crashes { get; } = [];

    /// <summary>Findings under the policy of which the code mentions nothing.</summary>
    public List<string> Quiet { get; } = [];

    public int NotDecidable { get; set; }

    /// <summary>How many findings the other policy made.</summary>
    public int Loud { get; set; }

    /// <summary>The same rule at the same place about the same symbol.</summary>
    public List<string> Twice { get; } = [];

    /// <summary>Mentions that the oracle sees and no finding explains.</summary>
    public List<string> Unexplained { get; } = [];

    /// <summary>Files for which the compiler itself threw while the oracle asked it.</summary>
    public int CompilerFaults { get; set; }
}
