using System;
using System.Collections.Generic;
using System.Text;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Formats.PyTorch;

/// <summary>The members of a tar archive as PyTorch 0.1.1 wrote it: a handful of plain files. Anything a loader would skip is reported.</summary>
internal sealed class TarMembers(FactsBuilder facts, PagedBytes bytes)
{
    private const int Block = 512;
    private const int MaxMembers = 1000;
    private static readonly string[] Known = ["sys_info", "pickle", "tensors", "storages"];

    private readonly Dictionary<string, (long Offset, long Length)> _members = new(StringComparer.Ordinal);

    public static bool Recognises(ReadOnlySpan<byte> head)
    {
        if (head.Length < Block || !head.Slice(257, 5).SequenceEqual("ustar"u8))
        {
            return false;
        }

        return Array.IndexOf(Known, NameOf(head).TrimStart('.', '/')) >= 0;
    }

    public bool TryFind(string name, out (long Offset, long Length) place) => _members.TryGetValue(name, out place);

    public void Read()
    {
        long position = 0;
        var header = new byte[Block];
        while (bytes.TryRead(position, header) && header.AsSpan().HasNonZero())
        {
            if (_members.Count >= MaxMembers || Octal(header.AsSpan(124, 12)) is not { } length || length > bytes.Length - position - Block)
            {
                facts.Malformed("P1", "a tar header does not give a length that fits the file, or there are too many", position, Block);
                return;
            }

            if (Octal(header.AsSpan(148, 8)) != Checksum(header))
            {
                facts.Malformed("P1", "a tar header does not have its checksum", position, Block);
            }

            var name = NameOf(header).TrimStart('.', '/');
            var type = (char)header[156];
            if (type is '1' or '2')
            {
                facts.Problem("P1", ArtifactProblemKind.PathEscape, $"member '{name}' is a link", position, Block);
            }
            else if (type is not ('0' or '\0' or '5' or 'x'))
            {
                facts.Malformed("P1", $"member '{name}' is of type '{type}', which PyTorch does not write", position, Block);
            }

            if (ArtifactPath.WhyItEscapes(NameOf(header)) is { } why)
            {
                facts.Problem("P1", ArtifactProblemKind.PathEscape, $"member '{NameOf(header)}': {why}", position, Block);
            }

            if (type is '0' or '\0')
            {
                if (_members.ContainsKey(name))
                {
                    facts.Malformed("P1", $"member '{name}' stands twice", position, Block);
                }

                _members[name] = (position + Block, length);
                if (Array.IndexOf(Known, name) < 0)
                {
                    facts.Problem("P6", ArtifactProblemKind.Orphan, $"member '{name}' of {length} bytes is none PyTorch reads", position + Block, length);
                    facts.Payload($"member '{name}'", position + Block, length);
                }
            }

            position += Block + ((length + Block - 1) / Block * Block);
        }

        CheckTail(position);
    }

    private void CheckTail(long position)
    {
        for (var at = position; at < bytes.Length;)
        {
            var run = bytes.Run(at);
            if (run.HasNonZero())
            {
                facts.Problem("P9", ArtifactProblemKind.Orphan, "bytes follow the end of the tar archive", position, bytes.Length - position);
                facts.Payload("tail", position, bytes.Length - position);
                return;
            }

            at += run.Length;
        }

        if (position >= bytes.Length)
        {
            facts.Malformed("P1", "the tar archive has no end mark", bytes.Length);
        }
    }

    private static string NameOf(ReadOnlySpan<byte> header)
    {
        var name = header.Slice(0, 100);
        var end = name.IndexOf((byte)0);
        return Encoding.UTF8.GetString(name.Slice(0, end < 0 ? 100 : end).ToArray());
    }

    private static long? Octal(ReadOnlySpan<byte> digits)
    {
        long value = 0;
        var any = false;
        foreach (var b in digits)
        {
            if (b is >= (byte)'0' and <= (byte)'7')
            {
                value = (value * 8) + (b - '0');
                any = true;
            }
            else if (b is not ((byte)' ' or 0))
            {
                return null;
            }
        }

        return any && value >= 0 ? value : null;
    }

    private static long Checksum(ReadOnlySpan<byte> header)
    {
        long sum = 0;
        for (var i = 0; i < header.Length; i++)
        {
            sum += i is >= 148 and < 156 ? ' ' : header[i];
        }

        return sum;
    }
}
