using System;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Formats.PyTorch;

/// <summary>A pickle that is no PyTorch file: any number of them in a row, described and never run, with the same set of what weights need.</summary>
internal sealed class PickleFormat : ArtifactFormat
{
    public override string Name => "pickle";

    public override string[] Extensions => [".pkl", ".pickle", ".joblib", ".dill"];

    /// <summary>Protocols 2 to 5 by their first opcode; protocols 0 and 1 where they begin by naming a module and something in it.</summary>
    public override bool Recognises(ReadOnlySpan<byte> head, long length)
    {
        if (head.Length >= 3 && head[0] == 0x80 && head[1] is >= 2 and <= 5)
        {
            return PickleOpcodes.IsAllowed(head[2]) || PickleOpcodes.NameOf(head[2]) is not null;
        }

        if (head.Length < 6 || head[0] is not ((byte)'c' or (byte)'('))
        {
            return false;
        }

        // Protocol 0 and 1 dictionaries, lists and strings: "(dp0\n", "(lp0\n", "(S'".
        if (head[0] == '(' && ((head[1] is (byte)'d' or (byte)'l' && head[2] == 'p' && head[3] is >= (byte)'0' and <= (byte)'9') || (head[1] == 'S' && head[2] is (byte)'\'' or (byte)'"')))
        {
            return true;
        }

        // "cos\nsystem\n(" or "(cos\nsystem\n": two lines of names, then an opcode that takes or makes arguments.
        var rest = head.Slice(head[0] == '(' ? 2 : 1);
        if (head[0] == '(' && head[1] is not ((byte)'c' or (byte)'i'))
        {
            return false;
        }

        for (var line = 0; line < 2; line++)
        {
            var end = rest.IndexOf((byte)'\n');
            if (end <= 0 || !IsName(rest.Slice(0, end)))
            {
                return false;
            }

            rest = rest.Slice(end + 1);
        }

        return rest.Length > 0 && rest[0] is (byte)'(' or (byte)')' or (byte)'q' or (byte)'p' or (byte)'S' or (byte)'V' or (byte)'X' or (byte)']' or (byte)'}' or (byte)'o';
    }

    protected override void Read(FactsBuilder facts)
    {
        var bytes = new PagedBytes(facts.Reader);
        var input = new PickleInput(bytes, 0, bytes.Length, 0);
        var count = 0;
        while (!input.AtEnd)
        {
            var start = input.Position;
            if (count > 0 && input.PeekByte() != 0x80)
            {
                facts.Problem("P9", ArtifactProblemKind.Orphan, $"{input.Remaining} bytes follow the end of the pickle", start, input.Remaining);
                facts.Payload("bytes after a pickle", start, input.Remaining);
                return;
            }

            if (count == 1)
            {
                facts.Note("P9", "more than one pickle stands in the file", start);
            }

            // A storage named by a lone pickle is in some other record: the tensors can be listed, their bytes cannot.
            var storages = new TorchStorages(facts, _ => null, place => place, false);
            if (!PickleObjects.Read(facts, new PickleMachine(facts, input, false), storages, count == 0 ? "" : $"pickle{count}"))
            {
                facts.Problem("P9", ArtifactProblemKind.Unread, "what follows the place where the pickle breaks off is not understood", input.Position, input.Remaining);
                return;
            }

            count++;
        }

        if (count == 0)
        {
            facts.Malformed("P8", "the file is empty");
        }
    }

    private static bool IsName(ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
        {
            if (b is not ((>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'_' or (byte)'.'))
            {
                return false;
            }
        }

        return true;
    }
}
