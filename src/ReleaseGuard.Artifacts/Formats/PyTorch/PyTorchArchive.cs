using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Artifacts.Archives;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Formats.PyTorch;

/// <summary>The zip form of PyTorch 1.6 and later, TorchScript with it: records under one folder, pickles among them, a record for each storage (P1, P2, P6).</summary>
internal sealed class PyTorchArchive(FactsBuilder facts)
{
    private static readonly string[] Bookkeeping = ["byteorder", "version", ".format_version", ".storage_alignment", ".data/serialization_id"];

    private readonly Dictionary<string, ZipEntryFacts> _records = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private ZipArchiveReader _zip = null!;

    public void Read()
    {
        var source = facts.Reader.Source;
        _zip = ZipArchiveReader.Open(source, facts.Reader.Cancellation);
        facts.Take(_zip);
        var entries = _zip.Entries;
        var top = entries.Count > 0 ? entries[0].Name.Substring(0, entries[0].Name.IndexOf('/') + 1) : "";
        foreach (var entry in entries)
        {
            if (entry.Name.StartsWith(top, StringComparison.Ordinal) && top.Length > 0)
            {
                _records[entry.Name.Substring(top.Length)] = entry;
            }
            else
            {
                facts.Malformed("P1", $"record '{entry.Name}' is outside the archive's folder '{top}'", entry.HeaderOffset);
                facts.Payload($"record '{entry.Name}'", Math.Max(0, entry.DataOffset), entry.CompressedLength);
            }
        }

        var isBigEndian = Text("byteorder") == "big";
        var isTorchScript = _records.Keys.Any(name => name.StartsWith("code/", StringComparison.Ordinal)) || _records.ContainsKey("constants.pkl");
        foreach (var name in Bookkeeping)
        {
            Use(name);
        }

        var hasPickle = false;
        foreach (var (pickle, folder) in new[] { ("data.pkl", "data/"), ("constants.pkl", "constants/") })
        {
            if (_records.ContainsKey(pickle))
            {
                hasPickle = true;
                ReadPickle(pickle, folder, isBigEndian, isTorchScript);
            }
        }

        if (!hasPickle)
        {
            facts.Malformed("P1", "the archive has no data.pkl");
        }

        if (isTorchScript)
        {
            UseCode();
        }

        CheckUnused();
    }

    private void ReadPickle(string name, string folder, bool isBigEndian, bool isTorchScript)
    {
        var entry = Use(name)!;
        if (_zip.OpenEntry(entry) is not { } content)
        {
            facts.Problem("P1", ArtifactProblemKind.Unread, $"'{entry.Name}' cannot be read: {entry.Unreadable}", entry.HeaderOffset);
            return;
        }

        // Once for its checksum, once for what it says.
        facts.Reader.AlsoRead(2 * entry.CompressedLength);
        try
        {
            if (_zip.CheckContent(entry, facts.Reader.Cancellation) is { } wrong)
            {
                facts.Problem(wrong.Invariant, wrong.Kind, wrong.Message, wrong.ByteOffset, wrong.ByteLength);
            }

            // A compressed pickle has no places of its own: everything in it is reported where its record lies.
            var isStored = entry.Method == 0;
            var reader = new SourceReader(content, facts.Reader.Cancellation);
            var input = new PickleInput(new PagedBytes(reader), 0, content.Length, entry.DataOffset, isStored);
            if (!isStored)
            {
                facts.Malformed("P2", $"record '{entry.Name}' is compressed; PyTorch stores them as they are", entry.DataOffset, entry.CompressedLength);
            }

            var storages = new TorchStorages(facts, key => Find(folder + key), input.Reported, isBigEndian);
            PickleObjects.Read(facts, new PickleMachine(facts, input, isTorchScript), storages, folder == "data/" ? "" : "constants");
            if (!input.AtEnd)
            {
                facts.Malformed("P9", $"{input.Remaining} bytes follow the end of the pickle in '{entry.Name}'", input.Reported(input.Position), input.Remaining);
                facts.Problem("P9", ArtifactProblemKind.Orphan, $"{input.Remaining} bytes follow the end of the pickle in '{entry.Name}'", input.Reported(input.Position), input.Remaining);
                facts.Payload("bytes after a pickle", input.Reported(input.Position), input.Remaining);
            }
        }
        finally
        {
            (content as IDisposable)?.Dispose();
        }
    }

    private StorageRecord? Find(string name)
    {
        if (Use(name) is not { } entry)
        {
            return null;
        }

        if (entry.Unreadable is not null || entry.DataOffset < 0)
        {
            facts.Problem("P1", ArtifactProblemKind.Unread, $"'{entry.Name}' cannot be read: {entry.Unreadable}", entry.HeaderOffset);
            return null;
        }

        if (entry.Method != 0)
        {
            facts.Malformed("P2", $"record '{entry.Name}' is compressed; PyTorch stores them as they are", entry.DataOffset, entry.CompressedLength);
        }

        return new StorageRecord(entry.DataOffset, entry.Length, entry.CompressedLength, entry.Method != 0);
    }

    private void UseCode()
    {
        long bytes = 0;
        var count = 0;
        foreach (var record in _records)
        {
            if (record.Key.StartsWith("code/", StringComparison.Ordinal))
            {
                _used.Add(record.Key);
                bytes += record.Value.CompressedLength;
                count++;
            }
        }

        var first = _records.Values.FirstOrDefault(entry => entry.Name.Contains("/code/"));
        facts.Metadata("torchscript", $"{count} code records of {bytes} bytes");
        facts.Problem("P11", ArtifactProblemKind.Executable, $"a TorchScript archive: {count} code records are a program that runs when the model does", first?.DataOffset, bytes);
    }

    /// <summary>P6: a record that nothing names ships all the same.</summary>
    private void CheckUnused()
    {
        foreach (var record in _records)
        {
            if (!_used.Contains(record.Key) && !record.Value.IsDirectory)
            {
                var entry = record.Value;
                facts.Problem("P6", ArtifactProblemKind.Orphan, $"record '{entry.Name}' of {entry.Length} bytes is named by no tensor", Math.Max(0, entry.DataOffset), entry.CompressedLength);
                facts.Payload($"record '{entry.Name}'", Math.Max(0, entry.DataOffset), entry.CompressedLength);
            }
        }
    }

    private ZipEntryFacts? Use(string name)
    {
        _used.Add(name);
        return _records.TryGetValue(name, out var entry) ? entry : null;
    }

    private string? Text(string name)
    {
        const int MaxBookkeeping = 4096;
        foreach (var known in Bookkeeping)
        {
            if (_records.TryGetValue(known, out var large) && large.Length > MaxBookkeeping)
            {
                facts.Problem("P6", ArtifactProblemKind.Orphan, $"record '{large.Name}' has {large.Length} bytes; a few are enough", Math.Max(0, large.DataOffset), large.CompressedLength);
                facts.Payload($"record '{large.Name}'", Math.Max(0, large.DataOffset), large.CompressedLength);
            }
        }

        if (!_records.TryGetValue(name, out var entry) || entry.Length > MaxBookkeeping || _zip.OpenEntry(entry) is not { } content)
        {
            return null;
        }

        try
        {
            return new PagedBytes(new SourceReader(content, facts.Reader.Cancellation)).Text(0, content.Length, MaxBookkeeping);
        }
        finally
        {
            (content as IDisposable)?.Dispose();
        }
    }
}
