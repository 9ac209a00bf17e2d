using System.Collections.Generic;
using ReleaseGuard.Policy.Json;
using ReleaseGuard.Policy.Reading.Drafts;

namespace ReleaseGuard.Policy.Reading;

/// <summary>Reads one policy file into a draft: syntax, shape and the form of every value; references between parts come later.</summary>
internal static class PolicyFileReader
{
    private static readonly string[] s_properties =
        ["$schema", "schemaVersion", "extends", "editions", "products", "components", "rules", "exceptions", "settings"];

    public static PolicyDraft Read(PolicyText text)
    {
        var root = JsonReader.Read(text.Source.Text, (start, end, message) => text.Report(text.Locate(start, end), message));
        var draft = new PolicyDraft(text.Locate(root.Start, root.Start + (root.Kind == JsonKind.Object ? 1 : 0)));
        if (ObjectReader.Closed(text, root, "the policy", s_properties) is not { } reader) return draft;
        ReadHead(reader, draft);
        if (reader["editions"] is { } editions) ReadEditions(text, editions, draft);
        if (reader["products"] is { } products) ProductReader.Read(text, products, draft);
        if (reader["components"] is { } components) ComponentReader.Read(text, components, draft);
        if (reader["rules"] is { } rules) ReadRules(text, rules, draft);
        if (reader.Items("exceptions") is { } exceptions) ExceptionReader.Read(text, exceptions, draft);
        if (reader["settings"] is { } settings) SettingsReader.Read(text, settings, draft);
        return draft;
    }

    private static void ReadHead(ObjectReader reader, PolicyDraft draft)
    {
        reader.Name("$schema");
        if (reader["schemaVersion"] is { } version && !(version.Kind == JsonKind.Number && version.Text == "1"))
        {
            reader.Text.Report(version, version.Kind == JsonKind.Number
                ? $"\"schemaVersion\" is 1, the only version of the language so far, not {version.Text}."
                : $"\"schemaVersion\" must be the number 1; this is {version.KindInWords}.");
        }

        if (reader.Items("extends") is not { } bases) return;
        foreach (var item in bases)
        {
            // A base may lie above the policy: '..' is allowed here.
            if (ValueReader.String(reader.Text, item, "An entry of \"extends\"") is not { } reference) continue;
            if (reference.Value.IndexOf('\\') >= 0) reader.Text.Report(reference.Location, "An entry of \"extends\" is written with forward slashes.");
            else draft.Extends.Add(reference);
        }
    }

    private static void ReadEditions(PolicyText text, JsonValue value, PolicyDraft draft)
    {
        if (ObjectReader.Map(text, value, "\"editions\"") is not { } map) return;
        if (map.Members.Count == 0) text.Report(value, "\"editions\" names no edition; a policy has at least one.");
        var bySpelling = new Dictionary<string, string>(System.StringComparer.OrdinalIgnoreCase);
        foreach (var member in map.Members)
        {
            if (!Ids.IsEdition(member.Name))
                text.ReportKey(member, $"The edition id \"{member.Name}\" is made of letters, digits, '-' and '_', beginning with a letter.");
            else if (bySpelling.TryGetValue(member.Name, out var other))
                text.ReportKey(member, $"The edition ids \"{other}\" and \"{member.Name}\" differ in case only; file names cannot tell them apart.");
            else
                bySpelling.Add(member.Name, member.Name);
            draft.Editions.Add(member.Name, ReadEdition(text, member));
        }
    }

    private static EditionDraft ReadEdition(PolicyText text, JsonMember member)
    {
        var edition = new EditionDraft(member.Name, text.LocateKey(member));
        if (ObjectReader.Closed(text, member.Value, $"edition '{member.Name}'", ["title", "symbol", "includes", "publishes", "unlisted"]) is not { } reader) return edition;
        edition.Title = reader.Name("title");
        if (reader.Name("symbol") is { } symbol)
        {
            if (Ids.IsSymbol(symbol.Value)) edition.Symbol = symbol;
            else text.Report(symbol.Location, $"\"{symbol.Value}\" cannot be a preprocessor symbol: letters, digits and '_', not beginning with a digit, not 'true' or 'false'.");
        }

        edition.Includes = reader.DistinctNames("includes");
        edition.Unlisted = reader.Word("unlisted", Words.Unlisted);
        if (reader.Items("publishes") is { } outputs)
        {
            var all = EditionOutputs.None;
            foreach (var item in outputs)
            {
                if (ValueReader.Word(text, item, $"An entry of \"publishes\" of edition '{member.Name}'", Words.Outputs) is not { } output) continue;
                if ((all & output.Value) != 0) text.Report(item, $"\"{item.Text}\" stands twice in \"publishes\" of edition '{member.Name}'.");
                all |= output.Value;
            }

            edition.Publishes = new Located<EditionOutputs>(all, text.Locate(reader["publishes"]!));
        }

        return edition;
    }

    private static void ReadRules(PolicyText text, JsonValue value, PolicyDraft draft)
    {
        if (ObjectReader.Map(text, value, "\"rules\"") is not { } map) return;
        foreach (var member in map.Members)
        {
            var severity = ValueReader.Word(text, member.Value, $"The severity of \"{member.Name}\"", Words.Severities);
            if (RuleNames.Problem(member.Name, allowPrefix: true) is { } problem)
                text.ReportKey(member, problem);
            else if (severity is not null)
                draft.Rules.Add(new RuleDraft(new Located<string>(member.Name, text.LocateKey(member)), severity));
        }
    }
}
