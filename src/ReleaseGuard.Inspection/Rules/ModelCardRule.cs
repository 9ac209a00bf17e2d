using System;
using System.Linq;
using ReleaseGuard.Inspection.Documents;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG4003: the model card lacks a front-matter field or a section that the edition requires, or has it empty.</summary>
internal sealed class ModelCardRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        foreach (var required in context.Required)
        {
            if (required.Document.ModelCard is not { } wanted)
            {
                continue;
            }

            foreach (var file in required.Files)
            {
                if (file.Document is not { } text || file.Length == 0)
                {
                    continue;
                }

                var card = ModelCard.Of(text);
                foreach (var name in wanted.Fields)
                {
                    if (card[name] is not { } field)
                    {
                        Report(context, file, card.HasFrontMatter ? 1 : null, $"lacks the field '{name}'{(card.HasFrontMatter ? string.Empty : ": it has no front matter between two lines '---'")}", name);
                    }
                    else if (field.Values.All(static value => value.Trim().Length == 0))
                    {
                        Report(context, file, field.Line, $"has the field '{name}' without a value", name);
                    }
                }

                foreach (var heading in wanted.Sections)
                {
                    var sections = card.Sections.Where(section => string.Equals(section.Heading, heading, StringComparison.OrdinalIgnoreCase)).ToList();
                    if (sections.Count == 0)
                    {
                        Report(context, file, null, $"lacks the section '{heading}'", "#" + heading);
                    }
                    else if (sections.All(section => IsEmpty(card, section)))
                    {
                        Report(context, file, sections[0].Line, $"has nothing under the heading '{heading}'", "#" + heading);
                    }
                }
            }
        }
    }

    /// <summary>Whether neither the section nor a deeper one under it says anything.</summary>
    private static bool IsEmpty(ModelCard card, CardSection section)
    {
        var from = card.Sections.ToList().IndexOf(section);
        return card.Sections.Skip(from).TakeWhile((each, index) => index == 0 || each.Level > section.Level).All(static each => each.Lines.All(static line => line.Text.Trim().Length == 0));
    }

    private static void Report(RuleContext context, FileFacts file, int? line, string what, string key) =>
        context.Findings.Report(RuleIds.RG4003, $"The model card '{file.Place.Display}' {what}, which edition '{context.Edition.Id}' requires. Add it.", file.Place.ToLocation(line, null), file.Place.Inner + ":" + key);
}
