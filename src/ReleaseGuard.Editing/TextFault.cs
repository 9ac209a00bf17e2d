namespace ReleaseGuard.Editing;

/// <summary>Why a text could not be read.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in UTF-16 units, from 1.</param>
/// <param name="Message">What is wrong there, one sentence.</param>
public sealed record TextFault(int Line, int Column, string Message);
