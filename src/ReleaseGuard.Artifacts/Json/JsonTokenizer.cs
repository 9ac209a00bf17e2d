using System;
using System.Text;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Json;

/// <summary>
/// Strict JSON (RFC 8259) as a stream of tokens with byte offsets, over a range of a source that is read window by window.
/// Holds one window and one token: memory does not grow with the text. UTF-8 is checked on the way.
/// Stops at the first fault; <see cref="Fault"/> says what and where.
/// </summary>
internal sealed partial class JsonTokenizer
{
    /// <summary>Nesting allowed before the text counts as an attack (model-formats.md I9).</summary>
    public const int MaxDepth = 64;

    private const int WindowBytes = 64 * 1024;

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
