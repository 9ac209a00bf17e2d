namespace ReleaseGuard.EndToEnd.Channels;

/// <summary>One way by which a project's files become something that ships.</summary>
/// <param name="Name">How the table calls it.</param>
/// <param name="Verb">The SDK's verb.</param>
/// <param name="Arguments">What follows it.</param>
/// <param name="Artifact">What it makes, as a glob of file names below the project; a folder's main file for a publish folder.</param>
internal sealed record Channel(string Name, string Verb, string[] Arguments, string Artifact)
{
    /// <summary>Whether it ships what was built before: the policy became stricter in between.</summary>
    public bool UsesEarlierBuild { get; init; }

    /// <summary>Arguments that make the same files where the channel itself needs what is not here (a base image from a registry).</summary>
    public string[]? EarlierArguments { get; init; }

    /// <summary>Whether the artifact is the folder that its file lies in.</summary>
    public bool IsFolder { get; init; }

    /// <summary>More text of the project.</summary>
    public string Body { get; init; } = "";
}
