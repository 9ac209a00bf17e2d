using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;

namespace ReleaseGuard.Cli.Tests;

/// <summary>A temporary folder with a policy and small model files, gone after the test.</summary>
public sealed class Workshop : IDisposable
{
    public const string Policy = """
        // One head is for the enterprise edition only.
        {
          "schemaVersion": 1,
          "editions": {
            "open":       { "title": "Open edition", "symbol": "EDITION_OPEN", "publishes": ["weights"], "unlisted": "allow" },
            "enterprise": { "title": "Full edition", "symbol": "EDITION_ENTERPRISE", "includes": ["open"], "publishes": [] }
          },
          "components": {
            "contoso.cyber-head": {
              "kind": "head", "title": "Cyber head", "editions": ["enterprise"], "reason": "safety", "owner": "@release-safety",
              "match": { "tensors": [ { "name": "heads.cyber.**" } ] }
            }
          }
        }
        """;

    public Workshop()
    {
        Root = Directory.CreateTempSubdirectory("releaseguard-cli-").FullName;
        File.WriteAllText(PathOf("releaseguard.jsonc"), Policy);
    }

    public string Root { get; }

    public string PathOf(string relative) => Path.Combine(Root, relative);

    public string Text(string relative, string text) => Bytes(relative, Encoding.UTF8.GetBytes(text));

    public string Bytes(string relative, byte[] bytes)
    {
        string path = PathOf(relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string Folder(string relative) => Directory.CreateDirectory(PathOf(relative)).FullName;

    /// <summary>A safetensors file of BF16 tensors, all zero.</summary>
    public string Safetensors(string relative, params (string Name, int[] Shape)[] tensors) => Bytes(relative, SafetensorsBytes(tensors));

    public static byte[] SafetensorsBytes(params (string Name, int[] Shape)[] tensors)
    {
        JsonObject header = [];
        long offset = 0;
        foreach ((string name, int[] shape) in tensors)
        {
            long length = 2 * shape.Aggregate(1L, (product, dimension) => product * dimension);
            header[name] = new JsonObject
            {
                ["dtype"] = "BF16",
                ["shape"] = new JsonArray([.. shape.Select(dimension => (JsonNode)dimension)]),
                ["data_offsets"] = new JsonArray(offset, offset + length),
            };
            offset += length;
        }

        byte[] json = Encoding.UTF8.GetBytes(header.ToJsonString());
        byte[] file = new byte[8 + json.Length + offset];
        BinaryPrimitives.WriteInt64LittleEndian(file, json.Length);
        json.CopyTo(file, 8);
        return file;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
