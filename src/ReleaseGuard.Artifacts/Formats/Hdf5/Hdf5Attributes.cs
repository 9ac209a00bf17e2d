using System;
using System.Collections.Generic;
using ReleaseGuard.Artifacts.Formats.Keras;
using ReleaseGuard.Artifacts.Tensors;

namespace ReleaseGuard.Artifacts.Formats.Hdf5;

/// <summary>Attributes of groups and datasets: kept as metadata, and looked at for what they carry (H8) and for layers that run code (H11).</summary>
internal sealed class Hdf5Attributes(Hdf5File file, Hdf5Datasets datasets)
{
    private const int MaxText = 64 * 1024;

    private static readonly HashSet<string> KerasNames = new(
        ["model_config", "training_config", "layer_names", "weight_names", "top_level_model_weights", "optimizer_weights", "sample_weight_names"],
        StringComparer.Ordinal);

    private readonly Hdf5GlobalHeap _heap = new(file);

    public void Read(string path, List<Hdf5Message> messages)
    {
        foreach (var message in messages)
        {
            if (message.Type == Hdf5Message.Attribute)
            {
                ReadOne(path, message.Offset, message.Length);
            }
            else if (message.Type == Hdf5Message.AttributeInfo)
            {
                var flags = file.Byte(message.Offset + 1);
                var at = message.Offset + 2 + ((flags & 1) != 0 ? 2 : 0);
                var heap = file.Address(at);
                if (heap >= 0)
                {
                    foreach (var (offset, length) in new Hdf5FractalHeap(file).Objects(heap, file.Address(at + file.OffsetSize), 8))
                    {
                        ReadOne(path, offset, length);
                    }
                }
            }
        }
    }

    private void ReadOne(string path, long offset, long length)
    {
        var version = file.Byte(offset);
        long nameLength = file.UInt16(offset + 2), typeLength = file.UInt16(offset + 4), spaceLength = file.UInt16(offset + 6);
        var isShared = version > 1 && (file.Byte(offset + 1) & 1) != 0;
        var at = offset + (version == 3 ? 9 : 8);
        var name = file.Text(at, nameLength);
        var key = path.Length == 0 ? name : $"{path}@{name}";
        at += Padded(nameLength, version);
        var type = datasets.Datatype(new Hdf5Message(Hdf5Message.Datatype, isShared ? 2 : 0, at, (int)typeLength));
        at += Padded(typeLength, version);
        var shape = Hdf5Dataspace.Read(file, at, (int)spaceLength);
        at += Padded(spaceLength, version);
        var size = offset + length - at;
        if (version is not (1 or 2 or 3) || type is null || shape is null || TensorShape.Count(shape) is not { } elements || size < 0
            || elements > size / Math.Max(1, type.Size))
        {
            file.Facts.Malformed("H8", $"attribute '{key}' is malformed", offset, length);
            return;
        }

        if (type.IsVariable)
        {
            ReadVariable(key, name, type, at, elements);
        }
        else if (type.Type.Kind == TensorElementKind.Text)
        {
            TakeText(key, name, file.Text(at, Math.Min(MaxText, elements * type.Size)), at, elements * type.Size, elements);
        }
        else if (elements * type.Size > 1024)
        {
            file.Facts.Problem("H8", ArtifactProblemKind.Metadata, $"attribute '{key}' holds {elements} numbers in {elements * type.Size} bytes", at, elements * type.Size);
            file.Facts.Payload($"attribute '{key}'", at, elements * type.Size);
        }
    }

    private void ReadVariable(string key, string name, Hdf5Datatype type, long at, long elements)
    {
        for (long i = 0; i < elements; i++)
        {
            var reference = at + (i * type.Size);
            if (file.UInt32(reference) == 0)
            {
                continue;
            }

            if (_heap.Find(reference) is not { } place)
            {
                file.Facts.Malformed("H8", $"attribute '{key}' refers to something that is not there", reference, type.Size);
                return;
            }

            TakeText(key, name, file.Bytes.Text(place.Offset, place.Length, MaxText), place.Offset, place.Length, elements);
        }
    }

    private void TakeText(string key, string name, string text, long offset, long length, long elements)
    {
        if (elements == 1)
        {
            file.Facts.Metadata(key, text);
        }

        if (!KerasNames.Contains(name) || MetadataValue.EncodingOf(text) is not null)
        {
            MetadataValue.Check(file.Facts, "H8", key, text, offset, length);
        }
        else if (length > 1024)
        {
            // What Keras itself writes is long by nature; it still counts towards capacity.
            file.Facts.Note("H8", $"attribute '{key}' has {length} bytes", offset, length);
            file.Facts.Payload($"attribute '{key}'", offset, length);
        }

        if (name == "model_config")
        {
            KerasConfiguration.Check(file.Facts, file.Bytes, offset, length);
        }
    }

    private static long Padded(long length, int version) => version == 1 ? (length + 7) & ~7L : length;
}
