using System;

namespace ReleaseGuard.Fixing;

/// <summary>The fix cannot go on, and nothing has been changed: a sentence for the person who asked, with the way out.</summary>
/// <param name="message">The sentence.</param>
public sealed class FixProblemException(string message) : Exception(message);
