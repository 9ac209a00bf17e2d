using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace ReleaseGuard.Inspection.Attestations;

/// <summary>A local key that signs or verifies: ECDSA on curve P-256 (FIPS 186-5), in PEM.</summary>
public sealed class ReleaseKey : IDisposable
{
    /// <summary>No PEM of one key is larger; what is larger is another file.</summary>
    private const int MaxBytes = 64 * 1024;

    private readonly ECDsa _key;

    private ReleaseKey(ECDsa key, bool canSign)
    {
        _key = key;
        CanSign = canSign;
    }

    /// <summary>Whether it is a private key.</summary>
    public bool CanSign { get; }

    /// <summary>What names it in a bundle: SHA-256 of the public key's PEM, as model signing writes it.</summary>
    public string Hint => Hex.Lower(SHA256.HashData(Encoding.UTF8.GetBytes(_key.ExportSubjectPublicKeyInfoPem() + "\n")));

    /// <summary>The key in a PEM file.</summary>
    /// <param name="path">The file: a private key (PKCS #8, encrypted or not, or SEC 1) or a public one.</param>
    /// <param name="password">What opens an encrypted key; null where nothing was given.</param>
    /// <exception cref="InvalidDataException">The file holds no such key; the message says what it holds instead.</exception>
    public static ReleaseKey Read(string path, string? password)
    {
        string pem = ReadText(path);
        bool isEncrypted = pem.Contains("ENCRYPTED", StringComparison.Ordinal);
        if (isEncrypted && password is null)
            throw new InvalidDataException($"'{path}' is encrypted; set RELEASEGUARD_KEY_PASSWORD to its password");

        ECDsa key = ECDsa.Create();
        try
        {
            if (isEncrypted)
                key.ImportFromEncryptedPem(pem, password);
            else
                key.ImportFromPem(pem);
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value != "1.2.840.10045.3.1.7")
                throw new InvalidDataException($"'{path}' is an EC key of another curve; ReleaseGuard signs with P-256 (prime256v1)");
            return new ReleaseKey(key, pem.Contains("PRIVATE KEY", StringComparison.Ordinal));
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new InvalidDataException(isEncrypted
                ? $"'{path}' could not be opened: the password is wrong, or it is no EC key"
                : $"'{path}' holds no EC key in PEM; 'openssl ecparam -name prime256v1 -genkey -noout -out key.pem' makes one");
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>The text of a small file. What goes on and on, as a device does, is not read to its end.</summary>
    private static string ReadText(string path)
    {
        byte[] bytes = new byte[MaxBytes + 1];
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length <= MaxBytes ? Encoding.UTF8.GetString(bytes, 0, length) : throw new InvalidDataException($"'{path}' is too large for a key in PEM");
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    internal byte[] Sign(byte[] message) => _key.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    internal bool Verifies(byte[] message, byte[] signature) => _key.VerifyData(message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
}
