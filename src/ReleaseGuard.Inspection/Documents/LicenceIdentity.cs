using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace ReleaseGuard.Inspection.Documents;

/// <summary>Which licence a text is: by its SPDX line, else by sentences that only this licence has (https://spdx.org/licenses).</summary>
internal static class LicenceIdentity
{
    private static readonly Regex Tag = new(@"SPDX-License-Identifier:\s*([A-Za-z0-9.+ ()-]+)", RegexOptions.CultureInvariant);

    // Narrower licences before the ones whose words they contain.
    private static readonly (string Id, string[] Sentences)[] Known =
    [
        ("AGPL-3.0", ["GNU AFFERO GENERAL PUBLIC LICENSE Version 3"]),
        ("LGPL-3.0", ["GNU LESSER GENERAL PUBLIC LICENSE Version 3"]),
        ("GPL-3.0", ["GNU GENERAL PUBLIC LICENSE Version 3"]),
        ("GPL-2.0", ["GNU GENERAL PUBLIC LICENSE Version 2"]),
        ("MPL-2.0", ["Mozilla Public License Version 2.0"]),
        ("EPL-2.0", ["Eclipse Public License - v 2.0"]),
        ("Apache-2.0", ["Apache License Version 2.0, January 2004"]),
        ("CC0-1.0", ["CC0 1.0 Universal"]),
        ("CC-BY-NC-SA-4.0", ["Attribution-NonCommercial-ShareAlike 4.0 International"]),
        ("CC-BY-NC-ND-4.0", ["Attribution-NonCommercial-NoDerivatives 4.0 International"]),
        ("CC-BY-NC-4.0", ["Attribution-NonCommercial 4.0 International"]),
        ("CC-BY-SA-4.0", ["Attribution-ShareAlike 4.0 International"]),
        ("CC-BY-4.0", ["Creative Commons Attribution 4.0 International"]),
        ("BSD-3-Clause", ["Redistribution and use in source and binary forms", "Neither the name of"]),
        ("BSD-2-Clause", ["Redistribution and use in source and binary forms"]),
        ("ISC", ["Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted"]),
        ("MIT", ["Permission is hereby granted, free of charge, to any person obtaining a copy"]),
        ("Unlicense", ["This is free and unencumbered software released into the public domain"]),
    ];

    /// <summary>The id and the line it stands on (1 where it was told from the words); null where the text does not tell.</summary>
    public static (string Id, int Line)? Of(DocumentText text)
    {
        for (var index = 0; index < text.Lines.Count; index++)
        {
            if (Tag.Match(text.Lines[index]) is { Success: true } match)
            {
                return (match.Groups[1].Value.Trim(), index + 1);
            }
        }

        foreach (var (id, sentences) in Known)
        {
            if (sentences.All(sentence => text.Flow.IndexOf(sentence, StringComparison.OrdinalIgnoreCase) >= 0))
            {
                return (id, 1);
            }
        }

        return null;
    }

    /// <summary>The id as SPDX lists it, of those told here from their words; null for any other, a name of one's own among them.</summary>
    public static string? KnownId(string id) => Known.Select(static licence => licence.Id).FirstOrDefault(known => string.Equals(known, id, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether two ids are of one licence. Ids are compared without regard to case (SPDX 2.3, annex D), and <c>GPL-3.0</c> told from its text is either of <c>-only</c> and <c>-or-later</c>.</summary>
    public static bool IsSame(string found, string required) =>
        string.Equals(found, required, StringComparison.OrdinalIgnoreCase)
        || string.Equals(found + "-only", required, StringComparison.OrdinalIgnoreCase)
        || string.Equals(found + "-or-later", required, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the words that a model card or a model file's metadata uses for its licence (<c>apache-2.0</c>, or a name of its own) are those of an SPDX id.
    /// Names of one's own are compared without <c>LicenseRef-</c> and by letters and digits only.
    /// </summary>
    public static bool IsNamed(string name, string required) => IsSame(name, required) || Plain(name) == Plain(required);

    private static string Plain(string id)
    {
        var name = id.StartsWith("LicenseRef-", StringComparison.OrdinalIgnoreCase) ? id.Substring("LicenseRef-".Length) : id;
        return new string(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant).ToArray());
    }
}
