using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ReleaseGuard.CodeFixes.Tests.Harness;

namespace ReleaseGuard.CodeFixes.Tests.Actions;

/// <summary>RG6011: a suppression becomes the draft of an exception, or goes.</summary>
public sealed class ExceptionTests
{
    private const string Because = "Wire format until v2 (REL-431); carries no weights.";

    private static string Source(string justification) => $$"""
        using System.Diagnostics.CodeAnalysis;

        namespace Contoso;

        public class Packer
        {
            /// <summary>Stays.</summary>
            [SuppressMessage("ReleaseGuard.Code", "RG1003:Constant"{{justification}})] // kept until v2
            public const int Reserved = Contoso.Heads.Cyber.ExploitHead.HeadIndex;
        }

        """;

    private const string Left = """
        using System.Diagnostics.CodeAnalysis;

        namespace Contoso;

        public class Packer
        {
            /// <summary>Stays.</summary>
            public const int Reserved = Contoso.Heads.Cyber.ExploitHead.HeadIndex;
        }

        """;

    private static string Reasoned => Source($", Justification = \"{Because}\"");

    [Theory]
    [InlineData("open")]
    [InlineData("enterprise")]
    public async Task A_reasoned_suppression_becomes_an_exception_that_holds_at_its_member_only(string edition)
    {
        using var project = GuardedSolution.Of(Reasoned, edition: edition);
        Assert.Equal(["exception", "unsuppress"], (await project.Offered("RG6011")).Select(action => action.Key));
        await project.Apply("RG6011", "exception");
        Assert.Equal(Left, project["Packer.cs"]);
        Assert.Contains("""
              "exceptions": [
                { "id": "EX-1", "rule": "RG1003", "component": "contoso.cyber-head", "edition": "open",
                  "where": { "project": "src/Contoso.Runtime/Contoso.Runtime.csproj", "symbol": "F:Contoso.Packer.Reserved" },
                  "justification": "Wire format until v2 (REL-431); carries no weights.",
                  "ticket": "REL-431", "expires": "2027-02-21" }
              ]
            """, project.Policy, StringComparison.Ordinal);
        Assert.StartsWith(Policies.Cyber[..^3].TrimEnd(), project.Policy, StringComparison.Ordinal);
        Assert.DoesNotContain(await project.Findings(), found => found.Id is "RG1003" or "RG6011");
    }

    [Fact]
    public async Task It_is_added_behind_those_there_are_and_a_comment_stays_with_its_own()
    {
        var policy = Policies.Cyber.TrimEnd()[..^1].TrimEnd() + """
            ,
              "exceptions": [
                { "id": "EX-17", "rule": "RG1201", "component": "contoso.cyber-head", "where": { "symbol": "F:Contoso.Other" }, "justification": "Reserved until v2 comes.", "expires": "2027-01-31" } // REL-7
              ],
              "settings": { "exceptions": { "maxDays": 30 } }
            }
            """;
        using var project = GuardedSolution.Of(Reasoned, policy);
        await project.FixAll(["RG6011"], "exception");
        Assert.Contains("\"expires\": \"2027-01-31\" }, // REL-7\n    { \"id\": \"EX-18\", \"rule\": \"RG1003\"", project.Policy, StringComparison.Ordinal);
        Assert.Contains("\"expires\": \"2026-12-23\" }\n  ],\n  \"settings\"", project.Policy, StringComparison.Ordinal);
        Assert.DoesNotContain(await project.Findings(), found => found.Id is "RG1003" or "RG6011");
    }

    [Fact]
    public async Task Without_the_ticket_that_the_settings_ask_for_the_finding_stays_until_somebody_adds_it()
    {
        var policy = Policies.Cyber.TrimEnd()[..^1].TrimEnd() + ",\n  \"settings\": { \"exceptions\": { \"requireTicket\": true } }\n}\n";
        using var project = GuardedSolution.Of(Source(", Justification = \"The wire format needs it until v2.\""), policy);
        await project.FixAll(["RG6011"], "exception");
        Assert.Contains("\"justification\": \"The wire format needs it until v2.\",\n      \"expires\"", project.Policy, StringComparison.Ordinal);
        Assert.Contains(await project.Findings(), found => found.Id == "RG1003");
    }

    [Theory]
    [InlineData("")]
    [InlineData(", Justification = \"because\"")]
    [InlineData(", Justification = \"<Pending justification>\"")]
    public async Task A_suppression_without_a_reason_can_only_go(string justification)
    {
        using var project = GuardedSolution.Of(Source(justification));
        Assert.Equal(["unsuppress"], (await project.Offered("RG6011")).Select(action => action.Key));
        await project.Apply("RG6011", "unsuppress");
        Assert.Equal(Left, project["Packer.cs"]);
        Assert.Equal(Policies.Cyber, project.Policy);
        Assert.Contains(await project.Findings(), found => found.Id == "RG1003");
    }

    [Fact]
    public async Task Nothing_hidden_is_nothing_to_except()
    {
        using var project = GuardedSolution.Of($"using System.Diagnostics.CodeAnalysis;\nclass A\n{{\n    [SuppressMessage(\"ReleaseGuard.Code\", \"RG1003\", Justification = \"{Because}\"), System.Obsolete]\n    const int B = 1;\n}}\n");
        Assert.Equal(["unsuppress"], (await project.Offered("RG6011")).Select(action => action.Key));
        await project.Apply("RG6011", "unsuppress");
        Assert.Contains("    [System.Obsolete]\n    const int B = 1;\n", project["Packer.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dotnet_format_writes_no_exceptions()
    {
        using var project = GuardedSolution.Create([("Packer.cs", Reasoned)], workspace: WorkspaceKind.MSBuild);
        Assert.Equal(["unsuppress"], (await project.Offered("RG6011")).Select(action => action.Key));
    }
}
