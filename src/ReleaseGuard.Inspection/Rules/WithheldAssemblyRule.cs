using System;
using System.Collections.Generic;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG2004: a withheld assembly ships, by the name in its metadata whatever its file is called, or by its file name; or an assembly that ships references one.</summary>
internal sealed class WithheldAssemblyRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        foreach (var file in context.Facts.Files)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var reported = new HashSet<string>(StringComparer.Ordinal);
            if (file.Assembly?.Name is { } name)
            {
                Report(context, file, name, $"'{file.Place.Display}' is the assembly {name}", "Leave it out of what ships; a condition on the reference that brings it does that.", reported);
                if (name.EndsWith(".resources", StringComparison.Ordinal))
                {
                    var owner = name.Substring(0, name.Length - ".resources".Length);
                    Report(context, file, owner, $"'{file.Place.Display}' holds resources of the assembly {owner}", "Leave it out of what ships.", reported);
                }
            }

            if (AssemblyNames.IsAssemblyFile(file.Place.FileName))
            {
                var claimed = AssemblyNames.WithoutExtension(file.Place.FileName);
                Report(context, file, claimed, $"'{file.Place.Display}' is a file of the assembly {claimed}", "Leave it out of what ships.", reported);
            }

            foreach (var reference in file.Assembly?.References ?? [])
            {
                Report(context, file, reference, $"'{file.Place.Display}' references the assembly {reference}", "Move the code that needs it behind the edition flag.", reported);
            }
        }
    }

    private static void Report(RuleContext context, FileFacts file, string assembly, string what, string nextStep, HashSet<string> reported)
    {
        foreach (var match in context.Policy.Matcher.MatchAssembly(assembly))
        {
            if (context.IsWithheld(match.Component) && reported.Add(match.Component.Id + "\n" + assembly))
            {
                context.Findings.Report(
                    RuleIds.RG2004,
                    match.Component,
                    what,
                    nextStep,
                    file.Place.ToLocation(),
                    new ExceptionSubject(File: file.Place.Inner, Assembly: assembly),
                    file.Place.FileName + ":" + assembly);
            }
        }
    }
}
