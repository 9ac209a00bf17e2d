using System;
using System.Collections.Generic;
using System.Globalization;

namespace ReleaseGuard.Artifacts.Formats.Numpy;

/// <summary>
/// The description at the head of an .npy array: a Python dictionary of exactly 'descr', 'fortran_order' and 'shape'. A parser for that and nothing
/// else; nothing is ever evaluated.
/// </summary>
internal sealed class NpyDescription
{
    private const int MaxDimensions = 64;
    private const int MaxNesting = 16;

    private readonly string _text;
    private int _at;

    private NpyDescription(string text) => _text = text;

    public TensorType? Type { get; private set; }

    public bool IsBigEndian { get; private set; }

    /// <summary>Whether elements are Python objects, stored as a pickle.</summary>
    public bool HasObjects { get; private set; }

    public bool IsFortran { get; private set; }

    public long[]? Shape { get; private set; }

    /// <summary>What is wrong, as a clause; null when nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>Place of the fault, or of the first character after the dictionary.</summary>
    public int Position => _at;

    public static NpyDescription Parse(string text)
    {
        var description = new NpyDescription(text);
        description.Read();
        return description;
    }

    private void Read()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (!Expect('{'))
        {
            return;
        }

        while (!Next('}'))
        {
            if (ReadString() is not { } key || !Expect(':'))
            {
                return;
            }

            if (!seen.Add(key))
            {
                Fail($"the key '{key}' is there twice");
                return;
            }

            if (!ReadValue(key))
            {
                return;
            }

            if (!Next(',') && Peek() != '}')
            {
                Fail("expected ',' or '}'");
                return;
            }
        }

        if (seen.Count != 3)
        {
            Fail("the keys are not 'descr', 'fortran_order' and 'shape'");
        }
    }

    private bool ReadValue(string key)
    {
        switch (key)
        {
            case "descr":
                var bits = ReadType(0, out var name, out var kind);
                if (bits is not { } width)
                {
                    return false;
                }

                Type = new TensorType(name, HasObjects ? TensorElementKind.Unknown : kind, width);
                return true;
            case "fortran_order":
                if (Word("True"))
                {
                    IsFortran = true;
                    return true;
                }

                return Word("False") || Fail("fortran_order is neither True nor False");
            case "shape":
                Shape = ReadShape();
                return Shape is not null;
            default:
                return Fail($"an unknown key '{key}'");
        }
    }

    /// <summary>Bits of one element: of a scalar type string, or summed over the fields of a list.</summary>
    private int? ReadType(int depth, out string name, out TensorElementKind kind)
    {
        name = "";
        kind = TensorElementKind.Unknown;
        if (depth > MaxNesting)
        {
            Fail("types nested too deep");
            return null;
        }

        if (Peek() != '[')
        {
            return ReadString() is { } text ? ReadScalar(text, out name, out kind) : null;
        }

        Expect('[');
        long sum = 0;
        while (!Next(']'))
        {
            if (!Expect('(') || ReadFieldName() is false || !Expect(',') || ReadType(depth + 1, out _, out _) is not { } field)
            {
                Fail("a field of the type is not (name, type)");
                return null;
            }

            long count = 1;
            if (Next(',') && Peek() == '(')
            {
                if (ReadShape() is not { } shape || Tensors.TensorShape.Count(shape) is not { } elements)
                {
                    return null;
                }

                count = elements;
            }

            sum += field * Math.Min(count, int.MaxValue);
            if (!Expect(')') || sum > int.MaxValue)
            {
                Fail("the type is too large");
                return null;
            }

            if (!Next(',') && Peek() != ']')
            {
                Fail("expected ',' or ']'");
                return null;
            }
        }

        name = "structured";
        return (int)sum;
    }

    private bool ReadFieldName()
    {
        // A name, or a pair of title and name.
        if (!Next('('))
        {
            return ReadString() is not null;
        }

        return ReadString() is not null && Expect(',') && ReadString() is not null && Expect(')');
    }

    private int? ReadScalar(string text, out string name, out TensorElementKind kind)
    {
        name = text.TrimStart('<', '>', '=', '|');
        kind = TensorElementKind.Unknown;
        IsBigEndian |= text.Length > 0 && text[0] == '>';
        var unit = name.IndexOf('[');
        var plain = unit > 0 ? name.Substring(0, unit) : name;
        if (plain.Length == 0 || !int.TryParse(plain.Length == 1 ? "0" : plain.Substring(1), NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size > int.MaxValue / 32)
        {
            Fail($"an unknown type '{text}'");
            return null;
        }

        switch (plain[0])
        {
            case 'f' when size is 2 or 4 or 8 or 12 or 16:
                kind = TensorElementKind.Float;
                return size * 8;
            case 'i' or 'u' when size is 1 or 2 or 4 or 8:
                kind = TensorElementKind.Integer;
                return size * 8;
            case 'b' when size == 1:
            case '?' when size == 0:
                kind = TensorElementKind.Boolean;
                return 8;
            case 'c' when size is 8 or 16 or 24 or 32:
                kind = TensorElementKind.Complex;
                return size * 8;
            case 'M' or 'm' when size == 8:
                kind = TensorElementKind.Integer;
                return 64;
            case 'S' or 'a':
                kind = TensorElementKind.Text;
                return size * 8;
            case 'V':
                return size * 8;
            case 'U':
                kind = TensorElementKind.Text;
                return size * 32;
            case 'O':
                HasObjects = true;
                return 64;
            default:
                Fail($"an unknown type '{text}'");
                return null;
        }
    }

    private long[]? ReadShape()
    {
        if (!Expect('('))
        {
            return null;
        }

        var shape = new List<long>();
        while (!Next(')'))
        {
            var start = Skip();
            while (_at < _text.Length && _text[_at] is >= '0' and <= '9')
            {
                _at++;
            }

            if (_at == start || shape.Count == MaxDimensions || !long.TryParse(_text.Substring(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var dimension))
            {
                Fail("the shape is not a tuple of non-negative integers below 2^63");
                return null;
            }

            // Python 2 wrote long integers with an L.
            if (_at < _text.Length && _text[_at] == 'L')
            {
                _at++;
            }

            shape.Add(dimension);
            if (!Next(',') && Peek() != ')')
            {
                Fail("the shape is not a tuple of non-negative integers below 2^63");
                return null;
            }
        }

        return shape.ToArray();
    }

    private string? ReadString()
    {
        Skip();
        if (_at >= _text.Length || _text[_at] is not ('\'' or '"'))
        {
            Fail("expected a string");
            return null;
        }

        var quote = _text[_at++];
        var end = _text.IndexOf(quote, _at);
        var text = end < 0 ? "" : _text.Substring(_at, end - _at);
        if (end < 0 || text.IndexOf('\\') >= 0)
        {
            Fail("a string that does not end, or with an escape");
            return null;
        }

        _at = end + 1;
        return text;
    }

    private bool Word(string word)
    {
        Skip();
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
        {
            return false;
        }

        _at += word.Length;
        return true;
    }

    private bool Next(char c)
    {
        if (Peek() != c)
        {
            return false;
        }

        _at++;
        return true;
    }

    private bool Expect(char c) => Next(c) || Fail($"expected '{c}'");

    private char Peek() => Skip() < _text.Length ? _text[_at] : '\0';

    private int Skip()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t')
        {
            _at++;
        }

        return _at;
    }

    private bool Fail(string message)
    {
        Fault ??= message;
        return false;
    }
}
