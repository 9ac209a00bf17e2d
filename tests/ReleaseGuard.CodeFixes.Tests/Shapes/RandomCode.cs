using System;
using System.Linq;
using System.Text;

namespace ReleaseGuard.CodeFixes.Tests.Shapes;

/// <summary>Makes well-formed types with open and withheld statements mixed at every depth. The same number makes the same code.</summary>
internal sealed class RandomCode(int seed)
{
    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();
    private int _names;

    public string Make()
    {
        _text.Append("using Contoso.Heads.Cyber;\n\nnamespace Contoso;\n\npublic class Packer\n{\n    private string _last = \"\";\n    private readonly List<string> _all = [];\n");
        var count = _random.Next(1, 5);
        for (var member = 0; member < count; member++) Member(member);
        _text.Append("\n    public string All() => string.Join(\",\", new[] { _last, ").Append(string.Join(", ", Enumerable.Range(0, count).Select(member => $"M{member}(\"x\", {member})"))).Append(" });\n}\n");
        return _text.ToString();
    }

    private void Member(int number)
    {
        _text.Append('\n');
        if (_random.Next(3) == 0) _text.Append("    /// <summary>A member.</summary>\n");
        switch (_random.Next(4))
        {
            case 0:
                _text.Append($"    public string M{number}(string text, int count) => {Value(_random.Next(2) == 0)};\n");
                break;
            case 1:
                _text.Append($"    public string M{number}(string text, int count)\n    {{\n");
                Statements(2, 3);
                _text.Append("        return text;\n    }\n");
                break;
            default:
                _text.Append($"    public string M{number}(string text, int count)\n    {{\n        string made;\n");
                Statements(2, 2);
                _text.Append($"        if (count > 1)\n            made = {Value(_random.Next(2) == 0)};\n        else\n            made = {Value(false)};\n");
                Statements(2, 2);
                _text.Append("        return made;\n    }\n");
                break;
        }
    }

    private void Statements(int depth, int most)
    {
        for (var count = _random.Next(1, most + 1); count > 0; count--) Statement(depth);
    }

    private void Statement(int depth)
    {
        var indent = new string(' ', depth * 4);
        var withheld = _random.Next(3) == 0;
        var name = "v" + _names++;
        switch (_random.Next(depth > 4 ? 6 : 12))
        {
            case 0:
                _text.Append($"{indent}_all.Add({Value(withheld)});\n");
                break;
            case 1:
                _text.Append($"{indent}_last = {Value(withheld)}; // kept\n");
                break;
            case 2:
                _text.Append($"{indent}text = {Value(withheld)};\n");
                break;
            case 3:
                _text.Append($"{indent}var {name} = {Value(withheld)};\n{indent}text += {name};\n");
                break;
            case 4:
                _text.Append(withheld ? $"{indent}using var {name} = new ExploitHead();\n{indent}_all.Add({name}.Write(text));\n" : $"{indent}count++;\n");
                break;
            case 5:
                _text.Append($"{indent}if (count > 7) return {Value(withheld)};\n");
                break;
            case 6:
                Nested(depth, $"{indent}if (count > {_random.Next(5)})", withheld ? $"{indent}else\n{indent}    return {Value(true)};\n" : "");
                break;
            case 7:
                Nested(depth, $"{indent}foreach (var {name} in _all.ToArray())", "");
                break;
            case 8:
                Nested(depth, $"{indent}try", $"{indent}finally\n{indent}{{\n{indent}    _all.Add({Value(withheld)});\n{indent}}}\n");
                break;
            case 9:
                Nested(depth, withheld ? $"{indent}if ((object)text is ExploitHead {name})" : $"{indent}while (count++ < 3)", "");
                break;
            case 10:
                _text.Append($"{indent}Func<string, string> {name} = x => x + {Value(withheld)};\n{indent}text = {name}(text);\n");
                break;
            default:
                _text.Append($"{indent}text = Inner{name}(text);\n{indent}string Inner{name}(string q)\n{indent}{{\n{indent}    return q + {Value(withheld)};\n{indent}}}\n");
                break;
        }
    }

    private void Nested(int depth, string head, string tail)
    {
        var indent = new string(' ', depth * 4);
        _text.Append(head).Append('\n').Append(indent).Append("{\n");
        Statements(depth + 1, 2);
        _text.Append(indent).Append("}\n").Append(tail);
    }

    private string Value(bool withheld) => withheld
        ? _random.Next(4) switch
        {
            0 => "new ExploitHead().Write(text)",
            1 => "ExploitHead.Shared.Write(\"y\")",
            2 => "ExploitHead.HeadIndex.ToString()",
            _ => "(count > 2 ? nameof(ExploitLevel) : \"z\")",
        }
        : _random.Next(3) switch { 0 => "text.Trim()", 1 => "count.ToString()", _ => "\"open\"" };
}
