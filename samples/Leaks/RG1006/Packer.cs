namespace Contoso;

public static class Packer
{
    public static string Pack(string prompt)
    {
        var head = Contoso.Open.Heads.Best(); // RG1006
        return head.ToString() + prompt;
    }
}
