using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using ReleaseGuard.Inspection.Sketches.Ordinal;

namespace ReleaseGuard.Inspection.Sketches.Files;

/// <summary>
/// Reads a sketch file token for token as <see cref="SketchFileWriter"/> writes it. There is no other spelling: what differs was
/// not written by a tool of this version, and what an owner withholds must not become less by an edit.
/// </summary>
internal sealed class SketchFileReader
{
    private readonly string _text;
    private int _at;

    private SketchFileReader(string text) => _text = text;

    public static SketchFileResult Read(byte[] bytes, string? pinnedSha256, SketchSalt? secretSalt)
    {
        if (bytes.Length == 0)
        {
            return new SketchFileResult(null, "is empty; nothing would be looked for", null);
        }

        using var sha = SHA256.Create();
        var digest = Hex.Lower(sha.ComputeHash(bytes));
        if (pinnedSha256 is not null && !string.Equals(pinnedSha256, digest, StringComparison.OrdinalIgnoreCase))
        {
            return new SketchFileResult(null, $"is not the file that the policy pins: its SHA-256 is {digest}, not {pinnedSha256}", digest);
        }

        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            return new SketchFileResult(new SketchFileReader(text).ReadFile(secretSalt), null, digest);
        }
        catch (ArgumentException)
        {
            return new SketchFileResult(null, "is not UTF-8 text", digest);
        }
        catch (InvalidDataException problem)
        {
            return new SketchFileResult(null, problem.Message, digest);
        }
    }

    private SketchFile ReadFile(SketchSalt? secretSalt)
    {
        Expect("{\n  \"schema\": ");
        var schema = ReadString();
        if (schema != SketchFile.Schema)
        {
            throw new InvalidDataException($"has schema '{schema}'; this version reads '{SketchFile.Schema}' only");
        }

        Expect(",\n  \"salt\": ");
        var saltText = ReadString();
        var isSecret = saltText == "secret";
        var salt = isSecret ? secretSalt : SketchSalt.Parse(saltText);
        if (salt is null)
        {
            throw new InvalidDataException(isSecret ? "was made with a secret salt, which was not given" : "has a salt that is not 32 hexadecimal digits");
        }

        Expect(",\n  \"saltCheck\": ");
        if (ReadString() != salt.Check)
        {
            throw new InvalidDataException(isSecret ? "was made with another secret salt than the one given" : "was edited: its salt is not the one it was made with");
        }

        Expect(",\n  \"tensors\": [");
        List<SketchedTensor> tensors = [];
        for (var separator = "\n    {\n"; TryExpect(separator); separator = ",\n    {\n")
        {
            tensors.Add(ReadTensor(salt));
        }

        Expect("\n  ],\n  \"fused\": [");
        List<FusedTensors> fused = [];
        for (var separator = "\n    { "; TryExpect(separator); separator = ",\n    { ")
        {
            fused.Add(ReadFused());
        }

        Expect("\n  ],\n");
        var content = _text.Substring(0, _at);
        Expect("  \"sha256\": ");
        if (ReadString() != SketchFileWriter.Digest(content))
        {
            throw new InvalidDataException("was edited: its content does not have the digest at its end");
        }

        Expect("\n}\n");
        if (_at != _text.Length)
        {
            throw new InvalidDataException("has text after its end");
        }

        Check(tensors, fused);
        return new SketchFile(salt, isSecret, tensors, fused);
    }

    private static void Check(List<SketchedTensor> tensors, List<FusedTensors> fused)
    {
        if (tensors.Count == 0)
        {
            throw new InvalidDataException("holds no tensor; nothing would be looked for");
        }

        HashSet<string> ids = new(StringComparer.Ordinal);
        if (tensors.FirstOrDefault(tensor => !ids.Add(tensor.Id)) is { } twin)
        {
            throw new InvalidDataException($"has two tensors '{twin.Id}'");
        }

        if (tensors.FirstOrDefault(static tensor => tensor is { Exact: null, OrderFree: null, Codes.Count: 0 }) is { } bare)
        {
            throw new InvalidDataException($"says nothing by which '{bare.Id}' could be known");
        }

        if (fused.SelectMany(static f => f.Members).FirstOrDefault(member => !ids.Contains(member)) is { } missing)
        {
            throw new InvalidDataException($"has a sum over '{missing}', which it does not hold");
        }
    }

    private SketchedTensor ReadTensor(SketchSalt salt)
    {
        Expect("      \"id\": ");
        var id = ReadString();
        Expect(",\n      \"elements\": ");
        var elements = ReadNumber();
        TensorDigests? exact = null;
        List<string> heads = [];
        if (TryExpect(",\n      \"exact\": { \"stored\": "))
        {
            exact = new TensorDigests(ReadHex(64), TryExpect(", \"bf16\": ") ? ReadHex(64) : null, TryExpect(", \"fp16\": ") ? ReadHex(64) : null, TryExpect(", \"fp16-of-bf16\": ") ? ReadHex(64) : null);
            Expect(" }");
            if (TryExpect(",\n      \"heads\": ["))
            {
                for (heads.Add(ReadHex(SketchedTensor.HeadDigits)); TryExpect(", ");)
                {
                    heads.Add(ReadHex(SketchedTensor.HeadDigits));
                }

                Expect("]");
            }
        }

        OrderFreeDigests? orderFree = null;
        if (TryExpect(",\n      \"orderFree\": {\n        \"bf16\": "))
        {
            var bfloats = ReadMultiset();
            Expect(",\n        \"fp16\": ");
            var halves = ReadMultiset();
            Expect(",\n        \"fp16-of-bf16\": ");
            orderFree = new OrderFreeDigests(bfloats, halves, ReadMultiset());
            Expect("\n      }");
        }

        List<SketchedCodes> codes = [];
        foreach (var kind in WindowKind.All)
        {
            foreach (var orientation in new[] { Orientation.Rows, Orientation.Columns })
            {
                if (TryExpect($",\n      \"{SketchFileWriter.CodesName(kind, orientation)}\": ["))
                {
                    codes.Add(new SketchedCodes(kind, orientation, ReadCodes(kind, salt)));
                }
            }
        }

        Expect("\n    }");
        return new SketchedTensor(id, elements, exact, heads, orderFree, codes);
    }

    private List<ulong> ReadCodes(WindowKind kind, SketchSalt salt)
    {
        List<ulong> values = [];
        var windowSalt = salt.ForWindows(kind);
        do
        {
            var value = ulong.Parse(ReadHex(16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (!WindowCode.IsPossible(WindowCode.Recover(value, windowSalt), kind) || (values.Count != 0 && value <= values[values.Count - 1]))
            {
                throw Unexpected("was edited");
            }

            values.Add(value);
        }
        while (TryExpect(", "));
        Expect("]");
        return values;
    }

    private MultisetDigest ReadMultiset()
    {
        Expect("{ \"sum\": ");
        var sum = MultisetSum.Parse(ReadHex(32));
        Expect(", \"sha256\": ");
        var digest = new MultisetDigest(sum!.Value, ReadHex(64));
        Expect(" }");
        return digest;
    }

    private FusedTensors ReadFused()
    {
        Expect("\"members\": [");
        List<string> members = [ReadString()];
        while (TryExpect(", "))
        {
            members.Add(ReadString());
        }

        Expect("], \"elements\": ");
        var elements = ReadNumber();
        Expect(", \"bf16\": ");
        var bfloats = MultisetSum.Parse(ReadHex(32));
        Expect(", \"fp16\": ");
        var halves = MultisetSum.Parse(ReadHex(32));
        Expect(", \"fp16-of-bf16\": ");
        var halvesOfBFloats = MultisetSum.Parse(ReadHex(32));
        Expect(" }");
        return new FusedTensors(members, elements, bfloats!.Value, halves!.Value, halvesOfBFloats!.Value);
    }

    private bool TryExpect(string token)
    {
        if (string.CompareOrdinal(_text, _at, token, 0, token.Length) != 0)
        {
            return false;
        }

        _at += token.Length;
        return true;
    }

    private void Expect(string token)
    {
        if (!TryExpect(token))
        {
            var rest = _text.Length - _at;
            throw rest < token.Length && string.CompareOrdinal(_text, _at, token, 0, rest) == 0 ? Truncated() : Unexpected("is not as a sketch file is written");
        }
    }

    private long ReadNumber()
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] is >= '0' and <= '9')
        {
            _at++;
        }

        var digits = _text.Substring(start, _at - start);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (digits.Length == 1 || digits[0] != '0')
            ? number
            : throw Unexpected("has no number");
    }

    private string ReadHex(int digits)
    {
        var text = ReadString();
        return text.Length == digits && text.All(static c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f')) ? text : throw Unexpected($"lacks {digits} hexadecimal digits");
    }

    private string ReadString()
    {
        Expect("\"");
        var value = new StringBuilder();
        while (_at < _text.Length)
        {
            var c = _text[_at++];
            if (c == '"')
            {
                return value.ToString();
            }

            if (c != '\\')
            {
                value.Append(c);
            }
            else if (_at < _text.Length && _text[_at] is '"' or '\\')
            {
                value.Append(_text[_at++]);
            }
            else if (_at + 5 <= _text.Length && _text[_at] == 'u' && ushort.TryParse(_text.Substring(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                value.Append((char)code);
                _at += 5;
            }
            else
            {
                throw Unexpected("has an escape that no sketch file has");
            }
        }

        throw Truncated();
    }

    private InvalidDataException Truncated() => new($"ends too early, in line {Line()}: it was cut short");

    /// <summary>A text without the end that every sketch file has was cut, whatever stands where it stops.</summary>
    private InvalidDataException Unexpected(string what) => _text.EndsWith("}\n", StringComparison.Ordinal) ? new($"{what}, at line {Line()}") : Truncated();

    private int Line() => 1 + _text.Take(Math.Min(_at, _text.Length)).Count(static c => c == '\n');
}
