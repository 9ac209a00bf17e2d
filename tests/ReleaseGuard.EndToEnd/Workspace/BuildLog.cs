using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.Build.Logging.StructuredLogger;

namespace ReleaseGuard.EndToEnd.Workspace;

/// <summary>What a build reported, read from its binary log: nothing is guessed from console text.</summary>
internal sealed class BuildLog
{
    internal BuildLog(string binlog)
    {
        var build = BinaryLog.ReadBuild(binlog);
        build.VisitAllChildren<AbstractDiagnostic>(found => Diagnostics.Add(new BuildDiagnostic(
            found.Code ?? "", found is Error ? DiagnosticLevel.Error : DiagnosticLevel.Warning, found.File ?? "", found.LineNumber, found.ProjectFile ?? "", found.Text ?? "")));
        build.VisitAllChildren<Message>(message => Messages.Add(message.Text ?? ""));
    }

    internal HashSet<BuildDiagnostic> Diagnostics { get; } = [];

    internal List<string> Messages { get; } = [];

    internal IEnumerable<BuildDiagnostic> Of(string project) => Diagnostics.Where(found => Path.GetFullPath(found.Project) == Path.GetFullPath(project));
}
