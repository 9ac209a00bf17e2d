using System;
using System.Collections.Generic;
using ReleaseGuard.Policy.Json;

namespace ReleaseGuard.Policy.Reading;

/// <summary>Reads an object of the policy: closed against unknown and repeated properties, or a map with free keys.</summary>
internal sealed class ObjectReader
{
    private readonly Dictionary<string, JsonMember> _members;

    private ObjectReader(PolicyText text, JsonValue value, string what, Dictionary<string, JsonMember> members, List<JsonMember> order)
    {
        Text = text;
        Value = value;
        What = what;
        _members = members;
        Members = order;
    }

    public PolicyText Text { get; }

    public JsonValue Value { get; }

    /// <summary>What the object is, for messages: "edition 'open'".</summary>
    public string What { get; }

    /// <summary>Members in the order written; of repeated keys the first.</summary>
    public IReadOnlyList<JsonMember> Members { get; }

    /// <summary>Opens an object that has these properties and no other; null, and reported, when it is no object.</summary>
    public static ObjectReader? Closed(PolicyText text, JsonValue value, string what, string[] known) => Open(text, value, what, known);

    /// <summary>Opens an object whose keys are names the policy's author gives.</summary>
    public static ObjectReader? Map(PolicyText text, JsonValue value, string what) => Open(text, value, what, null);

    public JsonValue? this[string name] =>
        _members.TryGetValue(name, out var member) && member.Value.Kind != JsonKind.Broken ? member.Value : null;

    /// <summary>True when the property is written at all, readable or not.</summary>
    public bool Has(string name) => _members.ContainsKey(name);

    private static ObjectReader? Open(PolicyText text, JsonValue value, string what, string[]? known)
    {
        if (value.Kind == JsonKind.Broken) return null;
        if (value.Kind != JsonKind.Object)
        {
            text.Report(value, $"{Capital(what)} is an object, not {value.KindInWords}.");
            return null;
        }

        var members = new Dictionary<string, JsonMember>(value.Members.Count, StringComparer.Ordinal);
        var order = new List<JsonMember>(value.Members.Count);
        foreach (var member in value.Members)
        {
            if (members.TryGetValue(member.Name, out var first))
            {
                text.ReportKey(member, $"\"{member.Name}\" stands twice in {what}; the first is in line {text.LineOf(first)}.");
                continue;
            }

            members.Add(member.Name, member);
            order.Add(member);
            if (known is not null && Array.IndexOf(known, member.Name) < 0)
            {
                var nearest = Spelling.Nearest(member.Name, known);
                text.ReportKey(member, $"\"{member.Name}\" is no property of {what}." + (nearest is not null
                    ? $" Did you mean \"{nearest}\"?"
                    : $" It has {Spelling.Enumerate(known)}."));
            }
        }

        return new ObjectReader(text, value, what, members, order);
    }

    private static string Capital(string what) => char.ToUpperInvariant(what[0]) + what.Substring(1);
}
