using System.Text.RegularExpressions;
using ReleaseGuard.Inspection.Documents;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG5008: a document claims that what is withheld cannot be brought back. No inspection and no evaluation shows that; a reader who trusts it is misled.</summary>
internal sealed class OverclaimRule : IInspectionRule
{
    private static readonly Regex Claim = new(
        @"\b(?:can\s?not|can't|can never|could never|will never|impossible to)\s+(?:ever\s+)?(?:be\s+)?(?:fine-?tuned?|re-?trained|train(?:ed)?|restored?|recovere?d?|extract(?:ed)?|reconstruct(?:ed)?|revers(?:ed?|ible)|brought|bring|re-?enabled?|elicit(?:ed)?|unlock(?:ed)?|re-?created?|jailbroken)\b|\bno way to\s+(?:fine-?tune|restore|recover|extract|reconstruct|bring|re-?enable|elicit|unlock)\b|\birreversibl[ey]\s+(?:removed|unlearned|erased|deleted)|\b(?:removed|unlearned|erased)\s+irreversibly\b|\b(?:permanently|provably|completely and permanently)\s+(?:removed|unlearned|erased|incapable|impossible)\b|\bguarantee[sd]?\b[^.]{0,60}\b(?:cannot|can never|incapable|absent|not be (?:restored|recovered|fine-?tuned))\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        if (!context.IsShipment || !context.Edition.IsGuarded)
        {
            return;
        }

        foreach (var file in context.Facts.Files)
        {
            // A licence speaks of what may be done, not of what can be.
            if (file.Document is not { } text || DocumentFiles.IsLegal(file.Place.FileName))
            {
                continue;
            }

            context.Cancellation.ThrowIfCancellationRequested();
            foreach (var section in ModelCard.Of(text).Sections)
            {
                foreach (var (sentence, line) in CardClaims.Sentences(section))
                {
                    if (Claim.Match(sentence.Length > DocumentText.MaxLine ? sentence.Substring(0, DocumentText.MaxLine) : sentence) is { Success: true } claim)
                    {
                        context.Findings.Report(
                            RuleIds.RG5008,
                            $"'{file.Place.Display}' claims '{claim.Value}': no check and no evaluation shows that. Say what was tried and how far it got, and name the evaluation.",
                            file.Place.ToLocation(line, null),
                            file.Place.Inner + ":" + claim.Value);
                    }
                }
            }
        }
    }
}
