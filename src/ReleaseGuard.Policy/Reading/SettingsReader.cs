using ReleaseGuard.Policy.Json;
using ReleaseGuard.Policy.Reading.Drafts;

namespace ReleaseGuard.Policy.Reading;

/// <summary>Reads <c>settings</c>.</summary>
internal static class SettingsReader
{
    public static void Read(PolicyText text, JsonValue value, PolicyDraft draft)
    {
        if (ObjectReader.Closed(text, value, "\"settings\"", ["mode", "exceptions", "unmatched", "inconclusive", "elsewhere"]) is not { } reader) return;
        var settings = draft.Settings;
        if (reader["mode"] is { } mode && ObjectReader.Map(text, mode, "\"mode\"") is { } modes)
        {
            foreach (var member in modes.Members)
            {
                if (ValueReader.Word(text, member.Value, $"The mode of edition '{member.Name}'", Words.Modes) is not { } word) continue;
                settings.Mode.Add(member.Name, new PerEdition<Located<EnforcementMode>>(new Located<string>(member.Name, text.LocateKey(member)), word));
            }
        }

        if (reader["exceptions"] is { } exceptions
            && ObjectReader.Closed(text, exceptions, "\"exceptions\" of \"settings\"", ["maxDays", "warnDaysBefore", "requireTicket"]) is { } limits)
        {
            settings.MaxDays = limits.Whole("maxDays", 1, 36500);
            settings.WarnDaysBefore = limits.Whole("warnDaysBefore", 0, 36500);
            settings.RequireTicket = limits.Flag("requireTicket");
        }

        settings.Unmatched = reader.Word("unmatched", Words.Severities);
        settings.Inconclusive = reader.Word("inconclusive", Words.Severities);
        settings.Elsewhere = reader.Word("elsewhere", Words.Elsewhere);
    }
}
