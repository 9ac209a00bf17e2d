using System;
using System.Linq;
using System.Security.Cryptography;

namespace ReleaseGuard.Inspection.Tests.Rules;

/// <summary>RG4001 to RG4007: the documents that ship with an edition, and what they say.</summary>
public sealed class DocumentRuleTests
{
    private static readonly byte[] Model = SafetensorsBytes.Of(("a.weight", [40, 25]));

    private static string Policy(string requires, string components = "") => Audit.PolicyText(components, $$""" "contoso": { "requires": { "open": [ {{requires}} ] } } """);

    [Fact]
    public void A_missing_document_is_reported_at_its_entry_in_the_policy()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.safetensors", Model);
        var finding = Assert.Single(Audit.Run(folder.Path, Policy("{ \"file\": \"LICENSE\" }")).Findings);
        Assert.Equal(("RG4001", "releaseguard.jsonc"), (finding.RuleId, finding.Location.File));
        Assert.NotNull(finding.Location.Line);
    }

    [Fact]
    public void Several_products_and_none_named_is_inconclusive_and_says_whose_documents_were_not_held()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.safetensors", Model);
        var policy = Audit.PolicyText("", """ "avocado": { "requires": { "open": [ { "file": "LICENSE" } ] } }, "mango": { "limits": { "open": { "maxParameters": 5 } } }, "plum": { "requires": { "enterprise": [ { "file": "LICENSE" } ] } } """);
        var result = Audit.Run(folder.Path, policy);
        var finding = Assert.Single(result.Findings);
        Assert.Equal((Verdict.Inconclusive, "RG9001"), (result.Verdict, finding.RuleId));
        Assert.Contains("'avocado' and 'mango'", finding.Message);
        Assert.Contains("--product", finding.Message);

        // In an edition that asks nothing of any product there is nothing to hold.
        Assert.Empty(Audit.Run(folder.Path, Audit.PolicyText("", """ "avocado": { }, "plum": { "requires": { "enterprise": [ { "file": "LICENSE" } ] } } """)).Findings);
    }

    [Fact]
    public void Nothing_is_missing_beside_a_single_file()
    {
        using var folder = new TemporaryFolder();
        Assert.Empty(Audit.Run(folder.Write("model.safetensors", Model), Policy("{ \"file\": \"LICENSE\" }")).Findings);
    }

    [Fact]
    public void A_required_sentence_may_be_broken_over_lines_and_is_otherwise_compared_letter_by_letter()
    {
        using var folder = new TemporaryFolder();
        var policy = Policy("{ \"file\": \"NOTICE\", \"contains\": \"Built with Contoso\" }");
        folder.Write("NOTICE", "Built\r\n  with Contoso.");
        Assert.Empty(Audit.Run(folder.Path, policy).Findings);
        folder.Write("NOTICE", "built with Contoso.");
        Assert.Equal("RG4001", Assert.Single(Audit.Run(folder.Path, policy).Findings).RuleId);
    }

    [Theory]
    [InlineData("MIT", "Permission is hereby granted, free of charge,\nto any person obtaining a copy of this software", true)]
    [InlineData("Apache-2.0", "                                 Apache License\n                           Version 2.0, January 2004", true)]
    [InlineData("GPL-3.0-only", "GNU GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007", true)]
    [InlineData("Apache-2.0", "Permission is hereby granted, free of charge, to any person obtaining a copy", false)]
    [InlineData("MIT", "All rights reserved.", false)]
    [InlineData("LicenseRef-X", "SPDX-License-Identifier: LicenseRef-Y", false)]
    public void A_licence_is_told_by_its_line_or_its_words(string required, string text, bool isRight)
    {
        using var folder = new TemporaryFolder();
        folder.Write("LICENSE", text);
        Assert.Equal(isRight ? [] : ["RG4002"], Audit.Run(folder.Path, Policy($"{{ \"file\": \"LICENSE\", \"spdx\": \"{required}\" }}")).Findings.Select(finding => finding.RuleId));
    }

    [Fact]
    public void The_licence_beside_the_weights_is_judged_and_not_only_the_one_at_the_root()
    {
        using var folder = new TemporaryFolder();
        folder.Write("LICENSE", "SPDX-License-Identifier: MIT");
        folder.Write("models/a/LICENSE", "SPDX-License-Identifier: LicenseRef-Enterprise");
        folder.Write("models/a/model.safetensors", Model);
        folder.Write("third-party/LICENSE", "SPDX-License-Identifier: Apache-2.0");
        Assert.Equal("models/a/LICENSE", Assert.Single(Audit.Run(folder.Path, Policy("{ \"file\": \"LICENSE\", \"spdx\": \"MIT\" }")).Findings).Location.File);
    }

    [Theory]
    [InlineData("---\nlicense: mit\n---\n# A\n## Limits\nSome.\n", 0)]
    [InlineData("---\nlicense:\n  - mit\n---\n# A\n### LIMITS\nSome.\n", 0)]
    [InlineData("---\nlicense:\n---\n# A\n## Limits\nSome.\n", 1)]
    [InlineData("license: mit\n# A\n## Limits\nSome.\n", 1)]
    [InlineData("---\nlicense: mit\n---\n```\n## Limits\n```\n", 1)]
    [InlineData("---\nlicense: mit\nnever closed", 2)]
    public void A_card_has_its_fields_and_sections_with_something_in_them(string card, int missing)
    {
        using var folder = new TemporaryFolder();
        folder.Write("README.md", card);
        Assert.Equal(missing, Audit.Run(folder.Path, Policy("{ \"file\": \"README.md\", \"modelCard\": { \"fields\": [\"license\"], \"sections\": [\"Limits\"] } }")).Findings.Count(finding => finding.RuleId == "RG4003"));
    }

    [Theory]
    [InlineData("Good at cyber head work.", true)]
    [InlineData("The cyber head is not included.", false)]
    [InlineData("## Not included\n- Cyber head", false)]
    [InlineData("```\nload('cyber_head')\n```", true)]
    [InlineData("Good at cyberheadless work.", false)]
    public void A_card_promotes_what_it_names_and_does_not_deny(string text, bool isPromoted)
    {
        using var folder = new TemporaryFolder();
        folder.Write("README.md", text + "\n");
        var findings = Audit.Run(folder.Path, Audit.PolicyText(Audit.Component("\"strings\": [\"cyber_head\"]"))).Findings;
        Assert.Equal(isPromoted, findings.Any(finding => finding.RuleId == "RG4004"));
    }

    [Theory]
    [InlineData("It has 1,000 parameters.", false)]
    [InlineData("It has 1.05K parameters.", false)]
    [InlineData("A 1K-parameter net with 3 parameters to set.", false)]
    [InlineData("It has 7B parameters.", true)]
    [InlineData("It has 7B active parameters.", false)]
    [InlineData("The Full edition has 7B parameters.", false)]
    public void A_parameter_count_is_held_against_the_weights(string text, bool isWrong)
    {
        using var folder = new TemporaryFolder();
        folder.Write("README.md", text + "\n");
        folder.Write("model.safetensors", Model);
        Assert.Equal(isWrong, Audit.Run(folder.Path, Audit.PolicyText("")).Findings.Any(finding => finding.RuleId == "RG4005"));
    }

    [Theory]
    [InlineData("Copyright (c) [YEAR] Contoso", true)]
    [InlineData("See [INSERT AUP HYPERLINK]", true)]
    [InlineData("Apache\n   APPENDIX: How to apply the Apache License\n   Copyright [yyyy] [name of copyright owner]", false)]
    [InlineData("Copyright (c) 2026 Contoso", false)]
    public void A_placeholder_is_found_in_a_licence_and_not_in_its_appendix(string text, bool isFound)
    {
        using var folder = new TemporaryFolder();
        folder.Write("LICENSE.txt", text);
        Assert.Equal(isFound, Audit.Run(folder.Path, Audit.PolicyText("")).Findings.Any(finding => finding.RuleId == "RG4006"));
    }

    [Fact]
    public void Evidence_names_every_weight_file_by_its_digest()
    {
        using var folder = new TemporaryFolder();
        var policy = Policy("{ \"file\": \"eval.json\", \"bindsTo\": \"weights\" }");
        folder.Write("a.safetensors", Model);
        folder.Write("eval.json", $"{{ \"weights\": \"sha256:{Convert.ToHexString(SHA256.HashData(Model))}\" }}");
        Assert.Empty(Audit.Run(folder.Path, policy).Findings);
        folder.Write("b.safetensors", SafetensorsBytes.Of(("b.weight", [3])));
        Assert.Contains("1 of the 2", Assert.Single(Audit.Run(folder.Path, policy).Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_required_document_that_is_no_text_is_inconclusive()
    {
        using var folder = new TemporaryFolder();
        folder.Write("NOTICE", [1, 0, 2, 0]);
        Assert.Contains(Audit.Run(folder.Path, Policy("{ \"file\": \"NOTICE\", \"contains\": \"Built with Contoso\" }")).Findings, finding => finding.RuleId == "RG9001");
    }
}
