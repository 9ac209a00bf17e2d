using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG3010: a token of a withheld component is left in a vocabulary, among added or special tokens, or in a chat template. The rows of a token are a door that fine-tuning opens again.</summary>
internal sealed class LeftoverTokenRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        foreach (var file in context.Facts.Files)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var reported = new HashSet<string>(StringComparer.Ordinal);
            foreach (var token in file.Tokens.Concat((file.Artifact?.Vocabulary ?? []).Select(static text => new TokenFact(text, "vocabulary", null))))
            {
                foreach (var match in context.Policy.Matcher.MatchToken(token.Text))
                {
                    if (context.IsWithheld(match.Component) && reported.Add(match.Component.Id + "\n" + token.Text))
                    {
                        context.Findings.Report(
                            RuleIds.RG3010,
                            match.Component,
                            $"'{file.Place.Display}' has the token '{token.Text}' in its {token.Where} (it matches '{match.Pattern.Text}')",
                            "Remove it and the rows of the embedding and the output layer that belong to it.",
                            new FindingLocation(file.Place.File, Entry: file.Place.Entry, ByteOffset: token.ByteOffset),
                            new ExceptionSubject(File: file.Place.Inner, Token: token.Text),
                            file.Place.FileName + ":" + token.Text);
                    }
                }
            }
        }
    }
}
