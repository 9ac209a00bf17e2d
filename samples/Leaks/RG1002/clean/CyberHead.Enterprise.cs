using Contoso.Heads.Cyber;

namespace Contoso;

public sealed class CyberHead : ICodeHead
{
    private readonly ExploitHead _head = new();

    public string Write(string prompt) => _head.Write(prompt);
}
