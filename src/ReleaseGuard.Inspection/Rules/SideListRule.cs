using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG2005: a list that ships beside the product (.nuspec, .deps.json, .runtimeconfig.json, a bill of materials) names a withheld package or assembly.</summary>
internal sealed class SideListRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        foreach (var file in context.Facts.Files)
        {
            foreach (var name in file.SideList?.Names ?? [])
            {
                Inspect(context, file, file.SideList!, name);
            }
        }
    }

    private static void Inspect(RuleContext context, FileFacts file, SideListFacts list, SideListName name)
    {
        var reported = new HashSet<string>(StringComparer.Ordinal);
        var plain = AssemblyNames.WithoutExtension(name.Name.Substring(name.Name.LastIndexOfAny(['/', '\\']) + 1));
        foreach (var match in context.Policy.Matcher.MatchPackage(plain).Concat(context.Policy.Matcher.MatchAssembly(plain)))
        {
            if (context.IsWithheld(match.Component) && reported.Add(match.Component.Id))
            {
                context.Findings.Report(
                    RuleIds.RG2005,
                    match.Component,
                    $"'{file.Place.Display}' ({list.Kind}) names {plain}",
                    "Put the reference that brings it behind the edition flag and build again.",
                    file.Place.ToLocation(name.Line, name.Column),
                    new ExceptionSubject(File: file.Place.Inner, Package: plain, Assembly: plain),
                    file.Place.FileName + ":" + plain);
            }
        }
    }
}
