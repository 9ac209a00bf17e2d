using ReleaseGuard.Inspection;

namespace ReleaseGuard.Cli;

/// <summary>What the tool tells the shell. Only 0 lets a release go out.</summary>
internal static class ExitCodes
{
    public const int Pass = 0;
    public const int Fail = 1;
    public const int Inconclusive = 2;
    public const int NothingInspected = 3;
    public const int WrongUsage = 4;

    /// <summary>128 + SIGINT, as shells expect of a program that was interrupted.</summary>
    public const int Interrupted = 130;

    public static int Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => Pass,
        Verdict.Fail => Fail,
        Verdict.Inconclusive => Inconclusive,
        _ => NothingInspected,
    };
}
