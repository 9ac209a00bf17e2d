using System.IO;
using System.Text;
using Spectre.Console;

namespace ReleaseGuard.Cli.Terminal;

/// <summary>An output without a width: the terminal wraps long lines itself, so that a copied path or tensor name stays whole.</summary>
internal sealed class UnwrappedOutput(TextWriter writer) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => true;

    public int Width => 1 << 20;

    public int Height => 24;

    public void SetEncoding(Encoding encoding)
    {
        // The writer was made with its encoding.
    }
}
