using System;
using System.IO;
using System.Text;

namespace ReleaseGuard.Artifacts.Tests.Formats.PyTorch;

/// <summary>Writes pickles opcode by opcode, as torch.save does or as an attacker would.</summary>
internal sealed class PickleBuilder
{
    private readonly MemoryStream _bytes = new();

    public PickleBuilder(int protocol = 2) => Raw(0x80, (byte)protocol);

    public byte[] ToArray() => _bytes.ToArray();

    public PickleBuilder Raw(params byte[] bytes)
    {
        _bytes.Write(bytes, 0, bytes.Length);
        return this;
    }

    public PickleBuilder Op(string opcodes) => Raw(Encoding.Latin1.GetBytes(opcodes));

    public PickleBuilder Global(string module, string name) => Raw(Encoding.UTF8.GetBytes($"c{module}\n{name}\n"));

    public PickleBuilder Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Op("X").Raw(BitConverter.GetBytes(bytes.Length)).Raw(bytes);
    }

    public PickleBuilder Int(long value) => value is >= int.MinValue and <= int.MaxValue
        ? Op("J").Raw(BitConverter.GetBytes((int)value))
        : Raw(0x8a, 8).Raw(BitConverter.GetBytes(value));

    public PickleBuilder Tuple(params long[] values)
    {
        Op("(");
        foreach (var value in values)
        {
            Int(value);
        }

        return Op("t");
    }

    public PickleBuilder Storage(string key, long elements, string type = "FloatStorage") =>
        Op("(").Text("storage").Global("torch", type).Text(key).Text("cpu").Int(elements).Op("tQ");

    public PickleBuilder Tensor(string key, long elements, long offset, long[] size, long[] stride, string type = "FloatStorage") =>
        Global("torch._utils", "_rebuild_tensor_v2").Op("(").Storage(key, elements, type).Int(offset).Tuple(size).Tuple(stride)
            .Raw(0x89).Global("collections", "OrderedDict").Op(")RtR");
}
