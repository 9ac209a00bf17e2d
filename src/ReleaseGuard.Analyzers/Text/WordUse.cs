using System;

namespace ReleaseGuard.Analyzers.Text;

/// <summary>Why a word is worth stopping at.</summary>
[Flags]
internal enum WordUse
{
    None = 0,

    /// <summary>It can name a withheld namespace, type or member in code.</summary>
    Symbol = 1,

    /// <summary>It can be part of a text that names a withheld thing.</summary>
    Text = 2,

    /// <summary>It can name a member that binds types by text: <c>GetType</c>, <c>CreateInstance</c>.</summary>
    Binder = 4,

    /// <summary>It can suppress a finding in source.</summary>
    Suppression = 8,

    /// <summary>It can befriend or forward to a withheld assembly.</summary>
    Friend = 16,

    /// <summary>It names one of ReleaseGuard's own attributes.</summary>
    Edition = 32,
}
