using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Analyzers.Tests.Harness;

namespace ReleaseGuard.Analyzers.Tests.Coverage;

/// <summary>The projects a coverage row is tried in.</summary>
internal static class CoverageProjects
{
    private static readonly Lazy<MetadataReference[]> Contoso = new(() => Build(text => text));
    private static readonly Lazy<MetadataReference[]> Fabrikam = new(() => Build(AsFabrikam));

    /// <summary>The withheld assembly alone, with the open ground it stands on.</summary>
    public static MetadataReference Head => Contoso.Value[1];

        /// <summary>The row as the open edition's own code. Its usings stand in a second file that is not judged here.</summary>
    public static GuardedProject Leaking(CoverageRow row) => new GuardedProject
    {
        References = [.. Contoso.Value],
        Output = row.IsProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
        Usings = ["Contoso.Heads.Cyber", "Contoso.Open", "System.Linq"],
    }.With(row.Source);

    public static GuardedProject LookAlike(CoverageRow row) => Leaking(row) with
    {
        References = [.. Fabrikam.Value],
        Usings = ["Fabrikam.Heads.Cyber", "Fabrikam.Open", "System.Linq"],
        Sources = [("Packer.cs", AsFabrikam(row.Source))],
    };

    /// <summary>In the enterprise build: in a file of that edition, and in an arm of it.</summary>
    public static GuardedProject OtherEdition(CoverageRow row) => Leaking(row) with
    {
        Edition = "enterprise",
        Sources = row.IsProgram || row.Source.Contains("global using", StringComparison.Ordinal) || row.Source.Contains("[assembly", StringComparison.Ordinal)
            || row.Source.Contains("[module", StringComparison.Ordinal) || row.Source.StartsWith("using ", StringComparison.Ordinal)
            ? [("Packer.Enterprise.cs", row.Source)]
            : [("Packer.Enterprise.cs", row.Source), ("Other.cs", "#if EDITION_ENTERPRISE\nnamespace Second {\n" + row.Source + "\n}\n#endif\n")],
    };

    private static string AsFabrikam(string text) => text.Replace("Contoso.", "Fabrikam.", StringComparison.Ordinal);

    private static MetadataReference[] Build(Func<string, string> name)
    {
        var ground = WithheldAssembly.Build(name("Contoso.Ground"), name(ProductSources.Ground));
        var head = WithheldAssembly.Build(name("Contoso.Heads.Cyber"), name(ProductSources.Withheld), ground);
        var facade = WithheldAssembly.Build(name("Contoso.Open"), name(ProductSources.Facade), ground, head);
        return [ground, head, facade];
    }
}
