using System.Collections.Generic;

namespace ReleaseGuard.Artifacts.Formats.PyTorch;

/// <summary>What stands on the stack of the symbolic machine: a description of an object, never an object.</summary>
internal abstract class PickleValue
{
    public static readonly PickleValue None = new PickleAtom("None");
    public static readonly PickleValue True = new PickleAtom("True");
    public static readonly PickleValue False = new PickleAtom("False");
    public static readonly PickleValue Float = new PickleAtom("float");
    public static readonly PickleValue BigInteger = new PickleAtom("integer over 64 bits");
    public static readonly PickleTuple EmptyTuple = new([]);
}

/// <summary>A value whose content does not matter.</summary>
internal sealed class PickleAtom(string what) : PickleValue
{
    public string What => what;
}

internal sealed class PickleInteger(long value) : PickleValue
{
    private static readonly PickleInteger[] Small = MakeSmall();

    public long Value => value;

    public static PickleInteger Of(long value) => value is >= 0 and < 1024 ? Small[value] : new PickleInteger(value);

    private static PickleInteger[] MakeSmall()
    {
        var small = new PickleInteger[1024];
        for (var i = 0; i < small.Length; i++)
        {
            small[i] = new PickleInteger(i);
        }

        return small;
    }
}

/// <summary>Text; long text is cut, its place is kept.</summary>
internal sealed class PickleText(string text) : PickleValue
{
    public string Text => text;
}

internal sealed class PickleTuple(PickleValue[] items) : PickleValue
{
    public PickleValue[] Items => items;
}

/// <summary>A list, set or dictionary; entries of a dictionary stand as key, value, key, value.</summary>
internal sealed class PickleContainer(PickleContainerKind kind) : PickleValue
{
    public PickleContainerKind Kind => kind;

    public List<PickleValue> Items { get; } = [];
}

internal enum PickleContainerKind
{
    List,
    Set,
    Dictionary,
}

/// <summary>A class or function by name.</summary>
internal sealed class PickleGlobal(string name, bool isAllowed) : PickleValue
{
    public string Name => name;

    public bool IsAllowed => isAllowed;
}

/// <summary>An object that is not understood, with whatever it was made of, so that tensors inside it are still found.</summary>
internal sealed class PickleOpaque(string what, PickleValue? arguments) : PickleValue
{
    public string What => what;

    public PickleValue? Arguments => arguments;

    public PickleValue? State { get; set; }
}

/// <summary>A storage that a persistent id names.</summary>
internal sealed class PickleStorage(string key, TensorType? type, string typeName, long elements, long viewOffset, long viewElements, long at) : PickleValue
{
    public string Key => key;

    /// <summary>Null for untyped storage, whose elements are bytes.</summary>
    public TensorType? Type => type;

    public string TypeName => typeName;

    public long Elements => elements;

    /// <summary>First element of a legacy storage view.</summary>
    public long ViewOffset => viewOffset;

    public long ViewElements => viewElements;

    /// <summary>Where the persistent id stands in the pickle.</summary>
    public long At => at;
}

/// <summary>A tensor as one of PyTorch's rebuild functions would make it.</summary>
internal sealed class PickleTensor(PickleStorage? storage, TensorType type, long offset, long[] size, long[]? stride, long at) : PickleValue
{
    /// <summary>Null for tensors without data.</summary>
    public PickleStorage? Storage => storage;

    public TensorType Type => type;

    /// <summary>First element, in elements from the start of the storage.</summary>
    public long Offset => offset;

    public long[] Size => size;

    public long[]? Stride => stride;

    public long At => at;
}
