namespace Contoso;

/// <summary>Chooses a head for a prompt.</summary>
public static class Router
{
    /// <summary>The head's number.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <returns>The first head, which every edition has.</returns>
    public static int HeadFor(string prompt) => prompt.Length == 0 ? 0 : 1;
}
