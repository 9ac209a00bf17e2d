using System;

namespace ReleaseGuard.Fuzzing;

/// <summary>A reader did what no file may make it do; AFL++ keeps the input as a crash.</summary>
internal sealed class BrokenContractException(string message) : Exception(message);
