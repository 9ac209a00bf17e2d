using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Analyzers.Rules.Code;

namespace ReleaseGuard.Analyzers.Names;

/// <summary>
/// Calls and attributes that bind a type, an assembly or a library by its name. A constant name is decided; one that is put
/// together at run time is listed.
/// </summary>
internal sealed class BinderCalls(TextMatcher matcher, MentionReport report)
{
    /// <summary>Members and attributes that take such a name, with the types that declare them; null for an attribute.</summary>
    private static readonly Dictionary<string, string[]?> Binders = new(StringComparer.Ordinal)
    {
        ["GetType"] = ["Type", "Assembly", "Module", "TypeInfo", "AssemblyBuilder"],
        ["ReflectionOnlyGetType"] = ["Type"],
        ["GetTypeFromProgID"] = ["Type"],
        ["Load"] = ["Assembly", "NativeLibrary", "AppDomain"],
        ["TryLoad"] = ["NativeLibrary"],
        ["LoadFrom"] = ["Assembly"],
        ["LoadFile"] = ["Assembly"],
        ["LoadWithPartialName"] = ["Assembly"],
        ["UnsafeLoadFrom"] = ["Assembly"],
        ["ReflectionOnlyLoad"] = ["Assembly"],
        ["LoadFromAssemblyName"] = ["AssemblyLoadContext"],
        ["LoadFromAssemblyPath"] = ["AssemblyLoadContext"],
        ["LoadUnmanagedDllFromPath"] = ["AssemblyLoadContext"],
        ["CreateInstance"] = ["Activator", "Assembly", "AppDomain"],
        ["CreateInstanceFrom"] = ["Activator", "AppDomain"],
        ["CreateInstanceAndUnwrap"] = ["AppDomain"],
        ["AssemblyName"] = ["AssemblyName"],
        ["DynamicDependency"] = null,
        ["DynamicDependencyAttribute"] = null,
        ["DllImport"] = null,
        ["DllImportAttribute"] = null,
        ["LibraryImport"] = null,
        ["LibraryImportAttribute"] = null,
        ["TypeConverter"] = null,
        ["TypeConverterAttribute"] = null,
        ["TypeForwardedFrom"] = null,
        ["TypeForwardedFromAttribute"] = null,
        ["DebuggerTypeProxy"] = null,
        ["DebuggerTypeProxyAttribute"] = null,
        ["DebuggerVisualizer"] = null,
        ["DebuggerVisualizerAttribute"] = null,
        ["Editor"] = null,
        ["EditorAttribute"] = null,
        ["Designer"] = null,
        ["DesignerAttribute"] = null,
    };

    public static IEnumerable<string> Words => Binders.Keys;

    public void Judge(SyntaxToken token, NameSite site)
    {
        if (token.Parent is not SimpleNameSyntax name || Arguments(name) is not { } arguments) return;
        var isAttribute = Binders[name.Identifier.ValueText] is null;
        if (!isAttribute && !IsBinder(name, site.Model, site.Cancel)) return;
        var library = name.Identifier.ValueText is "DllImport" or "DllImportAttribute" or "LibraryImport" or "LibraryImportAttribute" or "TryLoad" or "LoadUnmanagedDllFromPath" or "Load" or "LoadFrom" or "LoadFile" or "LoadFromAssemblyPath";
        foreach (var argument in arguments)
        {
            var constant = site.Model.GetConstantValue(argument, site.Cancel);
            if (constant.Value is string value)
            {
                if ((matcher.TypeOrAssembly(value) ?? (library ? matcher.Library(value) : null)) is { } found) Report(CodeRules.BoundByName, found, argument, site);
            }
            else if (!isAttribute && !constant.HasValue && site.Model.GetTypeInfo(argument, site.Cancel).Type?.SpecialType == SpecialType.System_String)
            {
                var editions = report.CompiledIn(site.Tree, argument.SpanStart, site.Cancel);
                report.ReportPlain(CodeRules.NotDecidable, Location.Create(site.Tree, argument.Span), editions, _ => NameNotDecidable.Message(name.Identifier.ValueText), site.Report);
            }
        }
    }

    /// <summary>Whether a text is an argument of a binder that decides about it.</summary>
    public bool IsBound(SyntaxNode text, SemanticModel model, CancellationToken cancel)
    {
        SimpleNameSyntax? name = text.Parent switch
        {
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => NameOf(call.Expression),
            ArgumentSyntax { Parent.Parent: ObjectCreationExpressionSyntax creation } => NameOf(creation.Type),
            AttributeArgumentSyntax { Parent.Parent: AttributeSyntax attribute } => NameOf(attribute.Name),
            _ => null,
        };
        if (name is null || !Binders.TryGetValue(name.Identifier.ValueText, out var types)) return false;
        if (types is not null && !IsBinder(name, model, cancel)) return false;
        return model.GetConstantValue(text, cancel).Value is string value && (matcher.TypeOrAssembly(value) ?? matcher.Library(value)) is not null;
    }

    private static bool IsBinder(SimpleNameSyntax name, SemanticModel model, CancellationToken cancel)
    {
        var info = model.GetSymbolInfo(name, cancel);
        var symbol = info.Symbol ?? (info.CandidateSymbols.IsEmpty ? null : info.CandidateSymbols[0]);
        var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
        return type is not null && Binders[name.Identifier.ValueText]!.Contains(type.Name) && IsSystem(type.ContainingNamespace);
    }

    private static bool IsSystem(INamespaceSymbol? space)
    {
        while (space is { ContainingNamespace: { IsGlobalNamespace: false } outer }) space = outer;
        return space?.Name == "System";
    }

    private static IEnumerable<ExpressionSyntax>? Arguments(SimpleNameSyntax name)
    {
        var top = MentionPlaces.TopOf(name);
        return top.Parent switch
        {
            InvocationExpressionSyntax call when call.Expression == top && call.ArgumentList.Arguments.Count > 0 => call.ArgumentList.Arguments.Select(argument => argument.Expression),
            MemberBindingExpressionSyntax { Parent: InvocationExpressionSyntax call } => call.ArgumentList.Arguments.Select(argument => argument.Expression),
            ObjectCreationExpressionSyntax { ArgumentList: { } list } => list.Arguments.Select(argument => argument.Expression),
            AttributeSyntax { ArgumentList: { } list } => list.Arguments.Select(argument => argument.Expression),
            _ => null,
        };
    }

    private static SimpleNameSyntax? NameOf(SyntaxNode node) => node switch
    {
        SimpleNameSyntax name => name,
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        QualifiedNameSyntax qualified => qualified.Right,
        _ => null,
    };

    private void Report(MentionRule rule, TextMatch found, ExpressionSyntax argument, NameSite site)
    {
        var mention = MentionPlaces.Create(rule, found.Name, "", found.Withholding, argument, argument.Span, site.Model, site.Cancel) with { Through = found.Kind, Tree = site.Tree };
        var editions = MentionPlaces.Remaining(report.EditionsBreaking(mention, site.Cancel) & found.Withholding.Withheld, found.Withholding, argument, site.Model, report.Symbols, site.Cancel);
        if (editions != 0) report.Report(mention, editions, site.Report);
    }
}
