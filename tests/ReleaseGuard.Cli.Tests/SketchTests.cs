using System;
using System.Buffers.Binary;
using System.IO;
using System.Text;

namespace ReleaseGuard.Cli.Tests;

/// <summary><c>sketch publish</c> and <c>sketch check</c>: an owner's file, and what a pipeline without the weights does with it.</summary>
public sealed class SketchTests : IDisposable
{
    private readonly Workshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void What_is_published_is_found_under_another_name_and_the_open_edition_passes()
    {
        byte[] head = Normal(1), trunk = Normal(2);
        Write("full/model.safetensors", ("trunk.weight", trunk), ("heads.cyber.weight", head));
        Write("open/model.safetensors", ("trunk.weight", trunk));
        Write("leak/model.safetensors", ("trunk.weight", trunk), ("aux", head));
        string sketch = _workshop.PathOf("cyber.rgsketch.json");

        ToolRun publish = ToolRun.Of("sketch", "publish", "--full", _workshop.PathOf("full"), "--open", _workshop.PathOf("open"), "--policy", _workshop.PathOf("releaseguard.jsonc"), "--output", sketch);
        Assert.Equal(0, publish.ExitCode);
        Assert.Contains("expected of bf16", publish.Output, StringComparison.Ordinal);
        Assert.Contains("the open edition is silent", publish.Output, StringComparison.Ordinal);

        Assert.Equal(0, ToolRun.Of("sketch", "check", _workshop.PathOf("open"), "--sketch", sketch).ExitCode);
        ToolRun check = ToolRun.Of("sketch", "check", _workshop.PathOf("leak"), "--sketch", sketch);
        Assert.Equal(1, check.ExitCode);
        Assert.Contains("RG3003", check.Output, StringComparison.Ordinal);
        Assert.Contains("'aux'", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_edition_that_holds_what_is_withheld_stops_the_owner()
    {
        Write("full/model.safetensors", ("heads.cyber.weight", Normal(1)));
        Write("open/model.safetensors", ("renamed", Normal(1)));
        string sketch = _workshop.PathOf("cyber.rgsketch.json");
        ToolRun run = ToolRun.Of("sketch", "publish", "--full", _workshop.PathOf("full"), "--open", _workshop.PathOf("open"), "--policy", _workshop.PathOf("releaseguard.jsonc"), "--output", sketch);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("is in the open edition", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(sketch));
    }

    [Fact]
    public void A_sketch_that_is_missing_or_cut_is_wrong_usage_and_says_so()
    {
        Write("open/model.safetensors", ("trunk.weight", Normal(2)));
        string cut = _workshop.Text("cut.rgsketch.json", "{\n  \"schema\": \"releaseguard/sk");
        ToolRun run = ToolRun.Of("sketch", "check", _workshop.PathOf("open"), "--sketch", cut);
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("cut short", run.Error, StringComparison.Ordinal);
        Assert.Equal(4, ToolRun.Of("sketch", "check", _workshop.PathOf("open"), "--sketch", _workshop.PathOf("none.rgsketch.json")).ExitCode);
    }

    /// <summary>64 × 256 near-normal BF16 weights.</summary>
    private static byte[] Normal(int seed)
    {
        Random random = new(seed);
        byte[] bytes = new byte[64 * 256 * 2];
        for (int at = 0; at < bytes.Length; at += 2)
        {
            float value = (float)(random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16));
        }

        return bytes;
    }

    private void Write(string relative, params (string Name, byte[] Bytes)[] tensors)
    {
        StringBuilder header = new("{");
        int offset = 0;
        foreach ((string name, byte[] bytes) in tensors)
        {
            header.Append(offset == 0 ? "" : ",").Append($"\"{name}\":{{\"dtype\":\"BF16\",\"shape\":[64,256],\"data_offsets\":[{offset},{offset + bytes.Length}]}}");
            offset += bytes.Length;
        }

        byte[] text = Encoding.UTF8.GetBytes(header.Append('}').ToString());
        using MemoryStream file = new();
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        file.Write(length);
        file.Write(text);
        foreach ((string _, byte[] bytes) in tensors)
            file.Write(bytes);
        _workshop.Bytes(relative, file.ToArray());
    }
}
