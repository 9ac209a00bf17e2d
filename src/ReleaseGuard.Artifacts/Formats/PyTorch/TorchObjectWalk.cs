using System;
using System.Collections.Generic;
using System.Text;

namespace ReleaseGuard.Artifacts.Formats.PyTorch;

/// <summary>Goes through an unpickled object once, each container at the first path that leads to it, and gives every tensor and storage the name of its path.</summary>
internal sealed class TorchObjectWalk(long nameBudget, Func<string, PickleTensor?>? persistent = null)
{
    private const int MaxSegments = 64;
    private const int MaxSegment = 1024;

    private readonly HashSet<PickleValue> _seen = [];
    private long _nameLength;

    /// <summary>Tensors, and storages saved by themselves, in the order of the object.</summary>
    public List<(string Name, PickleValue Value)> Found { get; } = [];

    public HashSet<PickleValue> Reached { get; } = [];

    /// <summary>Whether names made of shared keys grew out of proportion, so that not everything was gone through.</summary>
    public bool IsCutShort { get; private set; }

    public void Walk(PickleValue root)
    {
        var open = new Stack<(PickleValue Value, Segment? Path)>();
        open.Push((root, null));
        while (open.Count > 0 && !IsCutShort)
        {
            var (value, path) = open.Pop();
            switch (value)
            {
                case PickleTensor or PickleStorage:
                    Found.Add((NameOf(path), value));
                    Reached.Add(value);
                    break;
                case PickleTuple { Items.Length: > 0 } tuple when _seen.Add(tuple):
                    PushAll(open, tuple.Items, path);
                    break;
                case PickleContainer { Kind: PickleContainerKind.Dictionary } dictionary when _seen.Add(dictionary):
                    for (var i = dictionary.Items.Count - 2; i >= 0; i -= 2)
                    {
                        open.Push((dictionary.Items[i + 1], Extend(path, PickleCalls.KeyOf(dictionary.Items[i]) ?? "?")));
                        if (dictionary.Items[i] is PickleTensor or PickleTuple or PickleOpaque)
                        {
                            open.Push((dictionary.Items[i], Extend(path, "key")));
                        }
                    }

                    break;
                case PickleContainer container when _seen.Add(container):
                    PushAll(open, container.Items, path);
                    break;
                case PickleOpaque { What: "persistent", Arguments: { } id } when persistent is not null && PickleCalls.KeyOf(id) is { } key && persistent(key) is { } tensor:
                    Found.Add((NameOf(path), tensor));
                    Reached.Add(tensor);
                    break;
                case PickleOpaque opaque when _seen.Add(opaque):
                    if (opaque.State is { } state)
                    {
                        open.Push((state, path));
                    }

                    if (opaque.Arguments is { } arguments)
                    {
                        // The parts of one object share its name, unless there are several.
                        open.Push(arguments is PickleTuple { Items: [var only] } ? (only, path) : (arguments, path));
                    }

                    break;
            }
        }
    }

    private static void PushAll(Stack<(PickleValue Value, Segment? Path)> open, IReadOnlyList<PickleValue> items, Segment? path)
    {
        for (var i = items.Count - 1; i >= 0; i--)
        {
            if (items[i] is not (PickleInteger or PickleAtom or PickleText or PickleGlobal))
            {
                open.Push((items[i], Extend(path, i.ToString(System.Globalization.CultureInfo.InvariantCulture))));
            }
        }
    }

    private static Segment? Extend(Segment? path, string text) =>
        // A pickled module keeps its parts under these names; its state dict does not.
        text is "_parameters" or "_buffers" or "_modules" ? path : new Segment(path, text, (path?.Depth ?? 0) + 1);

    private string NameOf(Segment? path)
    {
        var segments = new List<string>();
        for (; path is not null && segments.Count < MaxSegments; path = path.Parent)
        {
            segments.Add(path.Text.Length <= MaxSegment ? path.Text : path.Text.Substring(0, MaxSegment));
        }

        var name = new StringBuilder(path is null ? "" : "….");
        for (var i = segments.Count - 1; i >= 0; i--)
        {
            name.Append(segments[i]);
            if (i > 0)
            {
                name.Append('.');
            }
        }

        _nameLength += name.Length;
        IsCutShort = _nameLength > nameBudget;
        return name.ToString();
    }

    private sealed class Segment(Segment? parent, string text, int depth)
    {
        public Segment? Parent => parent;

        public string Text => text;

        public int Depth => depth;
    }
}
