namespace Contoso;

/// <summary>Chooses a head for a prompt.</summary>
public static class Router
{
    /// <summary>The edition that was built.</summary>
#if EDITION_ENTERPRISE
    public const string Edition = "enterprise";
#elif EDITION_OPEN
    public const string Edition = "open";
#else
    public const int Edition = "no edition is known to the compiler";
#endif

    /// <summary>The head's number.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <returns>The first head, which every edition has.</returns>
#if FAST_ROUTER
    public static int HeadFor(string prompt) => 0;
#else
    public static int HeadFor(string prompt) => prompt.Length == 0 ? 0 : 1;
#endif
}
