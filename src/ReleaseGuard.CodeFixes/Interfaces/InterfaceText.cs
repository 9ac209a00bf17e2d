using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace ReleaseGuard.CodeFixes.Interfaces;

/// <summary>The files that an extracted interface needs: itself and its factory in open code, the registration in the withheld project, and what loads that.</summary>
internal sealed class InterfaceText(ContractPlace place, INamedTypeSymbol withheld, InterfaceUses uses, string name, string factory)
{
    private static readonly SymbolDisplayFormat Written = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeRef,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeDefaultValue,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private const string Pragma = "#pragma warning disable CA2255 // It has to run before any other code of its module: that is what it is for.\n";

    public string Interface()
    {
        var bases = withheld.AllInterfaces.Where(face => face.SpecialType == SpecialType.System_IDisposable || face.ToDisplayString() == "System.IAsyncDisposable").Select(face => face.ToDisplayString()).OrderBy(one => one, System.StringComparer.Ordinal).ToList();
        var written = new StringBuilder($"namespace {place.Namespace};\n\n/// <summary>What another edition implements.</summary>\npublic interface {name}{(bases.Count == 0 ? "" : " : " + string.Join(", ", bases))}\n{{\n");
        var members = uses.Members.Where(member => !bases.Contains("System.IDisposable") || member is not IMethodSymbol { Name: "Dispose", Parameters.IsEmpty: true }).Where(member => !bases.Contains("System.IAsyncDisposable") || member.Name != "DisposeAsync").ToList();
        written.Append(string.Join("\n", members.Select(member => $"    /// <summary>Implemented by another edition.</summary>\n    {Member(member)}\n")));
        return written.Append("}\n").ToString();
    }

    public string Factory()
    {
        var parameters = uses.Constructor!.Parameters;
        var function = $"System.Func<{string.Concat(parameters.Select(parameter => parameter.Type.ToDisplayString(Written) + ", "))}{name}>";
        return $$"""
            namespace {{place.Namespace}};

            /// <summary>Makes an <see cref="{{name}}"/> in the editions that have one: there its implementation registers itself.</summary>
            public static class {{factory}}
            {
                private static {{function}}? s_create;

                /// <summary>Says how one is made.</summary>
                /// <param name="create">Makes one.</param>
                public static void Register({{function}} create) => s_create = create;

                /// <summary>Makes one.</summary>
            {{string.Concat(parameters.Select(parameter => $"    /// <param name=\"{parameter.Name}\">As the implementation takes it.</param>\n"))}}    /// <returns>The implementation.</returns>
                /// <exception cref="System.NotSupportedException">This edition has none.</exception>
                public static {{name}} Create({{string.Join(", ", parameters.Select(parameter => parameter.ToDisplayString(Written)))}}) =>
                    s_create is { } create ? create({{string.Join(", ", parameters.Select(parameter => parameter.Name))}}) : throw new System.NotSupportedException("This is not available in this edition.");
            }

            """.Replace("\r\n", "\n");
    }

    public string Registration(string type)
    {
        var names = string.Join(", ", uses.Constructor!.Parameters.Select(parameter => parameter.Name));
        return $$"""
            using System.Runtime.CompilerServices;

            namespace {{withheld.ContainingNamespace.ToDisplayString()}};

            {{Pragma}}/// <summary>Registers <see cref="{{withheld.Name}}"/> with the open code that speaks to its interface.</summary>
            internal static class {{type}}
            {
                [ModuleInitializer]
                internal static void Register() => {{place.Namespace}}.{{factory}}.Register(static ({{names}}) => new {{withheld.Name}}({{names}}));
            }

            """.Replace("\r\n", "\n");
    }

    public string Loading(string type, string space) => $$"""
        using System.Runtime.CompilerServices;

        namespace {{space}};

        {{Pragma}}/// <summary>Loads the project that registers itself with <see cref="{{place.Namespace}}.{{factory}}"/>: nothing else of this edition names it.</summary>
        internal static class {{type}}
        {
            [ModuleInitializer]
            internal static void Load() => RuntimeHelpers.RunModuleConstructor(typeof({{withheld.ToDisplayString()}}).Module.ModuleHandle);
        }

        """.Replace("\r\n", "\n");

    private static string Member(ISymbol member) => member switch
    {
        IPropertySymbol property => $"{property.Type.ToDisplayString(Written)} {property.Name} {{ {(property.GetMethod is { DeclaredAccessibility: Accessibility.Public } ? "get; " : "")}{(property.SetMethod is { DeclaredAccessibility: Accessibility.Public } set ? set.IsInitOnly ? "init; " : "set; " : "")}}}",
        IEventSymbol @event => $"event {@event.Type.ToDisplayString(Written)} {@event.Name};",
        _ => member.ToDisplayString(Written).Replace(member.ContainingType.ToDisplayString() + ".", "") + ";",
    };
}
