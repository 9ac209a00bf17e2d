namespace Contoso;

public static class Heads
{
    public static object? Find() =>
        System.Type.GetType("Contoso.Heads.Cyber.ExploitHead, Contoso.Heads.Cyber"); // RG1202
}
