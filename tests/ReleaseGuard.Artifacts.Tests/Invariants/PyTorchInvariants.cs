using System.Collections.Generic;
using System.Text;
using ReleaseGuard.Artifacts.Tests.Formats.PyTorch;
using static ReleaseGuard.Artifacts.ArtifactProblemKind;
using static ReleaseGuard.Artifacts.Tests.Formats.FactsAssertions;
using static ReleaseGuard.Artifacts.Tests.Formats.PyTorch.PyTorchFiles;

namespace ReleaseGuard.Artifacts.Tests.Invariants;

/// <summary>P1 to P12 in the three forms; the pickles are those of picklescan and fickling where they have the class.</summary>
internal static class PyTorchInvariants
{
    public static IEnumerable<HostileFile> Rows =>
    [
        Row("P1", "an archive of one folder with a data.pkl", "a record in another folder", Malformed, ZipOf(("a/data.pkl", Dictionary(p => p.Op("N")), false), ("b/extra", new byte[9], false))),
        Row("P1", "an archive of one folder with a data.pkl", "no data.pkl", Malformed, ZipOf(("a/version", "3\n"u8.ToArray(), false))),
        Row("P1", "an archive of one folder with a data.pkl", "a tar member that is a link", PathEscape, Linked()),
        Row("P2", "records are stored, not compressed", "a compressed storage", Malformed, ZipOf(("a/data.pkl", Dictionary(p => p.Tensor("0", 600, 0, [600], [1])), false), ("a/data/0", new byte[2400], true))),
        Row("P3", "a storage has exactly its elements, and items are set on dictionaries only", "one element too many (GHSA-63cw-57p8-fm3p)", Malformed, Zip(Dictionary(p => p.Tensor("0", 7, 0, [2, 3], [3, 1])), ("data/0", new byte[24]))),
        Row("P3", "a storage has exactly its elements, and items are set on dictionaries only", "SETITEMS on a list (GHSA-63cw-57p8-fm3p)", Malformed, Zip(Dictionary(p => p.Op("](NNu")))),
        Row("P3", "a storage has exactly its elements, and items are set on dictionaries only", "a legacy storage of -1 elements", Malformed, Legacy(Dictionary(p => p.Tensor("0", 6, 0, [6], [1])), ["0"], Counted(-1, 24))),
        Row("P4", "a view stays inside its storage", "strides of 2^62", Malformed, View(0, [4, 4], [1L << 62, 1L << 62])),
        Row("P4", "a view stays inside its storage", "it begins one late", Malformed, View(1, [2, 3], [3, 1])),
        Row("P5", "strides are not negative, one for each dimension", "-1", Malformed, View(5, [6], [-1])),
        Row("P5", "strides are not negative, one for each dimension", "two for one dimension", Malformed, View(0, [6], [1, 1])),
        Row("P6", "every record and tensor is given back by the pickle", "a record that nothing names", Orphan, Zip(Dictionary(p => p.Tensor("0", 6, 0, [6], [1])), ("data/0", new byte[24]), ("data/1", new byte[4000]))),
        Row("P6", "every record and tensor is given back by the pickle", "a tensor made and popped", Orphan, Zip(new PickleBuilder().Op("}(").Text("w").Tensor("0", 6, 0, [6], [1]).Op("0N").Op("u.").ToArray(), ("data/0", new byte[24]))),
        Row("P7", "a storage ships nothing but what its views show", "w[:10] of 100 rows", Orphan, Zip(Dictionary(p => p.Tensor("0", 2000, 0, [10, 20], [20, 1])), ("data/0", new byte[8000]))),
        Code("os.system by GLOBAL and REDUCE", new PickleBuilder().Global("os", "system").Text("id").Raw(0x85).Op("R.").ToArray()),
        Code("os.system by STACK_GLOBAL from the memo", new PickleBuilder(4).Text("os").Raw(0x94).Op("0").Text("system").Raw(0x94).Op("0").Op("h\0h\u0001").Raw(0x93).Op(")R.").ToArray()),
        Code("INST of protocol 0", Encoding.ASCII.GetBytes("(S'id'\nios\nsystem\n.")),
        Code("OBJ whose result is popped", new PickleBuilder().Op("(").Global("os", "system").Text("id").Op("o0N.").ToArray()),
        Code("a dotted name under an allowed module", new PickleBuilder().Global("torch", "_utils._rebuild_tensor_v2").Op(")R.").ToArray()),
        Code("a code in the extension registry", new PickleBuilder().Raw(0x82, 7).Op(")R.").ToArray()),
        Code("a second pickle behind a harmless first", [.. new PickleBuilder().Op("N.").ToArray(), .. new PickleBuilder().Global("os", "system").Op(")R.").ToArray()]),
        Row("P8", "the pickle is well-formed and uses only what weights need", "bytes of no opcode", Malformed, new PickleBuilder().Raw(0xFF).Op(".").ToArray(), "pickle"),
        Row("P9", "one pickle, and nothing behind it", "100 bytes behind STOP", Orphan, Zip([.. Dictionary(p => p.Op("N")), .. new byte[100]])),
        Row("P9", "one pickle, and nothing behind it", "a legacy key listed twice", Malformed, Legacy(Dictionary(p => p.Tensor("0", 6, 0, [6], [1])), ["0", "0"], [.. Counted(6, 24), .. Counted(6, 24)])),
        Row("P10", "the pickle itself carries little", "5,000 bytes as BINBYTES", Orphan, new PickleBuilder(3).Op("B").Raw(System.BitConverter.GetBytes(5000)).Raw(new byte[5000]).Op(".").ToArray(), "pickle"),
        Row("P10", "the pickle itself carries little", "3,000 characters of text", Metadata, new PickleBuilder().Text(new string('a', 3000)).Op(".").ToArray(), "pickle"),
        Row("P11", "weights are no program", "TorchScript code", Executable, Zip(Dictionary(p => p.Tensor("0", 6, 0, [6], [1])), ("data/0", new byte[24]), ("code/__torch__.py", "class Model"u8.ToArray()))),
        Row("P12", "a name is what it looks like", "an invisible letter", Note, Zip(new PickleBuilder().Op("}(").Text("w\u200b").Tensor("0", 6, 0, [6], [1]).Op("u.").ToArray(), ("data/0", new byte[24]))),
    ];

    private static byte[] View(long offset, long[] size, long[] stride) => Zip(Dictionary(p => p.Tensor("0", 6, offset, size, stride)), ("data/0", new byte[24]));

    private static byte[] Linked()
    {
        var tar = CleanTar();
        tar[156] = (byte)'2';
        return tar;
    }

    private static HostileFile Code(string defect, byte[] pickle) => Row("P8", "the pickle is well-formed and uses only what weights need", defect, Executable, pickle, "pickle");

    private static HostileFile Row(string invariant, string rule, string defect, ArtifactProblemKind kind, byte[] hostile, string format = "pytorch") => new(
        invariant,
        rule,
        defect,
        kind,
        () => ReadAs(format, hostile).Problems,
        () => format == "pytorch" ? ReadAs(format, CleanZip()).Problems : ReadAs(format, new PickleBuilder().Global("collections", "OrderedDict").Op(")R.").ToArray()).Problems);
}
