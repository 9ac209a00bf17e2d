using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ReleaseGuard.Analyzers.Policies;

/// <summary>
/// Finds the policy among the additional files. The one place that knows how the build hands it over:
/// metadata <c>ReleaseGuardRole</c> = <c>policy</c> or <c>base-policy</c>, and the file's name in hosts that drop metadata.
/// </summary>
internal sealed class PolicyFiles
{
    /// <summary>Keeps a reading for as long as Roslyn keeps the text.</summary>
    public static readonly SourceTextValueProvider<PolicyCache> Cache = new(text => new PolicyCache(text));

    private PolicyFiles(AdditionalText? file, LoadedPolicy? loaded, bool isUnreadable)
    {
        File = file;
        Loaded = loaded;
        IsUnreadable = isUnreadable;
    }

    /// <summary>The policy's file; null when the project has none.</summary>
    public AdditionalText? File { get; }

    /// <summary>What was read of it; null when there is no file or the host gave no text.</summary>
    public LoadedPolicy? Loaded { get; }

    /// <summary>There is no policy because the source is published: a marker stands for it, and the build task says so.</summary>
    public bool HasMarker { get; private set; }

    /// <summary>There is a file, but the host could not give its text.</summary>
    public bool IsUnreadable { get; }

    /// <param name="options">The additional files and what the build says of them.</param>
    /// <param name="cached">Asks Roslyn for the kept reading of a text.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static PolicyFiles Find(AnalyzerOptions options, Func<SourceText, PolicyCache> cached, CancellationToken cancel)
    {
        AdditionalText? file = null;
        AdditionalText? byName = null;
        var hasMarker = false;
        List<KeyValuePair<string, SourceText>>? bases = null;
        foreach (var candidate in options.AdditionalFiles)
        {
            switch (RoleOf(candidate, options))
            {
                case BuildNames.PolicyRole:
                    file ??= candidate;
                    break;
                case BuildNames.MarkerRole:
                    hasMarker = true;
                    break;
                case BuildNames.BasePolicyRole:
                    if (candidate.GetText(cancel) is { } text) (bases ??= []).Add(new(candidate.Path, text));
                    break;
                case null when HasPolicyName(candidate.Path):
                    byName ??= candidate;
                    break;
            }
        }

        file ??= byName;
        if (file is null) return new PolicyFiles(null, null, isUnreadable: false) { HasMarker = hasMarker };
        if (file.GetText(cancel) is not { } policyText) return new PolicyFiles(file, null, isUnreadable: true);
        IReadOnlyList<KeyValuePair<string, SourceText>> baseTexts = bases is null ? Array.Empty<KeyValuePair<string, SourceText>>() : bases;
        return new PolicyFiles(file, cached(policyText).Load(file.Path, baseTexts, AsOf(options)), isUnreadable: false);
    }

    /// <summary>The text of the file a problem lies in: the policy itself or one of its bases.</summary>
    public static SourceText? TextOf(AnalyzerOptions options, string path, CancellationToken cancel)
    {
        foreach (var candidate in options.AdditionalFiles)
        {
            if (PolicyPaths.Same(candidate.Path, path)) return candidate.GetText(cancel);
        }

        return null;
    }

    /// <summary>The date that exceptions are judged at; null lets the policy take today.</summary>
    public static DateTime? AsOf(AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(BuildNames.AsOf, out var text)
        && DateTime.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static string? RoleOf(AdditionalText file, AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GetOptions(file).TryGetValue(BuildNames.Role, out var role) && role.Length > 0 ? role : null;

    private static bool HasPolicyName(string path) =>
        PolicyPaths.FileNameOf(path) is var name
        && (name.Equals("releaseguard.jsonc", StringComparison.OrdinalIgnoreCase) || name.Equals("releaseguard.json", StringComparison.OrdinalIgnoreCase));
}
