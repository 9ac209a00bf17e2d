namespace ReleaseGuard.EndToEnd.Workspace;

/// <summary>How a command ended and what it printed.</summary>
internal sealed record RunResult(int ExitCode, string Output)
{
    internal RunResult Succeeded()
    {
        Assert.True(ExitCode == 0, Output);
        return this;
    }

    internal RunResult Failed()
    {
        Assert.True(ExitCode != 0, Output);
        return this;
    }
}
