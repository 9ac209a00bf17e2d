using System;
using System.Buffers.Binary;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ReleaseGuard.Inspection.Tests.Facts;

/// <summary>RG3017 leaves alone what ships beside weights and programs every day, by what it is and not by what it is called.</summary>
public sealed class HarmlessFileTests
{
    private static readonly byte[] Noise = Random(24_000);

    [Fact]
    public void Certificates_and_keys_are_told_by_their_structure()
    {
        using var key = RSA.Create(4096);
        using var certificate = new CertificateRequest("CN=Contoso", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(99));
        Assert.Empty(Findings("contoso.cer", certificate.RawData));
        Assert.Empty(Findings("contoso.pfx", certificate.Export(X509ContentType.Pkcs12, "secret")));
        Assert.Empty(Findings("contoso.key", key.ExportPkcs8PrivateKey()));
        for (var length = 0; length < 3; length++)
        {
            var named = new CertificateRequest("CN=Contoso" + new string('x', length), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(99));
            Assert.Empty(Findings("roots.pem", Encoding.ASCII.GetBytes(named.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n")));
        }

        Assert.Empty(Findings("contoso.xml", Encoding.ASCII.GetBytes($"<doc><!-- {Convert.ToBase64String(key.ExportPkcs8PrivateKey())} --></doc>")));
    }

    [Fact]
    public void A_signature_without_lengths_is_told_too_and_weights_wrapped_as_one_are_not()
    {
        // BER: a sequence and its content without lengths, as time stamps are written.
        byte[] signature = [0x30, 0x80, .. Element(0x06, [42, 134, 72, 134, 247, 13, 1, 7, 2]), 0xA0, 0x80, .. Enumerable.Range(0, 12).SelectMany(i => Element(0x04, Noise.AsSpan(i * 512, 512).ToArray())), 0, 0, 0, 0];
        Assert.Empty(Findings("stamp.p7s", signature));
        Assert.Empty(Findings("signed.xml", Encoding.ASCII.GetBytes($"<s>{Convert.ToBase64String(signature)}</s>")));
        Assert.Equal(["RG3017"], Findings("stamp.p7s", Element(0x30, Element(0x04, Noise))));
        Assert.Equal(["RG3017"], Findings("stamp.p7s", [.. signature, .. Noise]));
        Assert.Equal(["RG3017"], Findings("stamp.p7s", [0x30, 0x82, .. Noise]));
        Assert.Equal(["RG3017"], Findings("signed.xml", Encoding.ASCII.GetBytes($"<s>{Convert.ToBase64String(Element(0x30, Element(0x04, Noise)))}</s>")));
    }

    [Fact]
    public void A_table_of_columns_is_told_by_both_its_ends()
    {
        var footer = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(footer, 2000);
        Assert.Empty(Findings("train.parquet", [.. "PAR1"u8, .. Noise, .. footer, .. "PAR1"u8]));
        Assert.Equal(["RG3017"], Findings("train.parquet", [.. "PAR1"u8, .. Noise]));
        BinaryPrimitives.WriteInt32LittleEndian(footer, 200_000);
        Assert.Equal(["RG3017"], Findings("train.parquet", [.. "PAR1"u8, .. Noise, .. footer, .. "PAR1"u8]));
    }

    [Fact]
    public void Vocabularies_are_text_or_pieces_and_not_weights()
    {
        // tiktoken: a line for each token, in base64, and its rank.
        var lines = string.Join("\n", Enumerable.Range(0, 30_000).Select(i => Convert.ToBase64String(Encoding.UTF8.GetBytes("tok" + (i * 7919 % 100_003))) + " " + i));
        Assert.Empty(Findings("cl100k_base.tiktoken", Encoding.ASCII.GetBytes(lines)));

        // SentencePiece: a message for each piece, with its text, its score and its kind.
        var pieces = Enumerable.Range(0, 32_000).SelectMany(i => Piece("\u2581w" + (i * 7919 % 100_003).ToString("x"), -(float)Math.Log(i + 2))).ToArray();
        Assert.Empty(Findings("tokenizer.model", pieces));

        var merges = string.Join(",\n", Enumerable.Range(0, 20_000).Select(i => $"\"a{i % 991} b{i * 31 % 977}\""));
        Assert.Empty(Findings("tokenizer.json", Encoding.UTF8.GetBytes("""{"model":{"type":"BPE","vocab":{"a":0},"merges":[""" + merges + "]}}")));
    }

    private static byte[] Piece(string text, float score)
    {
        var name = Encoding.UTF8.GetBytes(text);
        var bytes = new byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, score);
        return [0x0A, (byte)(name.Length + 7), 0x0A, (byte)name.Length, .. name, 0x15, .. bytes];
    }

    private static byte[] Element(byte tag, byte[] content) => content.Length < 128
        ? [tag, (byte)content.Length, .. content]
        : [tag, 0x82, (byte)(content.Length >> 8), (byte)content.Length, .. content];

    private static byte[] Random(int count)
    {
        var bytes = new byte[count];
        new Random(11).NextBytes(bytes);
        return bytes;
    }

    private static string[] Findings(string name, byte[] content)
    {
        using var folder = new TemporaryFolder();
        folder.Write(name, content);
        return [.. Audit.Run(folder.Path, Audit.PolicyText("")).Findings.Select(finding => finding.RuleId)];
    }
}
