using System.IO;

namespace ReleaseGuard.Policy;

/// <summary>The JSON Schema of the policy language, for editors.</summary>
public static class PolicySchema
{
    /// <summary>The file <c>releaseguard policy init</c> writes beside a policy and <c>$schema</c> names.</summary>
    public const string FileName = "releaseguard.schema.json";

    private static readonly System.Lazy<string> s_json = new(Read);

    /// <summary>The schema, draft-07.</summary>
    public static string Json => s_json.Value;

    private static string Read()
    {
        using var stream = typeof(PolicySchema).Assembly.GetManifestResourceStream(FileName)
            ?? throw new System.InvalidOperationException($"The assembly was built without its resource {FileName}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
