using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using ReleaseGuard.Inspection.Documents;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG4006: a licence, notice or policy of use still holds a placeholder. What a licence's own appendix tells its users to fill in is no placeholder of this release.</summary>
internal sealed class PlaceholderRule : IInspectionRule
{
    private static readonly Regex Placeholder = new(
        @"\[\s*(?:INSERT|ADD|FILL|YOUR|NAME OF|TBD|TODO|PLACEHOLDER|COMPANY|YEAR|YYYY|DATE|FULLNAME|LICENSOR|COPYRIGHT HOLDER)[^\]]{0,120}\]|<\s*(?:COMPANY|YEAR|INSERT|YOUR|NAME OF|COPYRIGHT HOLDER|LICENSOR|OWNER|AUTHOR)[^>]{0,80}>|\{\{[^}]{1,80}\}\}|\b(?:TODO|TBD|FIXME|XXX)\b|\blorem ipsum\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex Appendix = new(@"^\s*(?:APPENDIX: How to apply|How to Apply These Terms)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        if (!context.IsShipment)
        {
            return;
        }

        var bound = new HashSet<Facts.FileFacts>(context.Required.Where(static required => required.Document is { Spdx: not null } or { Contains: not null } or { Sha256: not null }).SelectMany(static required => required.Files));
        foreach (var file in context.Facts.Files)
        {
            if (file.Document is not { } text || (!DocumentFiles.IsLegal(file.Place.FileName) && !bound.Contains(file)))
            {
                continue;
            }

            context.Cancellation.ThrowIfCancellationRequested();
            for (var index = 0; index < text.Lines.Count && !Appendix.IsMatch(text.Lines[index]); index++)
            {
                foreach (var match in Placeholder.Matches(text.Lines[index]).Cast<Match>())
                {
                    context.Findings.Report(
                        RuleIds.RG4006,
                        $"'{file.Place.Display}' still holds the placeholder '{match.Value}'. Fill it in before edition '{context.Edition.Id}' ships.",
                        file.Place.ToLocation(index + 1, match.Index + 1),
                        file.Place.Inner + ":" + match.Value);
                }
            }
        }
    }
}
