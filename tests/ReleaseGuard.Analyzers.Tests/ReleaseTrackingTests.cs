using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ReleaseGuard.Analyzers.Tests;

/// <summary>The release tracking files name exactly the rules the analyzers report, with category and title of the catalogue.</summary>
public sealed class ReleaseTrackingTests
{
    [Fact]
    public void Every_reported_rule_stands_in_a_release_tracking_file()
    {
        var folder = Path.Combine(RepositoryRoot(), "src", "ReleaseGuard.Analyzers");
        var listed = new[] { "AnalyzerReleases.Shipped.md", "AnalyzerReleases.Unshipped.md" }
            .SelectMany(file => File.ReadAllLines(Path.Combine(folder, file)))
            .Where(line => line.StartsWith("RG", StringComparison.Ordinal)).Select(line => string.Join('|', line.Split('|').Select(cell => cell.Trim()))).ToList();
        var expected = new DiagnosticAnalyzer[] { new EditionAnalyzer(), new PolicyAnalyzer() }
            .SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).Distinct().Order(StringComparer.Ordinal)
            .Select(id => ReleaseGuard.Policy.Rules.RuleCatalog.Find(id)!)
            .Select(rule => $"{rule.Id}|{rule.Category}|{rule.Severity}|[{rule.Title}](docs/rules/{rule.Id}.md)").ToList();
        Assert.Equal(expected, listed);
    }

    [Fact]
    public void Every_descriptor_links_to_its_rule_s_page()
    {
        foreach (var rule in new DiagnosticAnalyzer[] { new EditionAnalyzer(), new PolicyAnalyzer() }.SelectMany(analyzer => analyzer.SupportedDiagnostics))
        {
            Assert.EndsWith($"docs/rules/{rule.Id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
            Assert.True(Uri.IsWellFormedUriString(rule.HelpLinkUri, UriKind.Absolute));
            Assert.True(File.Exists(Path.Combine(RepositoryRoot(), "docs", "rules", rule.Id + ".md")));
        }
    }

    internal static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ReleaseGuard.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("The tests run outside the repository.");
    }
}
