namespace Contoso;

/// <summary>What only the enterprise edition says.</summary>
public static class EnterpriseRouter
{
    /// <summary>How many heads there are.</summary>
    public static int Heads => 2;
}
