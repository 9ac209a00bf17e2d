using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ReleaseGuard.CodeFixes.Tests.Shapes;

/// <summary>Writes a well-formed file of random members that use the withheld head here and there. One seed gives one file.</summary>
internal sealed class RandomMembers(int seed)
{
    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();
    private int _names;

    public string Write()
    {
        _text.Append(Pick("// Copyright (c) Contoso.\n", "// A header.\n\n", "", "#nullable enable\n"));
        _text.Append("using Contoso.Heads.Cyber;\nusing System.Text;\n\nnamespace Contoso;\n\n");
        if (Chance(3)) _text.Append("public sealed class Fancy").Append(_random.Next(9)).Append(" : ").Append(Pick("ExploitHead", "ExploitHead, ICloneable")).Append("\n{\n    public object Clone() => this;\n}\n\n");
        _text.Append("public class Packer\n{\n    private int _count;\n    private string _last = \"\";\n");
        if (Chance(4)) _text.Append("    private readonly ExploitHead _head = new();\n");
        var members = _random.Next(2, 6);
        for (var i = 0; i < members; i++)
        {
            _text.Append('\n');
            Member(i);
        }

        return _text.Append("}\n").ToString();
    }

    private void Member(int number)
    {
        if (Chance(4)) _text.Append("    /// <summary>A member.</summary>\n");
        switch (_random.Next(6))
        {
            case 0:
                _text.Append($"    public string M{number}(string text, int size) => {Text(["text"])};\n");
                break;
            case 1:
                _text.Append($"    public int M{number} => {Number([])};\n");
                break;
            case 2:
                _text.Append($"    public string M{number}\n    {{\n        get {{ return {Text([])}; }}\n        set {{ _last = value; }}\n    }}\n");
                break;
            case 3:
                _text.Append($"    public void M{number}(string text, int size)\n    {{\n");
                Statements(2, ["text"], ["size"], _random.Next(1, 5), "void");
                _text.Append("    }\n");
                break;
            case 4:
                _text.Append($"    public static string M{number}(string text, int size) {{ return {(Chance(2) ? "new ExploitHead().Write(text)" : "text")}; }}\n");
                break;
            default:
                _text.Append($"    public string M{number}(string text, int size)\n    {{\n");
                Statements(2, ["text"], ["size"], _random.Next(1, 5), "string");
                _text.Append($"        return {Text(["text"])};\n    }}\n");
                break;
        }
    }

    private void Statements(int depth, List<string> texts, List<string> numbers, int count, string returns)
    {
        texts = [.. texts];
        numbers = [.. numbers];
        var indent = new string(' ', depth * 4);
        for (var i = 0; i < count; i++)
        {
            if (Chance(5)) _text.Append(indent).Append("// why this is done\n");
            var name = "v" + _names++;
            switch (_random.Next(depth > 4 ? 6 : 11))
            {
                case 0:
                    _text.Append($"{indent}var {name} = {Text(texts)};\n");
                    texts.Add(name);
                    break;
                case 1:
                    _text.Append($"{indent}int {name} = {Number(numbers)};\n");
                    numbers.Add(name);
                    break;
                case 2:
                    _text.Append($"{indent}{Pick("_last", texts[^1])} = {Text(texts)};\n");
                    break;
                case 3:
                    _text.Append($"{indent}_count += {Number(numbers)};\n");
                    break;
                case 4:
                    _text.Append($"{indent}var {name} = new ExploitHead();\n{indent}{name}.Written += (_, _) => _count++;\n{indent}_last = {name}.Write(_last);\n");
                    break;
                case 5:
                    _text.Append($"{indent}Console.WriteLine({Text(texts)});\n");
                    break;
                case 6:
                    _text.Append($"{indent}if ({Number(numbers)} > 3) {(returns == "void" ? "return" : "return " + Text(texts))};\n");
                    break;
                case 7:
                    _text.Append($"{indent}foreach (var {name} in {Text(texts)}.Split(' '))\n{indent}{{\n");
                    Statements(depth + 1, [.. texts.Take(1)], numbers, _random.Next(1, 3), returns);
                    _text.Append($"{indent}    {Pick("continue;", "break;", "_last = " + name + ";")}\n{indent}}}\n");
                    break;
                case 8:
                    _text.Append($"{indent}if (_count > {Number(numbers)})\n{indent}{{\n");
                    Statements(depth + 1, texts, numbers, _random.Next(1, 3), returns);
                    _text.Append($"{indent}}}\n{indent}else\n{indent}{{\n");
                    Statements(depth + 1, texts, numbers, 1, returns);
                    _text.Append($"{indent}}}\n");
                    break;
                case 9:
                    _text.Append($"{indent}try\n{indent}{{\n");
                    Statements(depth + 1, texts, numbers, _random.Next(1, 3), returns);
                    _text.Append($"{indent}}}\n{indent}catch (InvalidOperationException)\n{indent}{{\n{indent}    _count = 0;\n{indent}}}\n");
                    break;
                default:
                    _text.Append($"{indent}var {name} = _count switch\n{indent}{{\n{indent}    0 => {Text(texts)},\n{indent}    1 => {Text(texts)},\n{indent}    _ => \"none\",\n{indent}}};\n");
                    texts.Add(name);
                    break;
            }
        }
    }

    private string Text(List<string> known) => _random.Next(5) switch
    {
        0 => "\"a\"",
        1 when known.Count > 0 => known[_random.Next(known.Count)],
        2 when known.Count > 0 => $"{known[0]} + \"b\"",
        3 => "new ExploitHead().Write(\"c\")",
        _ => "_last",
    };

    private string Number(List<string> known) => _random.Next(5) switch
    {
        0 => "7",
        1 when known.Count > 0 => known[_random.Next(known.Count)],
        2 => "ExploitHead.HeadIndex",
        3 => "(int)ExploitHead.Shared.Level",
        _ => "_last.Length",
    };

    private bool Chance(int of) => _random.Next(of) == 0;

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
}
