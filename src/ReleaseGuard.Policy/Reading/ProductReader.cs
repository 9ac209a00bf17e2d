using System.Collections.Generic;
using ReleaseGuard.Policy.Json;
using ReleaseGuard.Policy.Reading.Drafts;

namespace ReleaseGuard.Policy.Reading;

/// <summary>Reads <c>products</c>: roots, limits and required documents by edition.</summary>
internal static class ProductReader
{
    private static readonly string[] s_limits =
        ["maxParameters", "count", "maxLayers", "maxExperts", "maxContextLength", "maxShards", "maxTotalBytes", "dtypes"];

    public static void Read(PolicyText text, JsonValue value, PolicyDraft draft)
    {
        if (ObjectReader.Map(text, value, "\"products\"") is not { } map) return;
        foreach (var member in map.Members)
        {
            if (!Ids.IsDotted(member.Name))
                text.ReportKey(member, $"The product id \"{member.Name}\" is made of letters, digits, '.', '-' and '_', beginning with a letter or digit.");
            draft.Products.Add(member.Name, ReadProduct(text, member));
        }
    }

    private static ProductDraft ReadProduct(PolicyText text, JsonMember member)
    {
        var what = $"product '{member.Name}'";
        var product = new ProductDraft(member.Name, text.LocateKey(member));
        if (ObjectReader.Closed(text, member.Value, what, ["title", "roots", "limits", "requires"]) is not { } reader) return product;
        product.Title = reader.Name("title");
        foreach (var (edition, entry) in PerEdition(reader, "roots"))
        {
            if (ValueReader.RelativePath(text, entry, $"The root of edition '{edition.Value}'") is { } root)
                product.Roots.Add(edition.Value, new PerEdition<Located<string>>(edition, root));
        }

        foreach (var (edition, entry) in PerEdition(reader, "limits"))
        {
            if (ReadLimits(text, entry, $"the limits of edition '{edition.Value}'") is { } limits)
                product.Limits.Add(edition.Value, new PerEdition<LimitsDraft>(edition, limits));
        }

        foreach (var (edition, entry) in PerEdition(reader, "requires"))
        {
            product.Requires.Add(edition.Value, new PerEdition<List<RequiredDocument>>(edition, ReadRequires(text, entry, edition.Value)));
        }

        return product;
    }

    private static List<(Located<string> Edition, JsonValue Value)> PerEdition(ObjectReader reader, string property)
    {
        var entries = new List<(Located<string>, JsonValue)>();
        if (reader[property] is { } value && ObjectReader.Map(reader.Text, value, $"\"{property}\" of {reader.What}") is { } map)
        {
            foreach (var member in map.Members) entries.Add((new Located<string>(member.Name, reader.Text.LocateKey(member)), member.Value));
        }

        return entries;
    }

    private static LimitsDraft? ReadLimits(PolicyText text, JsonValue value, string what)
    {
        if (ObjectReader.Closed(text, value, what, s_limits) is not { } reader) return null;
        var limits = new LimitsDraft(text.Locate(value))
        {
            MaxParameters = Amount.Parameters(reader, "maxParameters"),
            Count = reader.Word("count", Words.Counting),
            MaxLayers = reader.Whole("maxLayers", 0, int.MaxValue),
            MaxExperts = reader.Whole("maxExperts", 0, int.MaxValue),
            MaxContextLength = reader.Whole("maxContextLength", 1, long.MaxValue),
            MaxShards = reader.Whole("maxShards", 0, int.MaxValue),
            MaxTotalBytes = Amount.Bytes(reader, "maxTotalBytes"),
            Dtypes = reader.DistinctNames("dtypes"),
        };
        if (limits.Dtypes is { } dtypes)
        {
            if (dtypes.Count == 0 && reader["dtypes"] is { Items.Count: 0 } empty) text.Report(empty, $"\"dtypes\" of {what} allows no type at all; leave it out to allow every type.");
            foreach (var dtype in dtypes) DtypeForm(text, dtype);
        }

        return limits;
    }

    /// <summary>Reports an element type that is no word like BF16 or F8_E4M3.</summary>
    public static bool DtypeForm(PolicyText text, Located<string> dtype)
    {
        var good = dtype.Value[0] is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z');
        foreach (var c in dtype.Value) good &= c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_';
        if (!good) text.Report(dtype.Location, $"\"{dtype.Value}\" is no element type; types are written as in safetensors, such as BF16 or F8_E4M3.");
        return good;
    }

    private static List<RequiredDocument> ReadRequires(PolicyText text, JsonValue value, string edition)
    {
        var documents = new List<RequiredDocument>();
        if (value.Kind == JsonKind.Broken) return documents;
        if (value.Kind != JsonKind.Array)
        {
            text.Report(value, $"The requirements of edition '{edition}' are an array, not {value.KindInWords}.");
            return documents;
        }

        foreach (var item in value.Items)
        {
            if (ReadDocument(text, item, $"a required document of edition '{edition}'") is { } document) documents.Add(document);
        }

        return documents;
    }

    private static RequiredDocument? ReadDocument(PolicyText text, JsonValue value, string what)
    {
        if (ObjectReader.Closed(text, value, what, ["file", "spdx", "contains", "sha256", "modelCard", "bindsTo"]) is not { } reader) return null;
        Located<string>? file = null;
        if (reader["file"] is { } path) file = ValueReader.RelativePath(text, path, $"\"file\" of {what}");
        else if (!reader.Has("file")) text.Report(value, $"\"file\" is missing in {what}.");
        var spdx = reader.Name("spdx");
        if (spdx is not null && !IsSpdx(spdx.Value))
        {
            text.Report(spdx.Location, $"\"{spdx.Value}\" is no SPDX id; ids are made of letters, digits, '.', '-' and '+', one of your own begins with 'LicenseRef-'.");
            spdx = null;
        }

        var contains = reader.Name("contains");
        var digest = reader.Sha256("sha256");
        var card = reader["modelCard"] is { } cardValue ? ReadModelCard(text, cardValue) : null;
        var binding = reader.Word("bindsTo", Words.Bindings);
        return file is null ? null
            : new RequiredDocument(file.Value, spdx?.Value, contains?.Value, digest?.Value, card, binding?.Value ?? DocumentBinding.None, text.Locate(value));
    }

    private static ModelCardRequirement? ReadModelCard(PolicyText text, JsonValue value)
    {
        if (ObjectReader.Closed(text, value, "\"modelCard\"", ["fields", "sections"]) is not { } reader) return null;
        return new ModelCardRequirement(Plain(reader.DistinctNames("fields")), Plain(reader.DistinctNames("sections")));
    }

    private static List<string> Plain(List<Located<string>>? names)
    {
        var plain = new List<string>();
        if (names is not null)
        {
            foreach (var name in names) plain.Add(name.Value);
        }

        return plain;
    }

    private static bool IsSpdx(string id)
    {
        foreach (var c in id)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or '+')) return false;
        }

        return true;
    }
}
