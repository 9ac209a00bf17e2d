using System;
using System.Text;
using ReleaseGuard.Artifacts.Archives;

namespace ReleaseGuard.Artifacts.Formats.PyTorch;

/// <summary>
/// PyTorch checkpoints in their three forms (zip, legacy pickle, tar) and TorchScript. Pickles are described by a symbolic machine and never run;
/// what weights do not need is reported as able to run code. Invariants P1 to P12.
/// </summary>
internal sealed class PyTorchFormat : ArtifactFormat
{
    private static readonly string[] FirstRecords =
        ["data.pkl", "byteorder", "version", "constants.pkl", ".format_version", ".storage_alignment", ".data/serialization_id", "data/0"];

    public override string Name => "pytorch";

    public override string[] Extensions => [".pt", ".pth", ".ckpt"];

    public override bool Recognises(ReadOnlySpan<byte> head, long length) => IsArchive(head) || IsLegacy(head) || TarMembers.Recognises(head);

    protected override void Read(FactsBuilder facts)
    {
        var head = new byte[(int)Math.Min(1024, facts.Reader.Length)];
        facts.Reader.TryRead(0, head);
        if (ZipArchiveReader.Recognises(head))
        {
            facts.Metadata("form", "zip");
            new PyTorchArchive(facts).Read();
        }
        else if (IsLegacy(head))
        {
            facts.Metadata("form", "legacy");
            new PyTorchLegacy(facts).Read();
        }
        else if (TarMembers.Recognises(head))
        {
            facts.Metadata("form", "tar");
            new PyTorchTar(facts).Read();
        }
        else
        {
            facts.Malformed("P1", "the file is neither a zip archive, nor a pickle with PyTorch's magic number, nor a tar archive", 0, Math.Min(16, facts.Reader.Length));
        }
    }

    private static bool IsLegacy(ReadOnlySpan<byte> head) => head.Length >= PyTorchLegacy.Magic.Length && head.Slice(0, PyTorchLegacy.Magic.Length).SequenceEqual(PyTorchLegacy.Magic);

    /// <summary>Whether the first entry is named like a record under the archive's one folder.</summary>
    private static bool IsArchive(ReadOnlySpan<byte> head)
    {
        const int NameAt = 30;
        if (!ZipArchiveReader.Recognises(head) || head.Length < NameAt)
        {
            return false;
        }

        var length = head[26] | (head[27] << 8);
        if (head.Length < NameAt + length)
        {
            return false;
        }

        var name = Encoding.UTF8.GetString(head.Slice(NameAt, length).ToArray());
        var slash = name.IndexOf('/');
        return slash > 0 && (Array.IndexOf(FirstRecords, name.Substring(slash + 1)) >= 0 || name.Substring(slash + 1).StartsWith("code/__torch__", StringComparison.Ordinal));
    }
}
