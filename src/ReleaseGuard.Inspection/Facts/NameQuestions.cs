using System;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>Which names somebody asks about, put to the readers of compiled files without a word of policy: a name nobody asks about is not kept.</summary>
/// <param name="Text">Whether a text names such a thing anywhere in it.</param>
/// <param name="Symbol">Whether a documentation-comment id does.</param>
/// <param name="Path">Whether a path does, from any folder on.</param>
/// <param name="Code">Whether a line of source or of documentation does, by an identifier or as a text.</param>
/// <param name="Members">Whether ids of members are asked about, apart from those of their types.</param>
internal sealed record NameQuestions(Func<string, bool> Text, Func<string, bool> Symbol, Func<string, bool> Path, Func<string, bool> Code, bool Members);
