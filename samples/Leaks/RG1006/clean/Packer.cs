namespace Contoso;

public interface ICodeHead
{
    string Write(string prompt);
}

public static class Packer
{
    public static string Pack(ICodeHead head, string prompt) => head.Write(prompt);
}
