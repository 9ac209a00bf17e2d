using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Inspection.Reports;

namespace ReleaseGuard.Inspection.Attestations;

/// <summary>
/// An in-toto statement in a DSSE envelope in a Sigstore bundle v0.3, signed with a local key: the form of OpenSSF model signing v1.0.
/// Opening one trusts nothing in it before the signature over its exact bytes has been verified.
/// </summary>
internal static class SignedStatement
{
    public const string PayloadType = "application/vnd.in-toto+json";
    public const string StatementType = "https://in-toto.io/Statement/v1";
    private const string MediaType = "application/vnd.dev.sigstore.bundle.v0.3+json";
    private const int MaxBytes = 512 * 1024 * 1024;

    /// <summary>Signs a statement and writes the bundle.</summary>
    public static void Write(string statement, ReleaseKey key, TextWriter output)
    {
        byte[] payload = Encoding.UTF8.GetBytes(statement);
        JsonTextWriter json = new(output);
        json.BeginObject();
        json.Field("mediaType", MediaType);
        json.BeginObject("verificationMaterial");
        json.BeginObject("publicKey", inline: true);
        json.Field("hint", key.Hint);
        json.End();
        json.BeginArray("tlogEntries", inline: true);
        json.End();
        json.End();
        json.BeginObject("dsseEnvelope");
        json.Field("payload", Convert.ToBase64String(payload));
        json.Field("payloadType", PayloadType);
        json.BeginArray("signatures");
        json.BeginObject(inline: true);
        json.Field("sig", Convert.ToBase64String(key.Sign(Encoded(payload))));
        json.Field("keyid", "");
        json.End();
        json.End();
        json.End();
        json.End();
    }

    /// <summary>The statement in a bundle, its signature verified.</summary>
    /// <exception cref="FormatException">It is no such bundle, or its signature is not one of this key over these bytes.</exception>
    public static JsonValue Open(string path, ReleaseKey key, CancellationToken ct)
    {
        using FileArtifactSource source = new(path);
        JsonValue bundle = Parse(source, ct, "the file");
        if (Text(bundle, "mediaType") != MediaType)
            throw new FormatException($"its media type is not {MediaType}");
        JsonValue envelope = Member(bundle, "dsseEnvelope", JsonValue.ValueKind.Object);
        if (Text(envelope, "payloadType") != PayloadType)
            throw new FormatException($"its payload is not of type {PayloadType}");
        JsonValue signatures = Member(envelope, "signatures", JsonValue.ValueKind.Array);
        if (signatures.Items.Count != 1)
            throw new FormatException($"it carries {signatures.Items.Count} signatures where a bundle has one");

        byte[] payload = Bytes(envelope, "payload");
        if (Member(bundle, "verificationMaterial", JsonValue.ValueKind.Object)["publicKey"]?["hint"]?.Text is { Length: > 0 } hint && hint != key.Hint)
            throw new FormatException("another key signed it: the public key it names is not the one given");
        if (!key.Verifies(Encoded(payload), Bytes(signatures.Items[0], "sig")))
            throw new FormatException("its signature does not verify: what it says was changed after signing, or another key signed it");
        JsonValue statement = Parse(new MemoryArtifactSource(path, payload), ct, "its statement");
        return Text(statement, "_type") == StatementType ? statement : throw new FormatException($"its statement is not of type {StatementType}");
    }

    /// <summary>A text member that must be there.</summary>
    public static string Text(JsonValue value, string name) => Member(value, name, JsonValue.ValueKind.Text).Text;

    /// <summary>A member that must be there.</summary>
    public static JsonValue Member(JsonValue value, string name, JsonValue.ValueKind kind) =>
        value.Kind == JsonValue.ValueKind.Object && value[name] is { } member && member.Kind == kind ? member : throw new FormatException($"'{name}' is missing or is no {kind.ToString().ToLowerInvariant()}");

    /// <summary>What is signed in place of the payload: DSSE's pre-authentication encoding, which ties the bytes to their type.</summary>
    private static byte[] Encoded(byte[] payload) =>
        [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {PayloadType.Length} {PayloadType} {payload.Length} ")), .. payload];

    private static byte[] Bytes(JsonValue value, string name)
    {
        try
        {
            return Convert.FromBase64String(Text(value, name));
        }
        catch (FormatException)
        {
            throw new FormatException($"'{name}' is no base64");
        }
    }

    private static JsonValue Parse(IArtifactSource source, CancellationToken ct, string what)
    {
        JsonValue value = JsonFile.Read(source, ct, out ArtifactProblem? problem, MaxBytes) ?? throw new FormatException($"{what} {problem?.Message ?? "cannot be read"}");
        RefuseRepeated(value);
        return value;
    }

    /// <summary>Of a name that stands twice, one reader takes the first value and another the last: what was verified would not be what is used.</summary>
    private static void RefuseRepeated(JsonValue value)
    {
        if (value.Properties.GroupBy(static property => property.Name, StringComparer.Ordinal).FirstOrDefault(static group => group.Skip(1).Any()) is { } repeated)
            throw new FormatException($"'{VisibleText.Escape(repeated.Key)}' stands twice in one object");
        foreach (JsonProperty property in value.Properties)
            RefuseRepeated(property.Value);
        foreach (JsonValue item in value.Items)
            RefuseRepeated(item);
    }
}
