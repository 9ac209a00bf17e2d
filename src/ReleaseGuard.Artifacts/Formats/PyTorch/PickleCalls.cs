using System;
using System.Collections.Generic;
using System.Linq;

namespace ReleaseGuard.Artifacts.Formats.PyTorch;

/// <summary>What calling, building and persistent ids mean for the few names weights need. Everything else stays opaque, with its parts inside.</summary>
internal sealed class PickleCalls(FactsBuilder facts, PickleInput input)
{
    private const int MaxRank = 64;

    public List<PickleTensor> Made { get; } = [];

    public List<PickleStorage> Storages { get; } = [];

    public PickleValue Call(PickleValue function, PickleValue arguments, long at)
    {
        if (function is not PickleGlobal global)
        {
            if (function is not PickleOpaque)
            {
                Executable("something that is no named function is called", at);
            }

            return new PickleOpaque("call", new PickleTuple([function, arguments]));
        }

        if (!global.IsAllowed)
        {
            return new PickleOpaque(global.Name, arguments);
        }

        if (arguments is not PickleTuple { Items: var items })
        {
            Malformed($"'{global.Name}' is called with something that is no tuple", at);
            return new PickleOpaque(global.Name, arguments);
        }

        switch (global.Name)
        {
            case "collections.OrderedDict" or "collections.Counter":
                return Dictionary(items, at);
            case "builtins.set" or "__builtin__.set":
                var set = new PickleContainer(PickleContainerKind.Set);
                set.Items.AddRange(items);
                return set;
            case "torch.Size":
                return items.Length == 1 && items[0] is PickleTuple size ? size : new PickleOpaque(global.Name, arguments);
            case "torch._utils._rebuild_tensor" or "torch._utils._rebuild_tensor_v2" or "torch._utils._rebuild_qtensor":
                return items.Length >= 4 ? Tensor(items, null, arguments, at) : Wrong(global, arguments, at);
            case "torch._utils._rebuild_tensor_v3":
                return items.Length >= 7 && items[6] is PickleGlobal { Name: var dtype } && PickleGlobals.DataType(dtype) is { } type
                    ? Tensor(items, type, arguments, at)
                    : Wrong(global, arguments, at);
            case "torch._utils._rebuild_parameter" or "torch._utils._rebuild_device_tensor_from_cpu_tensor":
                return items.Length >= 1 && items[0] is PickleTensor tensor ? tensor : Wrong(global, arguments, at);
            case "torch._utils._rebuild_meta_tensor_no_storage":
                return items.Length >= 3 ? WithoutData(items[0], items[1], arguments, at) : Wrong(global, arguments, at);
            case "torch._utils._rebuild_wrapper_subclass":
                return items.Length >= 4 ? WithoutData(items[1], items[2], arguments, at) : Wrong(global, arguments, at);
            case "torch._tensor._rebuild_from_type_v2":
                return items.Length == 4
                    ? new PickleOpaque("tensor subclass", Call(items[0], items[2], at)) { State = items[3] }
                    : Wrong(global, arguments, at);
            default:
                if (PickleGlobals.DataType(global.Name) is not null || PickleGlobals.IsStorage(global.Name))
                {
                    Malformed($"'{global.Name}' is called, which weights never do", at);
                }

                return new PickleOpaque(global.Name, arguments);
        }
    }

    public PickleValue New(PickleValue type, PickleValue arguments, long at)
    {
        switch (type)
        {
            case PickleGlobal { Name: "torch.nn.parameter.Parameter" }:
                return arguments is PickleTuple { Items: [PickleTensor tensor, ..] } ? tensor : new PickleOpaque("torch.nn.parameter.Parameter", arguments);
            case PickleGlobal { IsAllowed: true } global when global.Name.StartsWith("__torch__", StringComparison.Ordinal):
                return new PickleOpaque(global.Name, arguments);
            case PickleGlobal { IsAllowed: true } global:
                Executable($"'{global.Name}' is instantiated; weights only do that with Parameter", at);
                return new PickleOpaque(global.Name, arguments);
            case PickleGlobal global:
                return new PickleOpaque(global.Name, arguments);
            default:
                Executable("something that is no named class is instantiated", at);
                return new PickleOpaque("new", new PickleTuple([type, arguments]));
        }
    }

    public PickleValue Build(PickleValue instance, PickleValue state, long at)
    {
        switch (instance)
        {
            // A legacy tensor object gets its storage this way: set_(storage, offset, size, stride).
            case PickleOpaque { What: "torch.Tensor" } when state is PickleTuple { Items: { Length: >= 4 } items }:
                return Tensor(items, null, state, at);
            case PickleOpaque opaque:
                opaque.State = opaque.State is null ? state : new PickleTuple([opaque.State, state]);
                return opaque;
            case PickleContainer { Kind: PickleContainerKind.Dictionary }:
                // An OrderedDict's attributes: a module's state dict keeps its version numbers there.
                return new PickleOpaque("dictionary", instance) { State = state };
            case PickleTensor:
                return new PickleOpaque("tensor", instance) { State = state };
            default:
                Executable("the state is set of an object whose kind weights never build", at);
                return new PickleOpaque("built", new PickleTuple([instance, state]));
        }
    }

    /// <summary>A persistent id: ('storage', class, key, location, elements[, view]).</summary>
    public PickleValue Persistent(PickleValue id, long at)
    {
        if (id is PickleInteger or PickleText)
        {
            // The tar form names an object by number.
            return new PickleOpaque("persistent", id);
        }

        if (id is not PickleTuple { Items: var items } || items.Length == 0 || items[0] is not PickleText kind)
        {
            Executable("a persistent id that is no tuple beginning with a kind", at);
            return new PickleOpaque("persistent", id);
        }

        if (kind.Text != "storage")
        {
            Executable($"a persistent id of kind '{Cut(kind.Text)}'; weights only name storages", at);
            return new PickleOpaque("persistent", id);
        }

        if (items.Length < 5 || items[1] is not PickleGlobal { Name: var typeName } || !PickleGlobals.TryStorage(typeName, out var type)
            || KeyOf(items[2]) is not { } key || items[4] is not PickleInteger { Value: >= 0 and var elements })
        {
            Malformed("a storage's persistent id has the wrong parts", at);
            return new PickleOpaque("persistent", id);
        }

        long viewOffset = 0, viewElements = elements;
        if (items.Length > 5 && items[5] is PickleTuple { Items: [_, PickleInteger offset, PickleInteger count] })
        {
            if (offset.Value < 0 || count.Value < 0 || offset.Value > elements || count.Value > elements - offset.Value)
            {
                facts.Malformed("P4", $"a view of storage '{Cut(key)}' leaves it", input.Reported(at), 1);
                return new PickleOpaque("persistent", id);
            }

            (viewOffset, viewElements) = (offset.Value, count.Value);
        }

        var storage = new PickleStorage(key, type, typeName, elements, viewOffset, viewElements, at);
        Storages.Add(storage);
        return storage;
    }

    public static string? KeyOf(PickleValue value) => value switch
    {
        PickleText text => text.Text,
        PickleInteger integer => integer.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };

    private PickleValue Tensor(PickleValue[] items, TensorType? type, PickleValue arguments, long at)
    {
        if (items[0] is not PickleStorage storage || items[1] is not PickleInteger { Value: var offset } || Numbers(items[2]) is not { } size || Numbers(items[3]) is not { } stride)
        {
            // A rebuild of something opaque was reported when that was made.
            if (items[0] is not PickleOpaque)
            {
                Malformed("a tensor is rebuilt from the wrong parts", at);
            }

            return new PickleOpaque("tensor", arguments);
        }

        type ??= storage.Type;
        if (type is null)
        {
            Malformed("a tensor over untyped storage does not say its type", at);
            return new PickleOpaque("tensor", arguments);
        }

        if (size.Length != stride.Length)
        {
            facts.Malformed("P5", $"a tensor has {size.Length} dimensions and {stride.Length} strides", input.Reported(at), 1);
            return new PickleOpaque("tensor", arguments);
        }

        // Scales of a quantised tensor are tensors of their own among the parameters.
        var tensor = new PickleTensor(storage, type, offset, size, stride, at);
        Made.Add(tensor);
        return items.Length > 4 && items[4] is PickleTuple { Items.Length: > 1 } ? new PickleOpaque("quantized", tensor) { State = items[4] } : tensor;
    }

    private PickleValue WithoutData(PickleValue type, PickleValue size, PickleValue arguments, long at)
    {
        if (type is not PickleGlobal { Name: var name } || PickleGlobals.DataType(name) is not { } dataType || Numbers(size) is not { } dimensions)
        {
            Malformed("a tensor without data is rebuilt from the wrong parts", at);
            return new PickleOpaque("tensor", arguments);
        }

        var tensor = new PickleTensor(null, dataType, 0, dimensions, null, at);
        Made.Add(tensor);
        return tensor;
    }

    private PickleValue Dictionary(PickleValue[] items, long at)
    {
        var dictionary = new PickleContainer(PickleContainerKind.Dictionary);
        if (items.Length == 0)
        {
            return dictionary;
        }

        // Python 2 wrote OrderedDict([[key, value], ...]).
        if (items.Length == 1 && items[0] is PickleContainer { Kind: PickleContainerKind.List } list)
        {
            foreach (var entry in list.Items)
            {
                var pair = entry switch
                {
                    PickleContainer { Kind: PickleContainerKind.List, Items: { Count: 2 } two } => two.ToArray(),
                    PickleTuple { Items: { Length: 2 } two } => two,
                    _ => null,
                };
                if (pair is null)
                {
                    Malformed("a dictionary is made of something that is no list of pairs", at);
                    return new PickleOpaque("dictionary", items[0]);
                }

                dictionary.Items.AddRange(pair);
            }

            return dictionary;
        }

        if (items.Length == 1 && items[0] is PickleContainer { Kind: PickleContainerKind.Dictionary } other)
        {
            dictionary.Items.AddRange(other.Items);
            return dictionary;
        }

        Malformed("a dictionary is made of something that is no list of pairs", at);
        return new PickleOpaque("dictionary", new PickleTuple(items));
    }

    private static long[]? Numbers(PickleValue value)
    {
        var items = value switch
        {
            PickleTuple tuple => tuple.Items,
            PickleContainer { Kind: PickleContainerKind.List, Items: { Count: <= MaxRank } list } => list.ToArray(),
            _ => null,
        };
        return items is { Length: <= MaxRank } && items.All(item => item is PickleInteger) ? Array.ConvertAll(items, item => ((PickleInteger)item).Value) : null;
    }

    private PickleValue Wrong(PickleGlobal function, PickleValue arguments, long at)
    {
        Malformed($"'{function.Name}' is called with the wrong parts", at);
        return new PickleOpaque(function.Name, arguments);
    }

    private void Malformed(string message, long at) => facts.Malformed("P3", message, input.Reported(at), 1);

    private void Executable(string message, long at) => facts.Problem("P8", ArtifactProblemKind.Executable, message, input.Reported(at), 1);

    private static string Cut(string text) => text.Length <= 64 ? text : text.Substring(0, 64) + "…";
}
