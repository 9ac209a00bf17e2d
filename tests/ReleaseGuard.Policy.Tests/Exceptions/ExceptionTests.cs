using System;

namespace ReleaseGuard.Policy.Tests.Exceptions;

/// <summary>An exception allows one finding at one place until one day.</summary>
public class ExceptionTests
{
    [Theory]
    [InlineData("2026-12-01", null)]
    [InlineData("2027-02-01", "RG6008")]
    [InlineData("2027-02-15", "RG6008")]
    [InlineData("2027-02-16", "RG6003")]
    [InlineData("2026-11-01", "RG6005")]
    public void The_day_decides_whether_an_exception_holds(string asOf, string? rule)
    {
        var day = DateTime.Parse(asOf, System.Globalization.CultureInfo.InvariantCulture);
        var result = PolicyTexts.Load(PolicyTexts.Example, asOf: day);

        Assert.Equal(rule is null ? [] : [rule], Array.ConvertAll([.. result.Problems], p => p.RuleId));
        var subject = new ExceptionSubject(Project: "src/Avocado.Routing/Avocado.Routing.csproj", Symbol: "F:Avocado.Routing.HeadId.ReservedCyber");
        var found = result.Policy!.FindException("RG1201", "avocado.cyber-head", "open", subject, day);
        Assert.Equal(rule is null or "RG6008", found is not null);
    }

    [Theory]
    [InlineData("RG1201", "avocado.cyber-head", "open", "src/Avocado.Routing/Avocado.Routing.csproj", "F:Avocado.Routing.HeadId.ReservedCyber", true)]
    [InlineData("RG1202", "avocado.cyber-head", "open", "src/Avocado.Routing/Avocado.Routing.csproj", "F:Avocado.Routing.HeadId.ReservedCyber", false)]
    [InlineData("RG1201", "avocado.extra-experts", "open", "src/Avocado.Routing/Avocado.Routing.csproj", "F:Avocado.Routing.HeadId.ReservedCyber", false)]
    [InlineData("RG1201", "avocado.cyber-head", "enterprise", "src/Avocado.Routing/Avocado.Routing.csproj", "F:Avocado.Routing.HeadId.ReservedCyber", false)]
    [InlineData("RG1201", "avocado.cyber-head", "open", "src/Other/Other.csproj", "F:Avocado.Routing.HeadId.ReservedCyber", false)]
    [InlineData("RG1201", "avocado.cyber-head", "open", "src/Avocado.Routing/Avocado.Routing.csproj", null, false)]
    public void Every_part_of_where_must_match(string rule, string component, string edition, string project, string? symbol, bool holds)
    {
        var policy = PolicyTexts.Good(PolicyTexts.Example);

        Assert.Equal(holds, policy.FindException(rule, component, edition, new ExceptionSubject(Project: project, Symbol: symbol), PolicyTexts.Today) is not null);
    }

    [Theory]
    [InlineData("\"file\": \"**\"", true)]
    [InlineData("\"file\": \"**/*.cs\"", true)]
    [InlineData("\"file\": \"src/**\"", true)]
    [InlineData("\"symbol\": \"N:Avocado.**\"", true)]
    [InlineData("\"tensor\": \"re:.*\"", true)]
    [InlineData("\"file\": \"**\", \"project\": \"src/A/A.csproj\"", false)]
    [InlineData("\"file\": \"src/Routing/**\"", false)]
    [InlineData("\"tensor\": \"heads.*.bias\"", false)]
    [InlineData("\"symbol\": \"T:Avocado.Heads\"", false)]
    public void An_exception_names_a_place(string where, bool tooBroad)
    {
        var result = PolicyTexts.Load(PolicyTexts.Small(Exception(where)));

        Assert.Equal(tooBroad ? ["RG6005"] : [], Array.ConvertAll([.. result.Problems], p => p.RuleId));
        Assert.NotNull(result.Policy);
    }

    [Fact]
    public void A_ticket_is_asked_for_where_the_settings_say_so()
    {
        var result = PolicyTexts.Load(PolicyTexts.Small(Exception("\"file\": \"a.bin\"") + ", \"settings\": { \"exceptions\": { \"requireTicket\": true } }"));

        Assert.Equal("RG6005", Assert.Single(result.Problems).RuleId);
        Assert.Null(result.Policy!.FindException("RG3001", "head", "open", new ExceptionSubject(File: "a.bin"), PolicyTexts.Today));
    }

    [Theory]
    [InlineData("\"justification\": \"it is a tiny test file\"", "\"justification\": \"too short     \"", "15 characters")]
    [InlineData("\"expires\": \"2027-01-01\"", "\"expires\": \"2027-02-30\"", "is a date")]
    [InlineData("\"file\": \"a.bin\"", "", "everywhere")]
    [InlineData("\"rule\": \"RG3001\"", "\"rule\": \"RG3\"", "is no rule")]
    [InlineData("\"component\": \"head\"", "\"component\": \"haed\"", "Did you mean \"head\"?")]
    [InlineData("\"expires\": \"2027-01-01\"", "\"ticket\": \"T\"", "\"expires\" is missing")]
    public void A_badly_made_exception_is_RG6001(string right, string wrong, string says)
    {
        var problem = PolicyTexts.OneProblem(PolicyTexts.Small(Exception("\"file\": \"a.bin\"")).Replace(right, wrong, StringComparison.Ordinal));

        Assert.Equal("RG6001", problem.RuleId);
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    private static string Exception(string where) =>
        $$"""
        "exceptions": [ { "id": "E-1", "rule": "RG3001", "component": "head", "where": { {{where}} }, "justification": "it is a tiny test file", "expires": "2027-01-01" } ]
        """;
}
