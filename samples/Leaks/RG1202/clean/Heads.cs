namespace Contoso;

public interface ICodeHead
{
    string Write(string prompt);
}

/// <summary>Heads register themselves; open code asks for the contract and never for a name.</summary>
public static class Heads
{
    private static readonly System.Collections.Generic.List<ICodeHead> Known = [];

    public static void Register(ICodeHead head) => Known.Add(head);

    public static ICodeHead? Find() => Known.Count > 0 ? Known[0] : null;
}
