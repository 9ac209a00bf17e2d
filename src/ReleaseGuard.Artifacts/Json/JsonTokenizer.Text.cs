using System;

namespace ReleaseGuard.Artifacts.Json;

/// <content>Strings: plain runs a vector at a time, escapes, strict UTF-8, and how much of a long one is kept.</content>
internal sealed partial class JsonTokenizer
{
#if NET
    // Everything that ends a run of plain characters in a string.
    private static readonly System.Buffers.SearchValues<byte> Special = System.Buffers.SearchValues.Create(SpecialBytes());
#endif

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
}
