using System.Runtime.CompilerServices;

namespace Contoso.Heads.Cyber;

/// <summary>A payload to <c>await</c>.</summary>
/// <param name="text">The payload.</param>
public readonly struct PayloadAwaitable(string text)
{
    private readonly string _text = text;

    /// <summary>For <c>await</c>.</summary>
    /// <returns>The awaiter, which is complete.</returns>
    public ValueTaskAwaiter<string> GetAwaiter() => ValueTask.FromResult(_text).GetAwaiter();
}
