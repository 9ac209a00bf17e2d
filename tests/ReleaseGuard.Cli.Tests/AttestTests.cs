using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace ReleaseGuard.Cli.Tests;

/// <summary>A release that was signed for verifies; one that was tampered with in any way does not.</summary>
public sealed class AttestTests : IDisposable
{
    private readonly Workshop _workshop = new();
    private readonly string _private;
    private readonly string _public;

    public AttestTests()
    {
        (_private, _public) = Key("release");
        _workshop.Safetensors("dist/model.safetensors", ("embed.weight", [16, 8]), ("norm.weight", [8]));
        _workshop.Text("dist/README.md", "# A model\n");
        _workshop.Text("dist/config/empty.txt", "");
    }

    public void Dispose() => _workshop.Dispose();

    private string Dist => _workshop.PathOf("dist");

    private string Model => _workshop.PathOf("dist.sig");

    private string Verdict => _workshop.PathOf("dist.svr.json");

    private ToolRun Attest(params string[] more) => ToolRun.Of(["attest", Dist, "-e", "open", "-k", _private, .. more]);

    private ToolRun Verify(params string[] more) => ToolRun.Of(["verify", Dist, "-k", _public, .. more]);

    [Fact]
    public void What_was_signed_for_verifies_byte_for_byte()
    {
        Assert.Equal(0, Attest().ExitCode);
        ToolRun verify = Verify("-e", "open");
        Assert.Equal(0, verify.ExitCode);
        Assert.StartsWith("PASS edition 'open': no findings; inspected 3 files", verify.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("changed", "File 'README.md' is not the file that was checked")]
    [InlineData("added", "File 'extra.bin' was not there when the release was checked")]
    [InlineData("removed", "File 'README.md' was checked and is missing")]
    [InlineData("renamed", "File 'readme.txt' was checked under the name 'README.md'")]
    [InlineData("swapped", "File 'model.safetensors' is not the file that was checked")]
    [InlineData("flipped", "File 'model.safetensors' is not the file that was checked")]
    public void Any_change_of_a_file_is_found_by_each_attestation(string what, string said)
    {
        Assert.Equal(0, Attest().ExitCode);
        Tamper(what);
        foreach (string attestation in new[] { Model, Verdict })
        {
            ToolRun run = Verify("-a", attestation);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("error RG7004: " + said, run.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("statement", "its signature does not verify")]
    [InlineData("signature", "its signature does not verify")]
    [InlineData("payload type", "its payload is not of type")]
    [InlineData("media type", "its media type is not")]
    [InlineData("second signature", "it carries 2 signatures")]
    [InlineData("repeated key", "'payload' stands twice in one object")]
    [InlineData("truncated", "cannot be read as JSON")]
    [InlineData("empty", "proves nothing")]
    [InlineData("trailing", "text follows its value")]
    [InlineData("no base64", "'payload' is no base64")]
    public void An_edited_attestation_proves_nothing(string edit, string why)
    {
        Assert.Equal(0, Attest().ExitCode);
        foreach (string attestation in new[] { Model, Verdict })
        {
            File.WriteAllText(attestation, Edited(File.ReadAllText(attestation), edit));
            ToolRun run = Verify("-a", attestation);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("proves nothing: ", run.Output, StringComparison.Ordinal);
            Assert.Contains(why, run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Another_key_proves_nothing_even_where_the_bundle_names_no_key()
    {
        Assert.Equal(0, Attest().ExitCode);
        (_, string other) = Key("other");
        ToolRun run = ToolRun.Of("verify", Dist, "-k", other);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("another key signed it", run.Output, StringComparison.Ordinal);

        JsonNode bundle = JsonNode.Parse(File.ReadAllText(Model))!;
        bundle["verificationMaterial"]!["publicKey"]!["hint"] = "";
        File.WriteAllText(Model, bundle.ToJsonString());
        Assert.Contains("its signature does not verify", ToolRun.Of("verify", Dist, "-k", other, "-a", Model).Output, StringComparison.Ordinal);
        Assert.Equal(0, Verify("-a", Model).ExitCode);
    }

    /// <summary>Statements that a holder of the key signed, and that still must not be believed.</summary>
    [Theory]
    [InlineData("../outside.bin", "lies outside the release")]
    [InlineData("/etc/passwd", "lies outside the release")]
    [InlineData("a/../../b", "lies outside the release")]
    [InlineData("c:\\\\windows", "lies outside the release")]
    [InlineData("README.md\",\"algorithm\":\"sha256\",\"name\":\"x", "stands twice in one object")]
    public void A_signed_name_that_leaves_the_release_or_stands_twice_proves_nothing(string name, string why)
    {
        Assert.Equal(0, Attest().ExitCode);
        string statement = Statement(Model);
        int at = statement.IndexOf("\"name\":\"README.md\"", StringComparison.Ordinal);
        Resign(Model, statement[..at] + "\"name\":\"" + name + "\"" + statement[(at + "\"name\":\"README.md\"".Length)..]);
        ToolRun run = Verify("-a", Model);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(why, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"method\":\"files\"", "\"method\":\"shards\"", "the only way that is read here")]
    [InlineData("https://model_signing/signature/v1.0", "https://example.com/other/v1", "is of type 'https://example.com/other/v1'")]
    [InlineData("https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1", "its statement is not of type")]
    [InlineData("\"sha256\":\"", "\"sha256\":\"0", "a digest in it is no SHA-256")]
    public void A_signed_statement_of_another_kind_is_not_taken_for_this_one(string from, string to, string why)
    {
        Assert.Equal(0, Attest().ExitCode);
        Resign(Model, Statement(Model).Replace(from, to, StringComparison.Ordinal));
        ToolRun run = Verify("-a", Model);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(why, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_root_digest_is_over_the_listed_digests_so_that_a_line_cannot_be_left_out()
    {
        Assert.Equal(0, Attest().ExitCode);
        JsonNode statement = JsonNode.Parse(Statement(Model))!;
        statement["predicate"]!["resources"]!.AsArray().RemoveAt(0);
        Resign(Model, statement.ToJsonString());
        Assert.Contains("do not come to the digest", Verify("-a", Model).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_verdict_is_about_one_edition_and_a_list_of_files_about_none()
    {
        Assert.Equal(0, Attest().ExitCode);
        ToolRun other = Verify("-e", "enterprise");
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("The verdict is about edition 'open', not 'enterprise'.", other.Output, StringComparison.Ordinal);
        Assert.Contains("says nothing of editions", Verify("-a", Model, "-e", "open").Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verdict_is_a_statement_valid_against_the_specification_and_names_every_file()
    {
        Assert.Equal(0, Attest().ExitCode);
        string statement = Statement(Verdict);
        await RepositorySchemas.AssertValid("tests/Schemas/in-toto-svr-0.2.schema.json", statement);
        await RepositorySchemas.AssertValid("tests/Schemas/sigstore-bundle-0.3.schema.json", File.ReadAllText(Verdict));
        using JsonDocument json = JsonDocument.Parse(statement);
        Assert.Equal(["README.md", "config/empty.txt", "model.safetensors"], json.RootElement.GetProperty("subject").EnumerateArray().Select(subject => subject.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
        List<string> properties = [.. json.RootElement.GetProperty("predicate").GetProperty("properties").EnumerateArray().Select(property => property.GetString()!)];
        Assert.Contains("RELEASEGUARD_VERDICT_PASS", properties);
        Assert.Contains("RELEASEGUARD_EDITION_OPEN", properties);
        Assert.Contains("RELEASEGUARD_NO_WITHHELD_TENSORS", properties);
    }

    /// <summary>The rules of model signing v1.0, computed here once more: digests of files, their order by path segments, the root over the raw digests, DSSE's encoding, a DER signature.</summary>
    [Fact]
    public async Task The_list_of_files_is_what_model_signing_computes()
    {
        Assert.Equal(0, Attest().ExitCode);
        string statement = Statement(Model);
        await RepositorySchemas.AssertValid("tests/Schemas/model-signing-1.0.schema.json", statement);
        await RepositorySchemas.AssertValid("tests/Schemas/sigstore-bundle-0.3.schema.json", File.ReadAllText(Model));
        using JsonDocument json = JsonDocument.Parse(statement);
        string[] names = ["README.md", "config/empty.txt", "model.safetensors"];
        JsonElement[] resources = [.. json.RootElement.GetProperty("predicate").GetProperty("resources").EnumerateArray()];
        Assert.Equal(names, resources.Select(resource => resource.GetProperty("name").GetString()));
        byte[][] digests = [.. names.Select(name => SHA256.HashData(File.ReadAllBytes(Path.Combine(Dist, name))))];
        Assert.Equal(digests.Select(Convert.ToHexStringLower), resources.Select(resource => resource.GetProperty("digest").GetString()));
        JsonElement subject = json.RootElement.GetProperty("subject")[0];
        Assert.Equal("dist", subject.GetProperty("name").GetString());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([.. digests.SelectMany(digest => digest)])), subject.GetProperty("digest").GetProperty("sha256").GetString());

        JsonNode bundle = JsonNode.Parse(File.ReadAllText(Model))!;
        byte[] payload = Convert.FromBase64String(bundle["dsseEnvelope"]!["payload"]!.GetValue<string>());
        byte[] signature = Convert.FromBase64String(bundle["dsseEnvelope"]!["signatures"]![0]!["sig"]!.GetValue<string>());
        using ECDsa key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(_public));
        byte[] signed = [.. Encoding.ASCII.GetBytes($"DSSEv1 28 application/vnd.in-toto+json {payload.Length} "), .. payload];
        Assert.True(key.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        string pem = File.ReadAllText(_public).Trim() + "\n";
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(pem))), bundle["verificationMaterial"]!["publicKey"]!["hint"]!.GetValue<string>());
    }

    [Fact]
    public void Only_a_pass_is_signed_for()
    {
        _workshop.Safetensors("dist/leak.safetensors", ("heads.cyber.out.weight", [2]));
        ToolRun run = Attest();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("only a pass is signed for; nothing was written", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Model) || File.Exists(Verdict));
    }

    [Fact]
    public void A_key_that_cannot_be_used_is_told_by_what_it_is()
    {
        using ECDsa wide = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using RSA rsa = RSA.Create(2048);
        using ECDsa right = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string locked = right.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        foreach ((string pem, string why) in new[]
        {
            (wide.ExportPkcs8PrivateKeyPem(), "another curve"),
            (rsa.ExportPkcs8PrivateKeyPem(), "no EC key in PEM"),
            ("hello", "no EC key in PEM"),
            ("", "no EC key in PEM"),
            (new string('x', 70_000), "too large for a key"),
            (locked, "is encrypted"),
            (File.ReadAllText(_public), "is a public key"),
        })
        {
            ToolRun run = ToolRun.Of("attest", Dist, "-e", "open", "-k", _workshop.Text("bad.pem", pem));
            Assert.Equal(4, run.ExitCode);
            Assert.Contains(why, run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Attestations_inside_the_release_are_refused_when_written_and_overlooked_when_verified()
    {
        Assert.Equal(4, Attest("-o", Path.Combine(Dist, "model")).ExitCode);
        Assert.Equal(0, Attest().ExitCode);
        File.Move(Model, Path.Combine(Dist, "model.sig"));
        Assert.Equal(0, Verify("-a", Path.Combine(Dist, "model.sig")).ExitCode);
    }

    [Fact]
    public void A_package_is_signed_for_as_one_file()
    {
        string package = _workshop.PathOf("Contoso.1.0.0.nupkg");
        System.IO.Compression.ZipFile.CreateFromDirectory(Dist, package);
        Assert.Equal(0, ToolRun.Of("attest", package, "-e", "open", "-k", _private).ExitCode);
        Assert.Equal(0, ToolRun.Of("verify", package, "-k", _public).ExitCode);
        File.AppendAllText(package, " ");
        Assert.Equal(1, ToolRun.Of("verify", package, "-k", _public).ExitCode);
    }

    [Fact]
    public void What_is_not_there_is_wrong_usage_or_nothing()
    {
        Assert.Equal(4, Verify().ExitCode);
        Assert.Equal(4, ToolRun.Of("verify", Dist + "x", "-k", _public).ExitCode);
        Assert.Equal(0, Attest().ExitCode);
        Directory.Delete(Dist, recursive: true);
        Directory.CreateDirectory(Dist);
        Assert.Equal(1, Verify().ExitCode);
    }

    [Fact]
    public void The_leak_breaks_its_rule_and_its_clean_twin_passes()
    {
        string leak = Path.Combine(RepositorySchemas.RepositoryRoot, "samples", "Leaks", "RG7004");
        ToolRun found = ToolRun.Of("verify", Path.Combine(leak, "ships"), "-k", Path.Combine(leak, "release-key.pub"), "-e", "open");
        Assert.Equal(1, found.ExitCode);
        Assert.Contains("error RG7004: File 'README.md'", found.Output, StringComparison.Ordinal);
        Assert.Equal(0, ToolRun.Of("verify", Path.Combine(leak, "clean", "ships"), "-k", Path.Combine(leak, "clean", "release-key.pub"), "-e", "open").ExitCode);
    }

    private void Tamper(string what)
    {
        string readme = Path.Combine(Dist, "README.md");
        string model = Path.Combine(Dist, "model.safetensors");
        switch (what)
        {
            case "changed":
                File.AppendAllText(readme, "More.\n");
                break;
            case "added":
                _workshop.Text("dist/extra.bin", "x");
                break;
            case "removed":
                File.Delete(readme);
                break;
            case "renamed":
                File.Move(readme, Path.Combine(Dist, "readme.txt"));
                break;
            case "swapped":
                File.Move(model, model + ".x");
                File.Move(readme, model);
                File.Move(model + ".x", readme);
                break;
            default:
                byte[] bytes = File.ReadAllBytes(model);
                bytes[^1] ^= 1;
                File.WriteAllBytes(model, bytes);
                break;
        }
    }

    private static string Edited(string bundle, string edit)
    {
        JsonNode json = JsonNode.Parse(bundle)!;
        JsonNode envelope = json["dsseEnvelope"]!;
        switch (edit)
        {
            case "statement":
                string statement = Encoding.UTF8.GetString(Convert.FromBase64String(envelope["payload"]!.GetValue<string>()));
                envelope["payload"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(statement.Replace("README", "README2", StringComparison.Ordinal)));
                break;
            case "signature":
                byte[] signature = Convert.FromBase64String(envelope["signatures"]![0]!["sig"]!.GetValue<string>());
                signature[^1] ^= 1;
                envelope["signatures"]![0]!["sig"] = Convert.ToBase64String(signature);
                break;
            case "payload type":
                envelope["payloadType"] = "application/json";
                break;
            case "media type":
                json["mediaType"] = "application/json";
                break;
            case "second signature":
                envelope["signatures"]!.AsArray().Add(envelope["signatures"]![0]!.DeepClone());
                break;
            case "no base64":
                envelope["payload"] = "***";
                break;
            case "repeated key":
                return bundle.Replace("\"payloadType\"", "\"payload\": \"e30=\", \"payloadType\"", StringComparison.Ordinal);
            case "truncated":
                return bundle[..(bundle.Length / 2)];
            case "trailing":
                return bundle + "{}";
            default:
                return "";
        }

        return json.ToJsonString();
    }

    private static string Statement(string bundle) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(JsonNode.Parse(File.ReadAllText(bundle))!["dsseEnvelope"]!["payload"]!.GetValue<string>()));

    private void Resign(string bundle, string statement)
    {
        JsonNode json = JsonNode.Parse(File.ReadAllText(bundle))!;
        byte[] payload = Encoding.UTF8.GetBytes(statement);
        using ECDsa key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(_private));
        byte[] signed = [.. Encoding.ASCII.GetBytes($"DSSEv1 28 application/vnd.in-toto+json {payload.Length} "), .. payload];
        byte[] signature = key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        json["dsseEnvelope"]!["payload"] = Convert.ToBase64String(payload);
        json["dsseEnvelope"]!["signatures"]![0]!["sig"] = Convert.ToBase64String(signature);
        File.WriteAllText(bundle, json.ToJsonString());
    }

    private (string Private, string Public) Key(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return (_workshop.Text("keys/" + name + ".pem", key.ExportPkcs8PrivateKeyPem() + "\n"), _workshop.Text("keys/" + name + ".pub", key.ExportSubjectPublicKeyInfoPem() + "\n"));
    }
}
