namespace Contoso;

public static class Heads
{
    public static object? Find(string name) => System.Type.GetType(name); // RG1203
}
