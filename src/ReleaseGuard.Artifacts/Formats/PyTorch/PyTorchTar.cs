using System;
using System.Collections.Generic;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Formats.PyTorch;

/// <summary>
/// The tar form of PyTorch 0.1.1: members for storages, tensors and the object. Its loader runs the pickles unrestricted (CVE-2025-32434), so the form
/// itself is worth a line; each pickle is held to the weights-only set all the same.
/// </summary>
internal sealed class PyTorchTar(FactsBuilder facts)
{
    private const int MaxRank = 64;

    private readonly PagedBytes _bytes = new(facts.Reader);
    private readonly Dictionary<string, StorageRecord> _records = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PickleStorage> _storages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PickleTensor> _tensors = new(StringComparer.Ordinal);

    public void Read()
    {
        facts.Note("P8", "the tar form of PyTorch 0.1.1; its loader does not restrict what a pickle may do", 0, 512);
        var members = new TarMembers(facts, _bytes);
        members.Read();
        if (!members.TryFind("storages", out var storages) || !members.TryFind("tensors", out var tensors) || !members.TryFind("pickle", out var pickle))
        {
            facts.Malformed("P1", "the archive lacks storages, tensors or pickle", 0);
            return;
        }

        if (members.TryFind("sys_info", out var system))
        {
            new PickleMachine(facts, Input(system), false).Run();
        }

        ReadStorages(Input(storages));
        ReadTensors(Input(tensors));
        var machine = new PickleMachine(facts, Input(pickle), false);
        var result = machine.Run();
        machine.Storages.AddRange(_storages.Values);
        machine.Made.AddRange(_tensors.Values);
        var table = new TorchStorages(facts, key => _records.TryGetValue(key, out var record) ? record : null, place => place, false);
        PickleObjects.Lay(facts, machine, result, table, "", key => _tensors.TryGetValue(key, out var tensor) ? tensor : null);
    }

    private PickleInput Input((long Offset, long Length) member) => new(_bytes, member.Offset, member.Length, 0);

    private long? ReadCount(PickleInput input, string what)
    {
        if (new PickleMachine(facts, input, false).Run() is PickleInteger { Value: >= 0 and var count })
        {
            return count;
        }

        facts.Malformed("P9", $"the {what} do not begin with their number", input.Position);
        return null;
    }

    private void ReadStorages(PickleInput input)
    {
        var count = ReadCount(input, "storages");
        for (long i = 0; i < count; i++)
        {
            var at = input.Position;
            if (new PickleMachine(facts, input, false).Run() is not PickleTuple { Items: [var keyValue, _, PickleGlobal { Name: var typeName }] }
                || PickleCalls.KeyOf(keyValue) is not { } key || !PickleGlobals.TryStorage(typeName, out var type) || type is null)
            {
                facts.Malformed("P9", "a storage does not say its key and type", at);
                return;
            }

            var elements = (long)input.UInt64();
            var offset = input.Position;
            if (elements < 0 || type.ByteLength(elements) is not { } length || !input.Skip((ulong)length))
            {
                facts.Malformed("P3", $"storage '{key}' says it has {elements} elements; the member ends first", at);
                return;
            }

            _records[key] = new StorageRecord(offset, length, length, false);
            _storages[key] = new PickleStorage(key, type, typeName, elements, 0, elements, at);
        }

        if (count is null)
        {
            return;
        }

        // Views of storages: (key, root key, offset, elements).
        if (new PickleMachine(facts, input, false).Run() is not PickleContainer { Kind: PickleContainerKind.List } views)
        {
            facts.Malformed("P9", "the storages do not end with the list of their views", input.Position);
            return;
        }

        foreach (var view in views.Items)
        {
            if (view is PickleTuple { Items: [var key, var rootKey, PickleInteger offset, PickleInteger size] }
                && PickleCalls.KeyOf(key) is { } name && PickleCalls.KeyOf(rootKey) is { } rootName && _storages.TryGetValue(rootName, out var root)
                && offset.Value >= 0 && size.Value >= 0 && offset.Value <= root.Elements && size.Value <= root.Elements - offset.Value)
            {
                _storages[name] = new PickleStorage(rootName, root.Type, root.TypeName, root.Elements, offset.Value, size.Value, input.Position);
            }
            else
            {
                facts.Malformed("P4", "a view of a storage leaves it, or names none", input.Position);
            }
        }

        Tail(input, "storages");
    }

    private void ReadTensors(PickleInput input)
    {
        var count = ReadCount(input, "tensors");
        for (long i = 0; i < count; i++)
        {
            var at = input.Position;
            if (new PickleMachine(facts, input, false).Run() is not PickleTuple { Items: [var keyValue, var storageKey, _] } || PickleCalls.KeyOf(keyValue) is not { } key)
            {
                facts.Malformed("P9", "a tensor does not say its key, storage and type", at);
                return;
            }

            var rank = (int)input.UInt32();
            input.UInt32();
            if (rank is < 0 or > MaxRank)
            {
                facts.Malformed("P4", $"a tensor has {rank} dimensions", at);
                return;
            }

            var size = new long[rank];
            var stride = new long[rank];
            for (var d = 0; d < rank; d++)
            {
                size[d] = (long)input.UInt64();
            }

            for (var d = 0; d < rank; d++)
            {
                stride[d] = (long)input.UInt64();
            }

            var offset = (long)input.UInt64();
            if (input.Ended)
            {
                facts.Malformed("P9", "the tensors end inside one", at);
                return;
            }

            if (PickleCalls.KeyOf(storageKey) is { } name && _storages.TryGetValue(name, out var storage) && storage.Type is { } type)
            {
                _tensors[key] = new PickleTensor(storage, type, offset, size, stride, at);
            }
            else
            {
                facts.Problem("P3", ArtifactProblemKind.Unread, $"tensor '{key}' is over a storage that is not in the file", at, 1);
            }
        }

        Tail(input, "tensors");
    }

    private void Tail(PickleInput input, string what)
    {
        if (!input.AtEnd)
        {
            facts.Problem("P9", ArtifactProblemKind.Orphan, $"{input.Remaining} bytes follow the {what}", input.Position, input.Remaining);
            facts.Payload($"bytes after the {what}", input.Position, input.Remaining);
        }
    }
}
