using ReleaseGuard.Policy.Json;
using ReleaseGuard.Policy.Reading.Drafts;

namespace ReleaseGuard.Policy.Reading;

/// <summary>Reads <c>components</c>: what each is and where it may be; <see cref="MatchReader"/> reads how to recognise it.</summary>
internal static class ComponentReader
{
    private static readonly string[] s_properties =
        ["kind", "title", "product", "editions", "gatedIn", "reason", "owner", "decision", "withholding", "match"];

    public static void Read(PolicyText text, JsonValue value, PolicyDraft draft)
    {
        if (ObjectReader.Map(text, value, "\"components\"") is not { } map) return;
        foreach (var member in map.Members)
        {
            if (!Ids.IsDotted(member.Name))
                text.ReportKey(member, $"The component id \"{member.Name}\" is made of letters, digits, '.', '-' and '_', beginning with a letter or digit.");
            draft.Components.Add(member.Name, ReadComponent(text, member));
        }
    }

    private static ComponentDraft ReadComponent(PolicyText text, JsonMember member)
    {
        var component = new ComponentDraft(member.Name, text.LocateKey(member));
        if (ObjectReader.Closed(text, member.Value, $"component '{member.Name}'", s_properties) is not { } reader)
        {
            component.EditionsUnreadable = component.MatchUnreadable = true;
            return component;
        }

        component.Kind = reader.Word("kind", Words.Kinds);
        component.Title = reader.Name("title");
        component.Product = reader.Name("product");
        component.Editions = reader.DistinctNames("editions");
        component.EditionsUnreadable = component.Editions is null && reader.Has("editions");
        component.GatedIn = reader.DistinctNames("gatedIn");
        component.Reason = reader.Word("reason", Words.Reasons);
        component.Owner = reader.Name("owner");
        component.Decision = reader.Name("decision");
        if (reader["withholding"] is { } withholding) component.Withholding = ReadWithholding(text, withholding, reader.What);
        if (reader["match"] is { } match) component.Match = MatchReader.Read(text, match, reader.What);
        component.MatchUnreadable = component.Match is null && reader.Has("match");
        return component;
    }

    private static Withholding? ReadWithholding(PolicyText text, JsonValue value, string owner)
    {
        if (ObjectReader.Closed(text, value, $"\"withholding\" of {owner}", ["method", "note"]) is not { } reader) return null;
        return new Withholding(reader.Word("method", Words.Methods)?.Value ?? WithholdingMethod.Unspecified, reader.Name("note")?.Value, text.Locate(value));
    }
}
