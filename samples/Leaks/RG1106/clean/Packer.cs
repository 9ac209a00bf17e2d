namespace Contoso;

public static partial class Packer
{
    public static string Pack(string prompt)
    {
        var packed = prompt;
        AddExploits(ref packed);
        return packed;
    }

    static partial void AddExploits(ref string packed);
}
