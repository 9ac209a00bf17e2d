namespace Contoso;

public static class Layout
{
    public const int HeadIndex = Contoso.Heads.Cyber.ExploitHead.HeadIndex; // RG1003
}
