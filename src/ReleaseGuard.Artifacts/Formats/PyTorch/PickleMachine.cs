using System;
using System.Collections.Generic;

namespace ReleaseGuard.Artifacts.Formats.PyTorch;

/// <summary>
/// A pickle machine that describes and never makes anything. It knows the stack effect of every opcode, so that whatever hides in a pickle is still
/// seen, and reports each opcode and each name outside PyTorch's weights-only set as able to run code. Stack, memo and object counts are bounded (P8).
/// </summary>
internal sealed class PickleMachine(FactsBuilder facts, PickleInput input, bool isTorchScript)
{
    private const int MaxStack = 2_000_000;
    private const int MaxMemo = 4_000_000;
    private const int MaxObjects = 8_000_000;
    private const int LongValue = 1024;

    private readonly List<PickleValue> _stack = [];
    private readonly List<int> _marks = [];
    private readonly Dictionary<long, PickleValue> _memo = [];
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);
    private readonly PickleCalls _calls = new(facts, input);
    private long _opcodeAt;
    private long _numbers;
    private long _numbersAt = -1;
    private int _objects;
    private string? _fault;

    /// <summary>Every tensor made, whether or not the result still holds it.</summary>
    public List<PickleTensor> Made => _calls.Made;

    /// <summary>Every storage named.</summary>
    public List<PickleStorage> Storages => _calls.Storages;

    /// <summary>Runs one pickle to its STOP; null, and reported, when it does not get there.</summary>
    public PickleValue? Run()
    {
        _stack.Clear();
        _marks.Clear();
        _memo.Clear();
        PickleValue? result = null;
        while (result is null && _fault is null)
        {
            facts.Reader.Cancellation.ThrowIfCancellationRequested();
            _opcodeAt = input.Position;
            var opcode = input.Byte();
            if (input.Ended)
            {
                _fault = "it ends without STOP";
                break;
            }

            if (opcode == PickleOpcodes.Stop)
            {
                result = Pop();
                break;
            }

            Step((byte)opcode);
            if (input.Ended)
            {
                _fault ??= "it ends inside an opcode";
            }
        }

        if (_fault is not null)
        {
            var kind = _fault.StartsWith("limit", StringComparison.Ordinal) ? ArtifactProblemKind.Unread : ArtifactProblemKind.Malformed;
            facts.Problem("P8", kind, $"the pickle is broken off: {_fault}", input.Reported(_opcodeAt), 1);
            return null;
        }

        if (_stack.Count > 0 || _marks.Count > 0)
        {
            facts.Malformed("P8", $"{_stack.Count} objects are left on the stack at STOP, which no loader gives back", input.Reported(_opcodeAt), 1);
        }

        if (_numbers > 4096)
        {
            facts.Note("P10", $"numbers in the pickle itself take {_numbers} bytes", input.Reported(_numbersAt), input.Position - _numbersAt);
            facts.Payload("numbers in a pickle", input.Reported(_numbersAt), _numbers);
        }

        return result;
    }

    private void Step(byte opcode)
    {
        if (!PickleOpcodes.IsAllowed(opcode))
        {
            if (PickleOpcodes.NameOf(opcode) is not { } name)
            {
                _fault = $"0x{opcode:x2} is no opcode";
                return;
            }

            if (_reported.Add(name))
            {
                facts.Problem("P8", ArtifactProblemKind.Executable, $"opcode {name} is outside the set that weights need", input.Reported(_opcodeAt), 1);
            }
        }

        switch (opcode)
        {
            case 0x80: // PROTO
                input.Byte();
                break;
            case 0x95: // FRAME
                input.UInt64();
                break;
            case (byte)'(':
                if (_marks.Count >= MaxStack)
                {
                    _fault = "limit of marks";
                    break;
                }

                _marks.Add(_stack.Count);
                break;
            case (byte)'0': // POP
                if (_marks.Count > 0 && _marks[_marks.Count - 1] == _stack.Count)
                {
                    _marks.RemoveAt(_marks.Count - 1);
                }
                else
                {
                    Pop();
                }

                break;
            case (byte)'1': // POP_MARK
                PopMark();
                break;
            case (byte)'2': // DUP
                Push(Peek());
                break;
            case (byte)'N':
                Push(PickleValue.None);
                break;
            case 0x88 or 0x89:
                Push(opcode == 0x88 ? PickleValue.True : PickleValue.False);
                break;
            case (byte)'J':
                PushNumber((int)input.UInt32(), 5);
                break;
            case (byte)'K':
                PushNumber(input.Byte(), 2);
                break;
            case (byte)'M':
                PushNumber(input.UInt16(), 3);
                break;
            case 0x8a: // LONG1
                PushNumber(input.Integer((ulong)input.Byte()), 2);
                break;
            case 0x8b: // LONG4
                PushNumber(input.Integer(input.UInt32()), 5);
                break;
            case (byte)'I' or (byte)'L':
                PushNumber(long.TryParse(input.Line().TrimEnd('L'), out var number) ? number : null, 2);
                break;
            case (byte)'G':
                input.UInt64();
                PushFloat();
                break;
            case (byte)'F':
                input.Line();
                PushFloat();
                break;
            case (byte)'X' or (byte)'T':
                PushText(input.UInt32());
                break;
            case (byte)'U' or 0x8c:
                PushText((ulong)input.Byte());
                break;
            case 0x8d:
                PushText(input.UInt64());
                break;
            case (byte)'S' or (byte)'V':
                Push(new PickleText(input.Line().Trim('\'', '"')));
                break;
            case (byte)'B':
                PushBytes(input.UInt32());
                break;
            case (byte)'C':
                PushBytes((ulong)input.Byte());
                break;
            case 0x8e or 0x96:
                PushBytes(input.UInt64());
                break;
            case 0x97 or 0x98: // NEXT_BUFFER, READONLY_BUFFER
                Push(new PickleOpaque("out-of-band buffer", opcode == 0x98 ? Pop() : null));
                break;
            case (byte)')':
                Push(PickleValue.EmptyTuple);
                break;
            case (byte)'t':
                Push(new PickleTuple(PopMark()));
                break;
            case 0x85 or 0x86 or 0x87:
                Push(new PickleTuple(PopItems(opcode - 0x84)));
                break;
            case (byte)']':
                Push(new PickleContainer(PickleContainerKind.List));
                break;
            case (byte)'}':
                Push(new PickleContainer(PickleContainerKind.Dictionary));
                break;
            case 0x8f:
                Push(new PickleContainer(PickleContainerKind.Set));
                break;
            case (byte)'l' or 0x91:
                PushFilled(opcode == 'l' ? PickleContainerKind.List : PickleContainerKind.Set);
                break;
            case (byte)'d':
                PushFilled(PickleContainerKind.Dictionary);
                break;
            case (byte)'a':
                Fill(PickleContainerKind.List, [Pop()]);
                break;
            case (byte)'e':
                Fill(PickleContainerKind.List, PopMark());
                break;
            case 0x90:
                Fill(PickleContainerKind.Set, PopMark());
                break;
            case (byte)'s':
                Fill(PickleContainerKind.Dictionary, PopItems(2));
                break;
            case (byte)'u':
                Fill(PickleContainerKind.Dictionary, PopMark());
                break;
            case (byte)'q':
                Memoize(input.Byte());
                break;
            case (byte)'r':
                Memoize(input.UInt32());
                break;
            case (byte)'p':
                Memoize(long.TryParse(input.Line(), out var put) ? put : -1);
                break;
            case 0x94:
                Memoize(_memo.Count);
                break;
            case (byte)'h':
                Recall(input.Byte());
                break;
            case (byte)'j':
                Recall(input.UInt32());
                break;
            case (byte)'g':
                Recall(long.TryParse(input.Line(), out var get) ? get : -1);
                break;
            case (byte)'c':
                PushGlobal(input.Line(), input.Line());
                break;
            case 0x93: // STACK_GLOBAL
                var stackName = Pop();
                var stackModule = Pop();
                PushGlobal((stackModule as PickleText)?.Text ?? "?", (stackName as PickleText)?.Text ?? "?");
                break;
            case (byte)'i': // INST
                PushGlobal(input.Line(), input.Line());
                var instance = Pop();
                Push(_calls.Call(instance, new PickleTuple(PopMark()), _opcodeAt));
                break;
            case (byte)'o': // OBJ
                var parts = PopMark();
                Push(parts.Length == 0
                    ? Fail("OBJ without a class")
                    : _calls.Call(parts[0], new PickleTuple(parts.AsSpan(1).ToArray()), _opcodeAt));
                break;
            case (byte)'R':
                var arguments = Pop();
                var function = Pop();
                Push(_calls.Call(function, arguments, _opcodeAt));
                break;
            case 0x81 or 0x92: // NEWOBJ, NEWOBJ_EX
                var keywords = opcode == 0x92 ? Pop() : null;
                var newArguments = Pop();
                var type = Pop();
                Push(_calls.New(type, keywords is null ? newArguments : new PickleTuple([newArguments, keywords]), _opcodeAt));
                break;
            case (byte)'b':
                var state = Pop();
                Push(_calls.Build(Pop(), state, _opcodeAt));
                break;
            case (byte)'Q':
                Push(_calls.Persistent(Pop(), _opcodeAt));
                break;
            case (byte)'P':
                Push(_calls.Persistent(new PickleText(input.Line()), _opcodeAt));
                break;
            case 0x82:
                Extension(input.Byte());
                break;
            case 0x83:
                Extension(input.UInt16());
                break;
            case 0x84:
                Extension(input.UInt32());
                break;
            default:
                _fault = $"0x{opcode:x2} is no opcode";
                break;
        }
    }

    private void PushGlobal(string module, string name)
    {
        var full = $"{module}.{name}";
        var isAllowed = PickleGlobals.IsAllowed(module, name)
            || (isTorchScript && (module is "__torch__" or "torch.jit._pickle" || module.StartsWith("__torch__.", StringComparison.Ordinal)));
        if (!isAllowed && _reported.Add(full))
        {
            facts.Problem("P8", ArtifactProblemKind.Executable, $"the pickle names '{full}', which is outside the set that weights need", input.Reported(_opcodeAt), input.Position - _opcodeAt);
        }

        Push(new PickleGlobal(full, isAllowed));
    }

    private void Extension(long code)
    {
        var full = $"extension {code}";
        if (_reported.Add(full))
        {
            facts.Problem("P8", ArtifactProblemKind.Executable, $"the pickle names a class by extension code {code}", input.Reported(_opcodeAt), input.Position - _opcodeAt);
        }

        Push(new PickleGlobal(full, false));
    }

    private void PushNumber(long? value, int bytes)
    {
        CountNumber(bytes);
        Push(value is { } number ? PickleInteger.Of(number) : PickleValue.BigInteger);
    }

    private void PushFloat()
    {
        CountNumber(9);
        Push(PickleValue.Float);
    }

    private void CountNumber(int bytes)
    {
        _numbersAt = _numbersAt < 0 ? _opcodeAt : _numbersAt;

        // Sizes, strides and offsets are small; what takes a kilobyte of them in one pickle is data.
        _numbers += bytes >= 5 ? bytes : 0;
    }

    private void PushText(ulong length)
    {
        var at = input.Position;
        var text = input.Text(length);
        if (length > 128)
        {
            MetadataValue.Check(facts, "P10", "text in a pickle", text, input.Reported(at), (long)Math.Min(length, long.MaxValue));
        }

        Push(new PickleText(text));
    }

    private void PushBytes(ulong length)
    {
        var at = input.Position;
        if (input.Skip(length) && length > LongValue)
        {
            facts.Problem("P10", ArtifactProblemKind.Orphan, $"the pickle carries {length} bytes that are no tensor", input.Reported(at), (long)length);
            facts.Payload("bytes in a pickle", input.Reported(at), (long)length);
        }

        Push(new PickleOpaque("bytes", null));
    }

    private void PushFilled(PickleContainerKind kind)
    {
        var container = new PickleContainer(kind);
        container.Items.AddRange(PopMark());
        Push(container);
    }

    private void Fill(PickleContainerKind kind, PickleValue[] items)
    {
        switch (Peek())
        {
            case PickleContainer container when container.Kind == kind:
                if (kind == PickleContainerKind.Dictionary && items.Length % 2 != 0)
                {
                    _fault = "a dictionary gets a key without a value";
                    return;
                }

                container.Items.AddRange(items);
                break;
            case PickleOpaque opaque:
                // Kept, so that what it holds is still seen.
                opaque.State = new PickleTuple(opaque.State is null ? items : [opaque.State, .. items]);
                break;
            default:
                // PyTorch GHSA-63cw-57p8-fm3p: setting an item of something else corrupted memory.
                facts.Malformed("P3", $"items are set on something that is no {kind.ToString().ToLowerInvariant()}", input.Reported(_opcodeAt), 1);
                break;
        }
    }

    private void Memoize(long index)
    {
        if (index < 0)
        {
            _fault = "a memo index that is no number";
        }
        else if (_memo.Count >= MaxMemo)
        {
            _fault = "limit of memo entries";
        }
        else
        {
            _memo[index] = Peek();
        }
    }

    private void Recall(long index)
    {
        if (_memo.TryGetValue(index, out var value))
        {
            Push(value);
        }
        else
        {
            _fault = $"memo entry {index} does not exist";
        }
    }

    private PickleValue Fail(string what)
    {
        _fault ??= what;
        return PickleValue.None;
    }

    private void Push(PickleValue value)
    {
        if (_stack.Count >= MaxStack)
        {
            _fault = "limit of stack depth";
        }
        else if (++_objects > MaxObjects)
        {
            _fault = "limit of objects";
        }
        else
        {
            _stack.Add(value);
        }
    }

    private PickleValue Peek() => _stack.Count > Floor ? _stack[_stack.Count - 1] : Fail("the stack is empty");

    private PickleValue Pop()
    {
        if (_stack.Count <= Floor)
        {
            return Fail("the stack is empty");
        }

        var value = _stack[_stack.Count - 1];
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private int Floor => _marks.Count > 0 ? _marks[_marks.Count - 1] : 0;

    private PickleValue[] PopItems(int count)
    {
        if (_stack.Count - Floor < count)
        {
            Fail("the stack is empty");
            return [];
        }

        var items = _stack.GetRange(_stack.Count - count, count).ToArray();
        _stack.RemoveRange(_stack.Count - count, count);
        return items;
    }

    private PickleValue[] PopMark()
    {
        if (_marks.Count == 0)
        {
            Fail("there is no mark");
            return [];
        }

        var items = PopItems(_stack.Count - Floor);
        _marks.RemoveAt(_marks.Count - 1);
        return items;
    }
}
