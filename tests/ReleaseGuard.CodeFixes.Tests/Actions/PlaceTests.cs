using System;
using System.Threading.Tasks;
using ReleaseGuard.CodeFixes.Tests.Harness;

namespace ReleaseGuard.CodeFixes.Tests.Actions;

/// <summary>The small fixes: what each writes, and where it is not offered.</summary>
public sealed class PlaceTests
{
    [Fact]
    public async Task A_misspelt_symbol_is_written_as_declared()
    {
        using var project = GuardedSolution.Of("#if EDITION_ENTERPRIZE\nclass A;\n#endif\n");
        await project.Apply("RG1102", "rename");
        Assert.Equal("#if EDITION_ENTERPRISE\nclass A;\n#endif\n", project["Packer.cs"]);
    }

    [Fact]
    public async Task An_inverted_directive_is_turned_round_at_its_test_even_from_the_else_arm()
    {
        using var project = GuardedSolution.Of("""
            class A
            {
            #if EDITION_ENTERPRISE
                string B() => "";
            #else
                string B() => new Contoso.Heads.Cyber.ExploitHead().Write("");
            #endif
            }

            """, edition: "open");
        await project.Apply("RG1104", "invert");
        Assert.StartsWith("class A\n{\n#if !EDITION_ENTERPRISE\n    string B() => \"\";\n#else\n", project["Packer.cs"], StringComparison.Ordinal);
        await project.IsClean();
    }

    [Fact]
    public async Task A_test_that_holds_in_every_edition_is_left_to_its_author()
    {
        using var project = GuardedSolution.Of("class A\n{\n#if EDITION_OPEN\n    void B() { }\n#endif\n}\n");
        Assert.Empty(await project.Offered("RG1104"));
    }

    [Fact]
    public async Task An_empty_arm_throws_and_keeps_the_comment_that_was_there()
    {
        using var project = GuardedSolution.Of("""
            class A
            {
                void B()
                {
            #if EDITION_ENTERPRISE
                    new Contoso.Heads.Cyber.ExploitHead().Write("");
            #else
                    // nothing
            #endif
                }
            }

            """);
        await project.Apply("RG1105", "fill");
        Assert.Contains("#else\n        // nothing\n        throw new NotSupportedException(\"This is not available in this edition.\");\n#endif\n    }\n", project["Packer.cs"], StringComparison.Ordinal);
        await project.IsClean();
    }

    [Fact]
    public async Task One_friend_of_several_is_removed_last_of_what_is_offered()
    {
        using var project = GuardedSolution.Of("using System.Runtime.CompilerServices;\n[assembly: InternalsVisibleTo(\"Contoso.Tests\"), InternalsVisibleTo(\"Contoso.Heads.Cyber\")]\n");
        Assert.Equal("remove", (await project.Offered("RG1004"))[^1].Key);
        await project.Apply("RG1004", "remove");
        Assert.Equal("using System.Runtime.CompilerServices;\n[assembly: InternalsVisibleTo(\"Contoso.Tests\")]\n", project["Packer.cs"]);
    }

    [Theory]
    [InlineData("RG6002", "[WithheldComponent(\"contoso.cyber-haed\")] class A;", "[WithheldComponent(\"contoso.cyber-head\")] class A;")]
    [InlineData("RG1101", "class A { [RequiresEdition(\"enterprize\")] void B() { } }", "class A { [RequiresEdition(\"enterprise\")] void B() { } }")]
    [InlineData("RG1107", "class A { [EditionGuard(\"enterprize\")] static bool B => false; }", "class A { [EditionGuard(\"enterprise\")] static bool B => false; }")]
    public async Task A_misspelt_id_in_an_attribute_is_written_as_the_policy_has_it(string id, string written, string wanted)
    {
        using var project = GuardedSolution.Of("using ReleaseGuard;\n" + written + "\n");
        await project.FixAll([id]);
        Assert.Equal("using ReleaseGuard;\n" + wanted + "\n", project["Packer.cs"]);
        Assert.DoesNotContain(await project.Findings(), found => found.Id == id);
    }

    [Theory]
    [InlineData("RG6002", "[WithheldComponent(\"nothing-like-it\")] class A;")]
    [InlineData("RG1107", "class A { [EditionGuard(\"enterprise\")] static bool B => true; }")]
    public async Task What_resembles_no_id_is_left_to_its_author(string id, string written)
    {
        using var project = GuardedSolution.Of("using ReleaseGuard;\n" + written + "\n");
        Assert.Empty(await project.Offered(id));
    }

    [Theory]
    [InlineData("Packs <see cref=\"Contoso.Heads.Cyber.ExploitHead\"/>.", "Packs a part of another edition.")]
    [InlineData("Packs <see cref=\"Contoso.Heads.Cyber.ExploitHead\">the <b>head</b></see>.", "Packs the <b>head</b>.")]
    [InlineData("Packs.<seealso cref=\"Contoso.Heads.Cyber.ExploitHead\"/>", "Packs.")]
    public async Task A_reference_in_documentation_becomes_words(string written, string wanted)
    {
        using var project = GuardedSolution.Of($"/// <summary>{written}</summary>\npublic class A;\n");
        await project.Apply("RG1005", "words");
        Assert.Equal($"/// <summary>{wanted}</summary>\npublic class A;\n", project["Packer.cs"]);
    }

    [Fact]
    public async Task A_pointer_in_documentation_takes_its_line_along()
    {
        using var project = GuardedSolution.Of("/// <summary>Packs.</summary>\n/// <seealso cref=\"Contoso.Heads.Cyber.ExploitHead\"/>\npublic class A;\n");
        await project.Apply("RG1005", "words");
        Assert.Equal("/// <summary>Packs.</summary>\npublic class A;\n", project["Packer.cs"]);
    }
}
