using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace ReleaseGuard.Inspection.Sketches.Files;

/// <summary>Writes a sketch file in its one form. <see cref="SketchFileReader"/> expects every token that stands here.</summary>
internal static class SketchFileWriter
{
    public static string Write(SketchFile file)
    {
        var text = new StringBuilder();
        text.Append("{\n  \"schema\": \"").Append(SketchFile.Schema).Append("\",\n  \"salt\": \"").Append(file.IsSaltSecret ? "secret" : file.Salt.ToString())
            .Append("\",\n  \"saltCheck\": \"").Append(file.Salt.Check).Append("\",\n  \"tensors\": [");
        var separator = "\n";
        foreach (var tensor in file.Tensors.OrderBy(static t => t.Id, StringComparer.Ordinal))
        {
            text.Append(separator);
            Write(text, tensor);
            separator = ",\n";
        }

        text.Append("\n  ],\n  \"fused\": [");
        separator = "\n";
        foreach (var fused in file.Fused.OrderBy(static f => string.Join("\n", f.Members), StringComparer.Ordinal))
        {
            text.Append(separator).Append("    { \"members\": [");
            text.Append(string.Join(", ", fused.Members.Select(Quote))).Append("], \"elements\": ").Append(fused.Elements.ToString(CultureInfo.InvariantCulture))
                .Append(", \"bf16\": \"").Append(fused.BFloat16).Append("\", \"fp16\": \"").Append(fused.Half).Append("\", \"fp16-of-bf16\": \"").Append(fused.HalfOfBFloat16).Append("\" }");
            separator = ",\n";
        }

        text.Append("\n  ],\n");
        var digest = Digest(text.ToString());
        return text.Append("  \"sha256\": \"").Append(digest).Append("\"\n}\n").ToString();
    }

    /// <summary>SHA-256 of a text's UTF-8 bytes.</summary>
    public static string Digest(string text)
    {
        using var sha = SHA256.Create();
        return Hex.Lower(sha.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>A JSON string: only what must be escaped is.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"' or '\\':
                    text.Append('\\').Append(c);
                    break;
                case < ' ' or (>= '\ud800' and <= '\udfff'):
                    text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        return text.Append('"').ToString();
    }

    private static void Write(StringBuilder text, SketchedTensor tensor)
    {
        text.Append("    {\n      \"id\": ").Append(Quote(tensor.Id)).Append(",\n      \"elements\": ").Append(tensor.Elements.ToString(CultureInfo.InvariantCulture));
        if (tensor.Exact is { } exact)
        {
            text.Append(",\n      \"exact\": { ").Append(string.Join(", ", exact.All.Select(static d => $"\"{d.Key}\": \"{d.Value}\""))).Append(" }");
            if (tensor.Heads.Count != 0)
            {
                text.Append(",\n      \"heads\": [").Append(string.Join(", ", tensor.Heads.Select(Quote))).Append(']');
            }
        }

        if (tensor.OrderFree is { } orderFree)
        {
            text.Append(",\n      \"orderFree\": {");
            var separator = "\n";
            foreach (var (name, digest) in Named(orderFree))
            {
                text.Append(separator).Append("        \"").Append(name).Append("\": { \"sum\": \"").Append(digest.Sum).Append("\", \"sha256\": \"").Append(digest.Sha256).Append("\" }");
                separator = ",\n";
            }

            text.Append("\n      }");
        }

        foreach (var kind in WindowKind.All)
        {
            foreach (var orientation in new[] { Orientation.Rows, Orientation.Columns })
            {
                if (tensor.Codes.FirstOrDefault(c => c.Kind == kind && c.Orientation == orientation) is { Values.Count: > 0 } codes)
                {
                    text.Append(",\n      \"").Append(CodesName(kind, orientation)).Append("\": [")
                        .Append(string.Join(", ", codes.Values.OrderBy(static v => v).Select(static v => $"\"{v.ToString("x16", CultureInfo.InvariantCulture)}\""))).Append(']');
                }
            }
        }

        text.Append("\n    }");
    }

    public static string CodesName(WindowKind kind, Orientation orientation) => orientation == Orientation.Rows ? $"{kind.Name} rows" : $"{kind.Name} columns";

    private static IEnumerable<(string Name, MultisetDigest Digest)> Named(OrderFreeDigests digests) =>
        [("bf16", digests.BFloat16), ("fp16", digests.Half), ("fp16-of-bf16", digests.HalfOfBFloat16)];
}
