using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection;

/// <summary>
/// RG1109 in conditions: one that tests a misspelt <c>ReleaseEdition</c>, or a value that is no edition, never says what it was meant to
/// say, and what stands on it is in the wrong editions without a word. MSBuild compares without case, and so does this.
/// </summary>
public static class EditionConditionInspector
{
    private const string Property = "ReleaseEdition";
    private static readonly Regex s_named = new(@"\$\((?<name>[A-Za-z_][A-Za-z0-9_]*)\)", RegexOptions.CultureInvariant);
    private static readonly Regex s_compared = new(@"'\$\(ReleaseEdition\)'\s*[!=]=\s*'(?<value>[^'$]+)'|'(?<value>[^'$]+)'\s*[!=]=\s*'\$\(ReleaseEdition\)'", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>The findings in project files, in their order. A file that is not there or is no XML has none: the build says so itself.</summary>
    /// <param name="files">The project and the files of the product that it imports.</param>
    /// <param name="policy">The policy.</param>
    public static IReadOnlyList<Finding> Inspect(IEnumerable<string> files, EditionPolicy policy)
    {
        var documents = files.Distinct(StringComparer.Ordinal).Select(file => (File: file, Document: Parse(file))).Where(static parsed => parsed.Document is not null).ToList();
        var defined = new HashSet<string>(
            documents.SelectMany(static parsed => parsed.Document!.Descendants()).Where(static element => element.Parent?.Name.LocalName == "PropertyGroup").Select(static element => element.Name.LocalName),
            StringComparer.OrdinalIgnoreCase);
        return [.. documents.SelectMany(parsed => parsed.Document!.Descendants().Attributes("Condition").SelectMany(condition => Judge(parsed.File, condition, defined, policy)))];
    }

    private static IEnumerable<Finding> Judge(string file, XAttribute condition, HashSet<string> defined, EditionPolicy policy)
    {
        foreach (var name in s_named.Matches(condition.Value).Cast<Match>().Select(static match => match.Groups["name"].Value).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (!string.Equals(name, Property, StringComparison.OrdinalIgnoreCase) && !defined.Contains(name) && Spelling.Distance(name.ToUpperInvariant(), Property.ToUpperInvariant(), 2) <= 2)
            {
                yield return At(file, condition, policy, name, $"The condition tests '{name}', which nothing sets. Did you mean '{Property}'?", Property);
            }
        }

        foreach (var value in s_compared.Matches(condition.Value).Cast<Match>().Select(static match => match.Groups["value"].Value.Trim()).Distinct(StringComparer.Ordinal))
        {
            if (value.Length > 0 && !policy.Editions.Any(edition => string.Equals(edition.Id, value, StringComparison.OrdinalIgnoreCase)))
            {
                var hint = policy.NearestEdition(value) is { } nearest ? $"Did you mean '{nearest}'?" : $"The policy has {Spelling.Enumerate([.. policy.Editions.Select(static edition => edition.Id)])}.";
                yield return At(file, condition, policy, value, $"The condition compares {Property} with '{value}', which is no edition of the policy. {hint}", policy.NearestEdition(value));
            }
        }
    }

    private static Finding At(string file, XAttribute condition, EditionPolicy policy, string word, string message, string? nearest)
    {
        var place = (IXmlLineInfo)condition;
        return new Finding(
            RuleIds.RG1109,
            policy.SeverityOf(RuleIds.RG1109, null),
            null,
            message,
            new FindingLocation(file, place.LineNumber, place.LinePosition),
            $"{RuleIds.RG1109}:{Path.GetFileName(file)}:{word}")
        {
            Suggestion = nearest is null ? null : new Suggestion(word, nearest),
        };
    }

    private static XDocument? Parse(string file)
    {
        try
        {
            // Most project files say nothing of an edition: they are looked at as text and never parsed.
            var text = File.ReadAllText(file);
            if (text.IndexOf("$(Release", StringComparison.OrdinalIgnoreCase) < 0 && !s_named.Matches(text).Cast<Match>().Any(static match => IsNear(match.Groups["name"].Value)))
            {
                return null;
            }

            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (Exception error) when (error is XmlException || FolderWalk.IsInputError(error))
        {
            return null;
        }
    }

    private static bool IsNear(string name) => Math.Abs(name.Length - Property.Length) <= 2 && Spelling.Distance(name.ToUpperInvariant(), Property.ToUpperInvariant(), 2) <= 2;
}
