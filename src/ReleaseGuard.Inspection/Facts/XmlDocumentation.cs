using System;
using System.Collections.Generic;
using System.IO;
using System.Xml;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>Reads an XML documentation file: the ids of members, what its references name, and its text.</summary>
internal static class XmlDocumentation
{
    /// <summary>The names somebody asks about; null when the file is no XML documentation.</summary>
    public static IReadOnlyList<NamedFact>? Read(IArtifactSource source, NameQuestions asked, out ArtifactProblem? problem)
    {
        problem = null;
        var names = new List<NamedFact>();
        var isDocumentation = false;
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 512L * 1024 * 1024 };
        try
        {
            using var xml = XmlReader.Create(new ArtifactStream(source), settings);
            var place = (IXmlLineInfo)xml;
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.Depth == 0)
                {
                    if (xml.LocalName != "doc")
                    {
                        return null;
                    }

                    isDocumentation = true;
                }
                else if (xml.NodeType == XmlNodeType.Element)
                {
                    while (xml.MoveToNextAttribute())
                    {
                        var id = xml.Value;
                        if (id.Length > 2 && id[1] == ':' ? asked.Symbol(id) : asked.Code(id))
                        {
                            names.Add(new NamedFact(NameSource.Documentation, id) { Line = place.LineNumber, Column = place.LinePosition });
                        }
                    }
                }
                else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                {
                    var line = place.LineNumber;
                    foreach (var text in xml.Value.Split('\n'))
                    {
                        if (asked.Code(text))
                        {
                            names.Add(new NamedFact(NameSource.Documentation, text.Trim()) { Line = line, Column = 1 });
                        }

                        line++;
                    }
                }
            }
        }
        catch (Exception error) when (error is XmlException or IOException)
        {
            // Not every .xml file has to be well-formed; one that began as documentation and ended in the middle was not read.
            problem = isDocumentation ? new ArtifactProblem("documentation", ArtifactProblemKind.Unread, "is XML documentation that cannot be read to its end") : null;
            return null;
        }

        return names;
    }
}
