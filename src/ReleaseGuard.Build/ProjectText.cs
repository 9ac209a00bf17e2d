using System;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;

namespace ReleaseGuard.Build;

/// <summary>Finds the line of a property in a project's text. Reads the file only when there is something to report.</summary>
internal static class ProjectText
{
    /// <summary>The line and column of a property, or of the project element where the property comes from elsewhere.</summary>
    internal static (int Line, int Column) FindProperty(string projectFile, string property)
    {
        try
        {
            using var reader = XmlReader.Create(projectFile, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var root = XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
            var element = root.Descendants().FirstOrDefault(candidate => candidate.Name.LocalName == property) ?? root;
            var place = (IXmlLineInfo)element;
            return place.HasLineInfo() ? (place.LineNumber, place.LinePosition) : (1, 1);
        }
        catch (Exception error) when (error is XmlException or IOException or UnauthorizedAccessException)
        {
            return (1, 1);
        }
    }
}
