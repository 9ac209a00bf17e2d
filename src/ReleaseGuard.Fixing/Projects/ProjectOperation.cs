using System;
using System.Collections.Generic;
using ReleaseGuard.Editing;

namespace ReleaseGuard.Fixing;

/// <summary>One edit of one file that mends some problems.</summary>
/// <param name="File">Full path of the file.</param>
/// <param name="Place">Line and column of the element it is about; null for the project as a whole.</param>
/// <param name="Problems">What it mends.</param>
/// <param name="Edit">The edits, given the text and the element (the root, without a place).</param>
internal sealed record ProjectOperation(
    string File,
    (int Line, int Column)? Place,
    IReadOnlyList<FoundProblem> Problems,
    Func<ProjectText, MarkupElement, IReadOnlyList<TextEdit>> Edit);
