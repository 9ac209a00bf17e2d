using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>
/// Writes JSON text forward only, in the order it is told: a name is written with its value or not at all, so an absent
/// field is left out. An inline scope stays on one line, which keeps a report of many tensors readable and diff-friendly.
/// Exists because the netstandard2.0 side has no JSON writer and the tool must not serialise by reflection.
/// </summary>
public sealed class JsonTextWriter
{
    private readonly TextWriter _output;
    private readonly Stack<Scope> _scopes = new();

    /// <summary>Writes to <paramref name="output"/>, which stays open.</summary>
    public JsonTextWriter(TextWriter output)
    {
        _output = output ?? throw new ArgumentNullException(nameof(output));
    }

    /// <summary>Begins an object that is the document or an element of an array.</summary>
    public void BeginObject(bool inline = false) => Begin(null, '{', '}', inline);

    /// <summary>Begins an object that is the value of <paramref name="name"/>.</summary>
    public void BeginObject(string name, bool inline = false) => Begin(name, '{', '}', inline);

    /// <summary>Begins an array that is the document or an element of an array.</summary>
    public void BeginArray(bool inline = false) => Begin(null, '[', ']', inline);

    /// <summary>Begins an array that is the value of <paramref name="name"/>.</summary>
    public void BeginArray(string name, bool inline = false) => Begin(name, '[', ']', inline);

    /// <summary>Ends the innermost object or array; the end of the document ends its line.</summary>
    public void End()
    {
        Scope scope = _scopes.Pop();
        if (!scope.Inline && scope.Count > 0)
            NewLine();
        _output.Write(scope.Close);
        if (_scopes.Count == 0)
            _output.Write('\n');
    }

    /// <summary>Writes a text field; a null is left out.</summary>
    public void Field(string name, string? value)
    {
        if (value is null)
            return;
        Name(name);
        Text(value);
    }

    /// <summary>Writes a number field; a null is left out.</summary>
    public void Field(string name, long? value)
    {
        if (value is null)
            return;
        Name(name);
        Number(value.Value);
    }

    /// <summary>Writes a number field with a fraction; a null, an infinity and a non-number are left out: JSON has none of them.</summary>
    public void Field(string name, double? value)
    {
        if (value is not double number || double.IsNaN(number) || double.IsInfinity(number))
            return;
        Name(name);
        _output.Write(number.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>Writes a truth field; a null is left out.</summary>
    public void Field(string name, bool? value)
    {
        if (value is null)
            return;
        Name(name);
        _output.Write(value.Value ? "true" : "false");
    }

    /// <summary>Writes a text element of an array.</summary>
    public void Element(string value)
    {
        Separate();
        Text(value);
    }

    /// <summary>Writes a number element of an array.</summary>
    public void Element(long value)
    {
        Separate();
        Number(value);
    }

    private void Begin(string? name, char open, char close, bool inline)
    {
        if (name is null)
            Separate();
        else
            Name(name);
        _output.Write(open);
        bool insideInline = _scopes.Count > 0 && _scopes.Peek().Inline;
        _scopes.Push(new Scope(close, inline || insideInline));
    }

    private void Name(string name)
    {
        Separate();
        Text(name);
        _output.Write(_scopes.Peek().Inline ? ":" : ": ");
    }

    private void Separate()
    {
        if (_scopes.Count == 0)
            return;
        Scope scope = _scopes.Peek();
        if (scope.Count++ > 0)
            _output.Write(',');
        if (!scope.Inline)
            NewLine();
    }

    private void NewLine()
    {
        _output.Write('\n');
        for (int level = _scopes.Count; level > 0; level--)
            _output.Write("  ");
    }

    // A report of half a million tensors has millions of numbers: none of them becomes a string where that can be helped.
    private void Number(long value)
    {
#if NET
        Span<char> digits = stackalloc char[20];
        value.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
        _output.Write(digits.Slice(0, length));
#else
        _output.Write(value.ToString(CultureInfo.InvariantCulture));
#endif
    }

    private void Text(string value)
    {
        _output.Write('"');
        int written = 0;
        for (int index = 0; index < value.Length; index++)
        {
            char c = value[index];
            string? escape = Escape(c);
            if (escape is null)
            {
                if (!char.IsSurrogate(c))
                    continue;
                if (char.IsHighSurrogate(c) && index + 1 < value.Length && char.IsLowSurrogate(value[index + 1]))
                {
                    index++;
                    continue;
                }

                // A lone surrogate has no UTF-8 form: written raw it would become a replacement character and lose the name.
                escape = Unicode(c);
            }

            Raw(value, written, index);
            _output.Write(escape);
            written = index + 1;
        }

        Raw(value, written, value.Length);
        _output.Write('"');
    }

    private void Raw(string value, int start, int end)
    {
        if (start == 0 && end == value.Length)
            _output.Write(value);
        else if (end > start)
            _output.Write(value.Substring(start, end - start));
    }

    private static string? Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < ' ' or '\u007f' or '\u2028' or '\u2029' => Unicode(c),
        _ => null,
    };

    private static string Unicode(char c) => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture);

    private sealed class Scope(char close, bool inline)
    {
        public char Close { get; } = close;

        public bool Inline { get; } = inline;

        public int Count { get; set; }
    }
}
