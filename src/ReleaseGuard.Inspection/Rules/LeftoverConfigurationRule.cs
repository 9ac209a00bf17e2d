using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>
/// RG3009: configuration of a withheld component is left: a key the policy names, a text of the component in a key or value,
/// or a part of a pipeline (<c>model_index.json</c>) whose folder is withheld.
/// </summary>
internal sealed class LeftoverConfigurationRule : IInspectionRule
{
    private const string NextStep = "Remove it: a loader that finds it looks for the part that is withheld.";

    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        var patterns = new ConfigPatternSet(context.Policy);
        foreach (var file in context.Facts.Files)
        {
            if (file.Json is not { } json || file.SideList is not null)
            {
                continue;
            }

            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (component, pattern) in patterns.For(file.Place).Where(entry => context.IsWithheld(entry.Component)))
            {
                foreach (var (path, value, line, column) in Follow(json, pattern.Path.Steps))
                {
                    if ((pattern.Value is null || pattern.Value == value.ToText()) && seen.Add(component.Id + "\n" + path))
                    {
                        Report(context, file, component, $"has {path}{(pattern.Value is null ? string.Empty : " = " + pattern.Value)}", path, line, column);
                    }
                }
            }

            InspectText(context, file, json, "$", seen);
            InspectParts(context, file, json, seen);
        }
    }

    /// <summary>Every value a path of names, indices and wildcards leads to, at the place of its property where it has one.</summary>
    internal static IEnumerable<(string Path, JsonValue Value, int Line, int Column)> Follow(JsonValue root, IReadOnlyList<ConfigPathStep> steps)
    {
        var found = new List<(string Path, JsonValue Value, int Line, int Column)> { ("$", root, root.Line, root.Column) };
        foreach (var step in steps)
        {
            var next = new List<(string, JsonValue, int, int)>();
            foreach (var (path, value, _, _) in found)
            {
                foreach (var property in value.Properties.Where(property => step.Index is null && (step.Name is null || step.Name == property.Name)))
                {
                    next.Add((path + "." + property.Name, property.Value, property.Line, property.Column));
                }

                for (var index = 0; step.Name is null && index < value.Items.Count; index++)
                {
                    if (step.Index is null || step.Index == index)
                    {
                        next.Add(($"{path}[{index}]", value.Items[index], value.Items[index].Line, value.Items[index].Column));
                    }
                }
            }

            found = next;
        }

        return found;
    }

    private static void InspectText(RuleContext context, FileFacts file, JsonValue value, string path, HashSet<string> seen)
    {
        if (value.Kind == JsonValue.ValueKind.Text)
        {
            Match(value.Text, value.Line, value.Column, path);
        }

        foreach (var property in value.Properties)
        {
            Match(property.Name, property.Line, property.Column, path + "." + property.Name);
            InspectText(context, file, property.Value, path + "." + property.Name, seen);
        }

        for (var index = 0; index < value.Items.Count; index++)
        {
            InspectText(context, file, value.Items[index], $"{path}[{index}]", seen);
        }

        void Match(string text, int line, int column, string at)
        {
            foreach (var match in context.Policy.Matcher.MatchText(text))
            {
                if (context.IsWithheld(match.Component) && seen.Add(match.Component.Id + "\n" + at))
                {
                    Report(context, file, match.Component, $"names '{match.Pattern.Text}' at {at}", at, line, column);
                }
            }
        }
    }

    private static void InspectParts(RuleContext context, FileFacts file, JsonValue json, HashSet<string> seen)
    {
        if (file.Place.FileName != "model_index.json")
        {
            return;
        }

        // A diffusers pipeline lists its parts by folder name: "video_vae": ["diffusers", "AutoencoderKL"].
        foreach (var property in json.Properties.Where(static property => property.Value.Items.Count > 0))
        {
            foreach (var match in context.Policy.Matcher.MatchFile(property.Name + "/config.json"))
            {
                if (context.IsWithheld(match.Component) && seen.Add(match.Component.Id + "\n$." + property.Name))
                {
                    Report(context, file, match.Component, $"lists the part '{property.Name}', whose folder is withheld ('{match.Pattern.Text}')", "$." + property.Name, property.Line, property.Column);
                }
            }
        }
    }

    private static void Report(RuleContext context, FileFacts file, Component component, string what, string path, int line, int column) =>
        context.Findings.Report(
            RuleIds.RG3009,
            component,
            $"'{file.Place.Display}' {what}",
            NextStep,
            file.Place.ToLocation(line, column),
            file.Place.ToSubject(),
            file.Place.FileName + ":" + path);
}
