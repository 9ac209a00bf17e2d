using System;
using System.Collections.Generic;
using System.IO;
using System.Xml;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>Reads the names in a package's .nuspec: its own id, its dependencies, and the assemblies it asks a project to reference.</summary>
internal static class NuspecReader
{
    // Element → the attribute that holds a name (https://learn.microsoft.com/nuget/reference/nuspec).
    private static readonly Dictionary<string, string> Naming = new(StringComparer.OrdinalIgnoreCase)
    {
        ["dependency"] = "id",
        ["reference"] = "file",
        ["frameworkAssembly"] = "assemblyName",
        ["frameworkReference"] = "name",
        ["file"] = "src",
        ["files"] = "include",
        ["packageType"] = "name",
    };

    public static SideListFacts? Read(IArtifactSource source, out ArtifactProblem? problem)
    {
        problem = null;
        var names = new List<SideListName>();
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 64L * 1024 * 1024 };
        try
        {
            using var xml = XmlReader.Create(new ArtifactStream(source), settings);
            var place = (IXmlLineInfo)xml;
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element)
                {
                    continue;
                }

                var line = place.LineNumber;
                var column = place.LinePosition;
                if (xml is { LocalName: "id", Depth: 2 })
                {
                    // The reader stands on the text afterwards; what follows it is read by the loop.
                    if (xml.Read() && xml.NodeType == XmlNodeType.Text)
                    {
                        names.Add(new SideListName(xml.Value.Trim(), line, column));
                    }
                }
                else if (Naming.TryGetValue(xml.LocalName, out var attribute) && xml.GetAttribute(attribute) is { Length: > 0 } name)
                {
                    names.Add(new SideListName(name, line, column));
                }
            }
        }
        catch (Exception error) when (error is XmlException or IOException)
        {
            problem = new ArtifactProblem("nuspec", ArtifactProblemKind.Unread, "cannot be read as XML" + (error is XmlException { LineNumber: > 0 } at ? $" (line {at.LineNumber})" : string.Empty));
            return null;
        }

        return new SideListFacts("nuspec", names);
    }
}
