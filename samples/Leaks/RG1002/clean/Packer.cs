namespace Contoso;

public interface ICodeHead
{
    string Write(string prompt);
}

public class Packer
{
    public ICodeHead? Head { get; set; }
}
