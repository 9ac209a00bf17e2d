using System;
using System.IO;

namespace ReleaseGuard.Inspection.Attestations;

/// <summary>Signs statements.</summary>
public static class BundleWriter
{
    /// <summary>Signs a statement with a local key and writes it as a Sigstore bundle.</summary>
    public static void Write(string statement, ReleaseKey key, TextWriter output)
    {
        if (key is null)
            throw new ArgumentNullException(nameof(key));
        if (output is null)
            throw new ArgumentNullException(nameof(output));

        SignedStatement.Write(statement, key, output);
    }
}
