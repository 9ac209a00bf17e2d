namespace Contoso;

public interface ICodeHead
{
    string Write(string prompt);
}

public static class Heads
{
    public static ICodeHead? Find(ICodeHead[] known) => known.Length > 0 ? known[0] : null;
}
