namespace Contoso;

public static class Layout
{
    public const string Projection = "heads." + "cyber.proj.weight"; // RG1201
}
