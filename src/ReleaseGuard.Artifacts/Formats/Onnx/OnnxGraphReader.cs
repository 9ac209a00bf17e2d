using System;
using System.Collections.Generic;

namespace ReleaseGuard.Artifacts.Formats.Onnx;

/// <summary>Graphs, their nodes and the nodes' attributes, recursively: every place besides the initializers where an ONNX file can hold numbers.</summary>
internal sealed class OnnxGraphReader(OnnxWalk walk, OnnxTensorReader tensors)
{
    /// <summary>An attribute list of integers this long is no kernel size or axis list: it is listed as a tensor.</summary>
    public const int LongList = 64;

    // A place is spelled for each attribute of a node: a name as long as the file must not make that quadratic.
    private const int MaxPlace = 256;

    private static readonly TensorType Float32 = OnnxTypes.Find(OnnxTypes.Float)!;
    private static readonly TensorType Integer64 = OnnxTypes.Find(OnnxTypes.Int64)!;
    private static readonly TensorType Strings = OnnxTypes.Find(OnnxTypes.String)!;

    public void ReadGraph(long start, long length, int depth)
    {
        if (!walk.Enter(start, depth))
        {
            return;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        OnnxSegments? segments = null;
        var message = walk.Open(start, length);
        var seen = 0u;
        while (walk.Next(ref message, OnnxSchema.Graph, ref seen))
        {
            switch (message.Field)
            {
                case 1:
                    ReadNode(message.Start, message.Length, depth + 1, null);
                    break;
                case 5:
                    var (_, name, isFurtherSegment) = tensors.Read(message.Start, message.Length, "", depth + 1, ref segments);
                    if (name.Length == 0)
                    {
                        walk.Facts.Malformed("O7", "an initializer has no name", message.FieldStart, message.Length);
                    }
                    else if (!names.Add(name) && !isFurtherSegment)
                    {
                        walk.Facts.Malformed("O7", $"initializer '{name}' stands twice", message.FieldStart, message.Length, name);
                    }

                    break;
                case 11 or 12 or 13:
                    walk.Plain(message.Start, message.Length, OnnxSchema.ValueInfo, depth + 1);
                    break;
                case 14:
                    walk.Plain(message.Start, message.Length, OnnxSchema.Annotation, depth + 1);
                    break;
                case 15:
                    tensors.ReadSparse(message.Start, message.Length, "", depth + 1, names);
                    break;
                case 16:
                    walk.Metadata(message.Start, message.Length, keep: false);
                    break;
            }
        }

        segments?.Finish();
    }

    /// <summary>Reads one node; its operator is added to <paramref name="calls"/> where that is asked for.</summary>
    public void ReadNode(long start, long length, int depth, HashSet<(string Domain, string Name)>? calls)
    {
        if (!walk.Enter(start, depth))
        {
            return;
        }

        var message = walk.Open(start, length);
        var seen = 0u;
        string name = "", output = "", op = "", domain = "";
        while (walk.Next(ref message, OnnxSchema.Node, ref seen))
        {
            switch (message.Field)
            {
                case 2 when output.Length == 0:
                    output = walk.Text(message);
                    break;
                case 3:
                    name = walk.Text(message);
                    break;
                case 4:
                    op = walk.Text(message);
                    break;
                case 5:
                    // A constant is known by the value it produces; any other node by its own name.
                    var node = op == "Constant" && output.Length > 0 ? output : name.Length > 0 ? name : output.Length > 0 ? output : op;
                    ReadAttribute(message.Start, message.Length, node.Length <= MaxPlace ? node : node.Substring(0, MaxPlace), op == "Constant", depth + 1);
                    break;
                case 7:
                    domain = walk.Text(message);
                    break;
                case 9:
                    walk.Metadata(message.Start, message.Length, keep: false);
                    break;
                case 10:
                    walk.Plain(message.Start, message.Length, OnnxSchema.NodeDevice, depth + 1);
                    break;
            }
        }

        calls?.Add((domain, op));
    }

    public void ReadAttribute(long start, long length, string node, bool isConstant, int depth)
    {
        if (!walk.Enter(start, depth))
        {
            return;
        }

        var message = walk.Open(start, length);
        var seen = 0u;
        var name = "";
        var kinds = 0u;
        long type = 0;
        ScalarRun floats = default, integers = default, strings = default;
        OnnxSegments? segments = null;
        while (walk.Next(ref message, OnnxSchema.Attribute, ref seen))
        {
            var place = isConstant ? node : $"{node}/{name}";
            switch (message.Field)
            {
                case 1:
                    name = walk.Text(message);
                    continue;
                case 2 when isConstant:
                    walk.Facts.Tensor(new TensorFact(place, Float32, [], 1, message.Start, message.Length));
                    break;
                case 3 when isConstant:
                    walk.Facts.Tensor(new TensorFact(place, Integer64, [], 1, message.Start, message.Length) { Storage = new TensorStorage(TensorStorageKind.Scalars) });
                    break;
                case 4:
                    walk.ModelString($"string of '{place}'", message);
                    if (isConstant)
                    {
                        walk.Facts.Tensor(new TensorFact(place, Strings, [], 1, message.Start, message.Length) { Storage = new TensorStorage(TensorStorageKind.Scalars) });
                    }

                    break;
                case 5 or 10:
                    tensors.Read(message.Start, message.Length, place, depth + 1, ref segments);
                    break;
                case 6 or 11:
                    ReadGraph(message.Start, message.Length, depth + 1);
                    break;
                case 7:
                    Add(ref floats, message, 'I');
                    break;
                case 8:
                    Add(ref integers, message, 'V');
                    break;
                case 9:
                    Add(ref strings, message, 'B');
                    walk.ModelString($"string of '{place}'", message);
                    break;
                case 14 or 15:
                    walk.Plain(message.Start, message.Length, OnnxSchema.Type, depth + 1);
                    break;
                case 20:
                    type = (long)message.Value;
                    continue;
                case 22 or 23:
                    tensors.ReadSparse(message.Start, message.Length, place, depth + 1, null);
                    break;
            }

            if (message.Field is not (13 or 21))
            {
                kinds |= 1u << message.Field;
            }
        }

        segments?.Finish();
        var listName = isConstant ? node : $"{node}/{name}";
        List(listName, Float32, floats, 1);
        List(listName, Integer64, integers, isConstant ? 1 : LongList);
        List(listName, Strings, strings, isConstant ? 1 : LongList);
        CheckKind(listName, kinds, type, start, length);
    }

    private void Add(ref ScalarRun run, in ProtobufMessage field, char kind)
    {
        if (run.Add(field, kind, walk.Bytes) is { } fault)
        {
            walk.Facts.Malformed("O1", fault, field.Start, field.Length);
        }
    }

    private void List(string name, TensorType type, in ScalarRun values, int least)
    {
        if (values.IsPresent && values.Count >= least)
        {
            walk.Facts.Tensor(new TensorFact(name, type, [values.Count], values.Count, values.Begin, values.End - values.Begin)
            {
                Storage = values.IsContiguous ? null : new TensorStorage(TensorStorageKind.Scalars),
            });
        }
    }

    /// <summary>An attribute has one value, of the type it says: a loader takes that one, and any other is carried unseen.</summary>
    private void CheckKind(string name, uint kinds, long type, long start, long length)
    {
        if ((kinds & (kinds - 1)) != 0)
        {
            walk.Facts.Malformed("O4", $"attribute '{name}' has values of several kinds; a loader takes one", start, length);
            walk.Unowned("O4", $"values of attribute '{name}' that no loader takes", start, length);
            return;
        }

        var said = type switch
        {
            1 => 2,
            2 => 3,
            3 => 4,
            4 => 5,
            5 => 6,
            6 => 7,
            7 => 8,
            8 => 9,
            9 => 10,
            10 => 11,
            11 => 22,
            12 => 23,
            13 => 14,
            14 => 15,
            _ => 0,
        };
        if (type != 0 && said == 0)
        {
            walk.Facts.Malformed("O6", $"attribute '{name}' has type {type}, which does not exist", start, length);
        }
        else if (said != 0 && kinds != 0 && kinds != 1u << said)
        {
            walk.Facts.Malformed("O4", $"attribute '{name}' says it is of type {type} and holds another", start, length);
        }
    }
}
