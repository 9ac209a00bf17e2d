using Contoso.Heads.Cyber;

namespace Contoso.Open;

public static class Heads
{
    public static ExploitHead Best() => new();
}
