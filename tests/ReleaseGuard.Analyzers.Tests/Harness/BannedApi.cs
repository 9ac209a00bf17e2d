using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ReleaseGuard.Analyzers.Tests.Harness;

/// <summary>BannedApiAnalyzers as published, to be compared with.</summary>
internal static class BannedApi
{
    public const string ListName = "BannedSymbols.txt";

    public static DiagnosticAnalyzer Create()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "BannedApi");
        Assembly.LoadFrom(Path.Combine(folder, "Microsoft.CodeAnalysis.BannedApiAnalyzers.dll"));
        var types = Assembly.LoadFrom(Path.Combine(folder, "Microsoft.CodeAnalysis.CSharp.BannedApiAnalyzers.dll")).GetTypes();
        return (DiagnosticAnalyzer)Activator.CreateInstance(types.Single(type => type.Name == "CSharpSymbolIsBannedAnalyzer"))!;
    }
}
