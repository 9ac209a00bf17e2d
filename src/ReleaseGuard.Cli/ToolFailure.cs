using System;

namespace ReleaseGuard.Cli;

/// <summary>Something the person at the keyboard can mend: printed as its message alone, exit code 4.</summary>
internal sealed class ToolFailure(string message) : Exception(message);
