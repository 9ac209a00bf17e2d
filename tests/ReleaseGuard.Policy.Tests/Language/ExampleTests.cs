using System.Linq;
using System.IO;

namespace ReleaseGuard.Policy.Tests.Language;

/// <summary>The specification's example is the widest policy there is.</summary>
public class ExampleTests
{
    [Fact]
    public void The_example_loads_without_a_problem()
    {
        var policy = PolicyTexts.Good(PolicyTexts.Example);

        Assert.Equal(["open", "enterprise"], [.. policy.Editions.Select(e => e.Id)]);
        Assert.Equal(["avocado", "mango"], [.. policy.Products.Select(p => p.Id)]);
        Assert.Equal(4, policy.Components.Count);
        Assert.Equal("EX-17", Assert.Single(policy.Exceptions).Id);
        Assert.Equal(["open"], [.. policy.GuardedEditions.Select(e => e.Id)]);
    }

    [Fact]
    public void The_copy_of_the_example_is_the_specifications()
    {
        if (Repository.Specification("policy-example.jsonc") is { } path)
            Assert.Equal(File.ReadAllText(path), PolicyTexts.Example);
    }
}
