using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Formats.PyTorch;

/// <summary>The form of PyTorch 0.1.10 to 1.5: five pickles in a row (magic, protocol, system, object, keys), then each storage as a count and its bytes.</summary>
internal sealed class PyTorchLegacy(FactsBuilder facts)
{
    private const long ProtocolVersion = 1001;

    /// <summary>The pickled number 0x1950a86a20f9469cfc6c.</summary>
    public static ReadOnlySpan<byte> Magic => [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e];

    public void Read()
    {
        var bytes = new PagedBytes(facts.Reader);
        var input = new PickleInput(bytes, Magic.Length, bytes.Length - Magic.Length, 0);
        if (new PickleMachine(facts, input, false).Run() is not PickleInteger { Value: ProtocolVersion })
        {
            facts.Malformed("P9", $"the second pickle is not the protocol number {ProtocolVersion}", Magic.Length);
            return;
        }

        var system = new PickleMachine(facts, input, false).Run();
        var isBigEndian = system is PickleContainer { Kind: PickleContainerKind.Dictionary } info && IsBigEndian(info);
        var machine = new PickleMachine(facts, input, false);
        if (system is null || machine.Run() is not { } result || new PickleMachine(facts, input, false).Run() is not { } keyList)
        {
            return;
        }

        if (keyList is not PickleContainer { Kind: PickleContainerKind.List, Items: var keys })
        {
            facts.Malformed("P9", "the fifth pickle is not the list of storage keys", input.Position);
            return;
        }

        var records = ReadStorages(bytes, input.Position, keys, machine.Storages, out var end);
        var storages = new TorchStorages(facts, key => records.TryGetValue(key, out var record) ? record : null, place => place, isBigEndian);
        PickleObjects.Lay(facts, machine, result, storages, "", null);
        foreach (var pair in records)
        {
            if (!storages.Keys.Contains(pair.Key))
            {
                facts.Problem("P6", ArtifactProblemKind.Orphan, $"storage '{pair.Key}' of {pair.Value.Length} bytes is named by no tensor", pair.Value.Offset, pair.Value.Length);
                facts.Payload($"storage '{pair.Key}'", pair.Value.Offset, pair.Value.Length);
            }
        }

        if (end < bytes.Length)
        {
            facts.Malformed("P9", $"{bytes.Length - end} bytes follow the last storage", end, bytes.Length - end);
            facts.Problem("P9", ArtifactProblemKind.Orphan, $"{bytes.Length - end} bytes follow the last storage", end, bytes.Length - end);
            facts.Payload("tail", end, bytes.Length - end);
        }
    }

    private static bool IsBigEndian(PickleContainer system)
    {
        for (var i = 0; i + 1 < system.Items.Count; i += 2)
        {
            if (system.Items[i] is PickleText { Text: "little_endian" })
            {
                return system.Items[i + 1] == PickleValue.False;
            }
        }

        return false;
    }

    private Dictionary<string, StorageRecord> ReadStorages(PagedBytes bytes, long position, List<PickleValue> keys, List<PickleStorage> named, out long end)
    {
        // The count is in elements, so a storage's length depends on the class the object gave it.
        var widths = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var storage in named)
        {
            widths[storage.Key] = storage.Type is { } type ? Math.Max(1, type.BlockBits / 8) : 1;
        }

        var records = new Dictionary<string, StorageRecord>(StringComparer.Ordinal);
        foreach (var item in keys)
        {
            if (PickleCalls.KeyOf(item) is not { } key || records.ContainsKey(key))
            {
                facts.Malformed("P9", "a storage key is listed twice or is no text", position);
                break;
            }

            if (!bytes.TryUInt64(position, out var elements))
            {
                facts.Malformed("P3", $"the file ends before storage '{key}'", bytes.Length);
                break;
            }

            position += 8;
            var width = widths.TryGetValue(key, out var known) ? known : 1;
            var available = bytes.Length - position;
            if (elements > (ulong)(available / width))
            {
                facts.Malformed("P3", $"storage '{key}' says it has {elements} elements of {width} bytes; {available} bytes are left", position - 8, 8);
                records[key] = new StorageRecord(position, available, available, false);
                position = bytes.Length;
                break;
            }

            var length = (long)elements * width;
            records[key] = new StorageRecord(position, length, length, false);
            position += length;
        }

        end = position;
        return records;
    }
}
