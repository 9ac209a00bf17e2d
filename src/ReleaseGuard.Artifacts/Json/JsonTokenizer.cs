using System;
using System.Text;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Json;

/// <summary>
/// Strict JSON (RFC 8259) as a stream of tokens with byte offsets, over a range of a source that is read window by window.
/// Holds one window and one token: memory does not grow with the text. UTF-8 is checked on the way.
/// Stops at the first fault; <see cref="Fault"/> says what and where.
/// </summary>
internal sealed class JsonTokenizer
{
    /// <summary>Nesting allowed before the text counts as an attack (model-formats.md I9).</summary>
    public const int MaxDepth = 64;

    private const int WindowBytes = 64 * 1024;

#if NET
    // Everything that ends a run of plain characters in a string.
    private static readonly System.Buffers.SearchValues<byte> Special = System.Buffers.SearchValues.Create(SpecialBytes());
#endif

    private readonly SourceReader _reader;
    private readonly long _end;
    private readonly int _maxRetained;
    private readonly byte[] _window;
    private long _windowOffset;
    private int _position;
    private int _filled;

    // One bit per open container: set for objects.
    private ulong _objects;
    private State _state = State.Value;

    private byte[] _scratch = [];
    private int _scratchLength;
    private byte[] _text = [];
    private int _textStart;
    private int _textLength;

    /// <param name="reader">Where the text is.</param>
    /// <param name="start">First byte of the text.</param>
    /// <param name="length">Length of the text; nothing outside it is read.</param>
    /// <param name="maxRetained">Bytes of one string or number that are kept; the rest is checked and counted only.</param>
    public JsonTokenizer(SourceReader reader, long start, long length, int maxRetained = 64 * 1024)
    {
        _reader = reader;
        _windowOffset = start;
        _end = start + length;
        _maxRetained = maxRetained;
        _window = new byte[(int)Math.Min(WindowBytes, Math.Max(length, 1))];
    }

    private enum State
    {
        Value,
        FirstElement,
        FirstProperty,
        Property,
        Colon,
        AfterValue,
        Done,
    }

    public JsonTokenKind Kind { get; private set; }

    /// <summary>Offset of the token's first byte (the opening quote of a string).</summary>
    public long TokenStart { get; private set; }

    /// <summary>Offset of the next byte to be read.</summary>
    public long Position => _windowOffset + _position;

    public int Depth { get; private set; }

    public JsonFault? Fault { get; private set; }

    /// <summary>Decoded UTF-8 of a string or the digits of a number; at most <c>maxRetained</c> bytes.</summary>
    public ReadOnlySpan<byte> Text => new(_text, _textStart, _textLength);

    /// <summary>Length the decoded text has; larger than <see cref="Text"/> when it was cut.</summary>
    public long FullTextLength { get; private set; }

    public bool IsTruncated => FullTextLength > _textLength;

    public string GetString()
    {
        var length = _textLength;
        if (IsTruncated)
        {
            // Do not cut a character in half.
            while (length > 0 && (_text[_textStart + length - 1] & 0xC0) == 0x80)
            {
                length--;
            }

            if (length > 0 && _text[_textStart + length - 1] >= 0xC0)
            {
                length--;
            }
        }

        return Encoding.UTF8.GetString(_text, _textStart, length);
    }

    public bool TextEquals(string ascii)
    {
        if (FullTextLength != ascii.Length)
        {
            return false;
        }

        var text = Text;
        for (var i = 0; i < ascii.Length; i++)
        {
            if (text[i] != ascii[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>An integer exactly as JSON writes a non-negative one: digits only, no sign, fraction, exponent or leading zero; at most 2^63-1.</summary>
    public bool TryGetInteger(out long value)
    {
        value = 0;
        if (Kind != JsonTokenKind.Number || IsTruncated)
        {
            return false;
        }

        foreach (var digit in Text)
        {
            if (digit is < (byte)'0' or > (byte)'9' || value > (long.MaxValue - (digit - '0')) / 10)
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        return true;
    }

    /// <summary>Moves to the next token; false at the end of the top value and at a fault.</summary>
    public bool Read()
    {
        if (Fault is not null)
        {
            return false;
        }

        while (true)
        {
            if (_state == State.Done)
            {
                Kind = JsonTokenKind.None;
                return false;
            }

            SkipWhitespace();
            TokenStart = Position;
            if (!TryPeek(out var b))
            {
                return Fail("the text ends before its value does");
            }

            switch (_state)
            {
                case State.Colon:
                    if (b != ':')
                    {
                        return Fail("expected ':' after a property name");
                    }

                    _position++;
                    _state = State.Value;
                    continue;

                case State.AfterValue:
                    if (b == ',')
                    {
                        _position++;
                        _state = InObject ? State.Property : State.Value;
                        continue;
                    }

                    if (b == (InObject ? '}' : ']'))
                    {
                        return Close();
                    }

                    return Fail(InObject ? "expected ',' or '}'" : "expected ',' or ']'");

                case State.FirstProperty when b == '}':
                case State.FirstElement when b == ']':
                    return Close();

                case State.FirstProperty:
                case State.Property:
                    if (b != '"')
                    {
                        return Fail("expected a property name in quotes");
                    }

                    if (!ReadText())
                    {
                        return false;
                    }

                    Kind = JsonTokenKind.PropertyName;
                    _state = State.Colon;
                    return true;

                default:
                    return ReadValue(b);
            }
        }
    }

    /// <summary>Skips the value that begins at the current token (a container with all it holds). The token must be a value, not a name.</summary>
    public bool SkipValue()
    {
        if (Kind is not (JsonTokenKind.ObjectStart or JsonTokenKind.ArrayStart))
        {
            return Fault is null;
        }

        var depth = Depth - 1;
        while (Depth > depth)
        {
            if (!Read())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The next byte outside any token, without moving; used for what follows the top value.</summary>
    public bool TryPeek(out byte b)
    {
        if (_position == _filled && !Fill())
        {
            b = 0;
            return false;
        }

        b = _window[_position];
        return true;
    }

    /// <summary>Moves past the byte that <see cref="TryPeek"/> showed.</summary>
    public void Advance() => _position++;

    public void SkipWhitespace()
    {
        while (TryPeek(out var b) && b is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _position++;
        }
    }

    private bool InObject => (_objects & (1UL << (Depth - 1))) != 0;

    private bool ReadValue(byte b)
    {
        switch (b)
        {
            case (byte)'{':
                return Open(isObject: true);
            case (byte)'[':
                return Open(isObject: false);
            case (byte)'"':
                if (!ReadText())
                {
                    return false;
                }

                return Finish(JsonTokenKind.Text);
            case (byte)'t':
                return ReadWord("true", JsonTokenKind.True);
            case (byte)'f':
                return ReadWord("false", JsonTokenKind.False);
            case (byte)'n':
                return ReadWord("null", JsonTokenKind.Null);
            case (byte)'-':
            case >= (byte)'0' and <= (byte)'9':
                return ReadNumber();
            default:
                return Fail("expected a value");
        }
    }

    private bool Open(bool isObject)
    {
        if (Depth == MaxDepth)
        {
            return Fail($"nested deeper than {MaxDepth}");
        }

        var bit = 1UL << Depth;
        _objects = isObject ? _objects | bit : _objects & ~bit;
        Depth++;
        _position++;
        _state = isObject ? State.FirstProperty : State.FirstElement;
        Kind = isObject ? JsonTokenKind.ObjectStart : JsonTokenKind.ArrayStart;
        return true;
    }

    private bool Close()
    {
        var kind = InObject ? JsonTokenKind.ObjectEnd : JsonTokenKind.ArrayEnd;
        Depth--;
        _position++;
        return Finish(kind);
    }

    private bool Finish(JsonTokenKind kind)
    {
        Kind = kind;
        _state = Depth == 0 ? State.Done : State.AfterValue;
        return true;
    }

    private bool ReadWord(string word, JsonTokenKind kind)
    {
        foreach (var c in word)
        {
            if (!TryPeek(out var b) || b != c)
            {
                return Fail("expected a value");
            }

            _position++;
        }

        return Finish(kind);
    }

    private bool ReadNumber()
    {
        BeginScratch();
        if (TryPeek(out var b) && b == '-')
        {
            Take(b);
        }

        if (!TryPeek(out b) || b is < (byte)'0' or > (byte)'9')
        {
            return Fail("a number needs a digit here");
        }

        Take(b);
        if (b == '0')
        {
            if (TryPeek(out b) && b is >= (byte)'0' and <= (byte)'9')
            {
                return Fail("a number must not begin with a zero");
            }
        }
        else
        {
            TakeDigits();
        }

        if (TryPeek(out b) && b == '.')
        {
            Take(b);
            if (!TakeDigits())
            {
                return Fail("a number needs a digit after the point");
            }
        }

        if (TryPeek(out b) && b is (byte)'e' or (byte)'E')
        {
            Take(b);
            if (TryPeek(out b) && b is (byte)'+' or (byte)'-')
            {
                Take(b);
            }

            if (!TakeDigits())
            {
                return Fail("a number needs a digit in its exponent");
            }
        }

        EndScratch();
        return Finish(JsonTokenKind.Number);
    }

    private bool TakeDigits()
    {
        var any = false;
        while (TryPeek(out var b) && b is >= (byte)'0' and <= (byte)'9')
        {
            Take(b);
            any = true;
        }

        return any;
    }

    private void Take(byte b)
    {
        Keep(b);
        _position++;
    }

    private bool ReadText()
    {
        _position++;

        // Most names are plain ASCII inside one window: no copy then.
        var start = _position;
        SkipPlain();
        if (_position < _filled && _window[_position] == '"')
        {
            _text = _window;
            _textStart = start;
            FullTextLength = _position - start;
            _textLength = (int)Math.Min(FullTextLength, _maxRetained);
            _position++;
            return true;
        }

        BeginScratch();
        KeepRun(start, _position - start);
        while (true)
        {
            if (!TryPeek(out var b))
            {
                return Fail("the text ends inside a string");
            }

            if (b == '"')
            {
                _position++;
                EndScratch();
                return true;
            }

            if (b == '\\')
            {
                if (!ReadEscape())
                {
                    return false;
                }
            }
            else if (b < 0x20)
            {
                return Fail("a control character inside a string");
            }
            else if (b >= 0x80)
            {
                if (!ReadMultibyte(b))
                {
                    return false;
                }
            }
            else
            {
                var run = _position;
                SkipPlain();
                KeepRun(run, _position - run);
            }
        }
    }

    /// <summary>Moves to the next byte of the window that is not a plain character of a string, or to the window's end.</summary>
    private void SkipPlain()
    {
#if NET
        var plain = new ReadOnlySpan<byte>(_window, _position, _filled - _position).IndexOfAny(Special);
        _position = plain < 0 ? _filled : _position + plain;
#else
        while (_position < _filled && _window[_position] is >= 0x20 and < 0x80 and not (byte)'"' and not (byte)'\\')
        {
            _position++;
        }
#endif
    }

    private bool ReadEscape()
    {
        _position++;
        if (!TryPeek(out var b))
        {
            return Fail("the text ends inside a string");
        }

        _position++;
        switch (b)
        {
            case (byte)'"':
            case (byte)'\\':
            case (byte)'/':
                Keep(b);
                return true;
            case (byte)'b':
                Keep(8);
                return true;
            case (byte)'f':
                Keep(12);
                return true;
            case (byte)'n':
                Keep(10);
                return true;
            case (byte)'r':
                Keep(13);
                return true;
            case (byte)'t':
                Keep(9);
                return true;
            case (byte)'u':
                if (!ReadHex(out var unit))
                {
                    return false;
                }

                if (unit is >= 0xDC00 and <= 0xDFFF)
                {
                    return Fail("a low surrogate escape without its high one");
                }

                if (unit is >= 0xD800 and <= 0xDBFF)
                {
                    if (!TryPeek(out b) || b != '\\')
                    {
                        return Fail("a high surrogate escape without its low one");
                    }

                    _position++;
                    if (!TryPeek(out b) || b != 'u')
                    {
                        return Fail("a high surrogate escape without its low one");
                    }

                    _position++;
                    if (!ReadHex(out var low))
                    {
                        return false;
                    }

                    if (low is < 0xDC00 or > 0xDFFF)
                    {
                        return Fail("a high surrogate escape without its low one");
                    }

                    unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                }

                KeepCodePoint(unit);
                return true;
            default:
                return Fail("an escape that JSON does not have");
        }
    }

    private bool ReadHex(out int value)
    {
        value = 0;
        for (var i = 0; i < 4; i++)
        {
            if (!TryPeek(out var b))
            {
                return Fail("the text ends inside a string");
            }

            var digit = b switch
            {
                >= (byte)'0' and <= (byte)'9' => b - '0',
                >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
                >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
                _ => -1,
            };
            if (digit < 0)
            {
                return Fail("a \\u escape needs four hexadecimal digits");
            }

            value = (value << 4) + digit;
            _position++;
        }

        return true;
    }

    /// <summary>One UTF-8 sequence as RFC 3629 allows it: no overlong form, no surrogate, nothing above U+10FFFF.</summary>
    private bool ReadMultibyte(byte lead)
    {
        var (count, low, high) = lead switch
        {
            >= 0xC2 and <= 0xDF => (1, (byte)0x80, (byte)0xBF),
            0xE0 => (2, (byte)0xA0, (byte)0xBF),
            0xED => (2, (byte)0x80, (byte)0x9F),
            >= 0xE1 and <= 0xEF => (2, (byte)0x80, (byte)0xBF),
            0xF0 => (3, (byte)0x90, (byte)0xBF),
            >= 0xF1 and <= 0xF3 => (3, (byte)0x80, (byte)0xBF),
            0xF4 => (3, (byte)0x80, (byte)0x8F),
            _ => (0, (byte)0, (byte)0),
        };
        if (count == 0)
        {
            return Fail("not valid UTF-8", isEncoding: true);
        }

        Keep(lead);
        _position++;
        for (; count > 0; count--)
        {
            if (!TryPeek(out var b) || b < low || b > high)
            {
                return Fail("not valid UTF-8", isEncoding: true);
            }

            Keep(b);
            _position++;
            (low, high) = (0x80, 0xBF);
        }

        return true;
    }

    private void KeepCodePoint(int value)
    {
        if (value < 0x80)
        {
            Keep((byte)value);
        }
        else if (value < 0x800)
        {
            Keep((byte)(0xC0 | (value >> 6)));
            Keep((byte)(0x80 | (value & 0x3F)));
        }
        else if (value < 0x10000)
        {
            Keep((byte)(0xE0 | (value >> 12)));
            Keep((byte)(0x80 | ((value >> 6) & 0x3F)));
            Keep((byte)(0x80 | (value & 0x3F)));
        }
        else
        {
            Keep((byte)(0xF0 | (value >> 18)));
            Keep((byte)(0x80 | ((value >> 12) & 0x3F)));
            Keep((byte)(0x80 | ((value >> 6) & 0x3F)));
            Keep((byte)(0x80 | (value & 0x3F)));
        }
    }

    private void BeginScratch()
    {
        _scratchLength = 0;
        FullTextLength = 0;
    }

    private void EndScratch()
    {
        _text = _scratch;
        _textStart = 0;
        _textLength = _scratchLength;
    }

    private void Keep(byte b)
    {
        FullTextLength++;
        if (_scratchLength >= _maxRetained)
        {
            return;
        }

        Reserve(1);
        _scratch[_scratchLength++] = b;
    }

    private void KeepRun(int start, int count)
    {
        FullTextLength += count;
        count = Math.Min(count, _maxRetained - _scratchLength);
        if (count <= 0)
        {
            return;
        }

        Reserve(count);
        Buffer.BlockCopy(_window, start, _scratch, _scratchLength, count);
        _scratchLength += count;
    }

    private void Reserve(int count)
    {
        if (_scratchLength + count > _scratch.Length)
        {
            Array.Resize(ref _scratch, Math.Max(256, Math.Max(_scratch.Length * 2, _scratchLength + count)));
        }
    }

#if NET
    private static byte[] SpecialBytes()
    {
        var bytes = new System.Collections.Generic.List<byte> { (byte)'"', (byte)'\\' };
        for (var b = 0; b < 256; b++)
        {
            if (b is < 0x20 or >= 0x80)
            {
                bytes.Add((byte)b);
            }
        }

        return bytes.ToArray();
    }
#endif

    private bool Fill()
    {
        var next = _windowOffset + _filled;
        var count = (int)Math.Min(_window.Length, _end - next);
        if (count <= 0 || !_reader.TryRead(next, _window.AsSpan(0, count)))
        {
            return false;
        }

        _windowOffset = next;
        _position = 0;
        _filled = count;
        return true;
    }

    private bool Fail(string message, bool isEncoding = false)
    {
        Fault = new JsonFault(message, Position, isEncoding);
        Kind = JsonTokenKind.None;
        return false;
    }
}
