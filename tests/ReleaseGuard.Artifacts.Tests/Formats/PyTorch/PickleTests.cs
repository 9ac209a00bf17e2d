using System;
using System.Linq;
using System.Text;
using static ReleaseGuard.Artifacts.Tests.Formats.FactsAssertions;
using static ReleaseGuard.Artifacts.Tests.Formats.PyTorch.PyTorchFiles;

namespace ReleaseGuard.Artifacts.Tests.Formats.PyTorch;

/// <summary>P8 to P10: what a pickle may name and do. Counterparts of picklescan's and fickling's bypasses; nothing in them is ever run.</summary>
public sealed class PickleTests
{
    public static TheoryData<string, string, byte[]> Hostile => new()
    {
        { "GLOBAL and REDUCE", "os.system", new PickleBuilder().Global("os", "system").Text("id").Raw(0x85).Op("R.").ToArray() },
        { "protocol 0", "posix.system", "cposix\nsystem\n(S'id'\ntR."u8.ToArray() },
        { "INST", "os.system", Encoding.ASCII.GetBytes("(S'id'\nios\nsystem\n.") },
        { "OBJ", "os.system", new PickleBuilder().Op("(").Global("os", "system").Text("id").Op("o.").ToArray() },
        { "STACK_GLOBAL", "os.system", new PickleBuilder(4).Text("os").Text("system").Raw(0x93).Text("id").Raw(0x85).Op("R.").ToArray() },
        { "STACK_GLOBAL by memo", "os.system", new PickleBuilder(4).Text("os").Raw(0x94).Op("0").Text("system").Raw(0x94).Op("0").Op("h\0h\u0001").Raw(0x93).Op(")R.").ToArray() },
        { "result popped", "os.system", new PickleBuilder().Global("os", "system").Text("id").Raw(0x85).Op("R0N.").ToArray() },
        { "dotted name", "torch._utils._rebuild_tensor_v2", new PickleBuilder().Global("torch", "_utils._rebuild_tensor_v2").Op(")R.").ToArray() },
        { "class of the allowed modules", "torch.load", new PickleBuilder().Global("torch", "load").Op(")R.").ToArray() },
        { "builtins", "builtins.eval", new PickleBuilder().Global("builtins", "eval").Text("1").Raw(0x85).Op("R.").ToArray() },
        { "getattr chain", "builtins.getattr", new PickleBuilder().Global("builtins", "getattr").Global("os", "path").Text("x").Raw(0x86).Op("R.").ToArray() },
        { "numpy array", "numpy.core.multiarray._reconstruct", new PickleBuilder().Global("numpy.core.multiarray", "_reconstruct").Op(")R.").ToArray() },
        { "extension registry", "extension code 7", new PickleBuilder().Raw(0x82, 7).Op(")R.").ToArray() },
        { "second pickle", "os.system", [.. new PickleBuilder().Op("N.").ToArray(), .. new PickleBuilder().Global("os", "system").Op(")R.").ToArray()] },
        { "build on a class", "torch.nn.modules.linear.Linear", new PickleBuilder().Global("torch.nn.modules.linear", "Linear").Op(")").Raw(0x81).Op("}b.").ToArray() },
        { "persistent id of a module", "'module'", new PickleBuilder().Op("(").Text("module").Op("NtQ.").ToArray() },
        { "newline in a name", "os.system\r", new PickleBuilder().Global("os", "system\r").Op(")R.").ToArray() },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_weights_do_not_need_can_run_code(string what, string name, byte[] bytes)
    {
        Assert.NotEmpty(what);
        Assert.Equal("pickle", ArtifactFormats.Detect(new MemoryArtifactSource("x", bytes))?.Name);
        var facts = ReadAs("pickle", bytes);
        Assert.Contains(facts.Problems, problem => problem.Kind == ArtifactProblemKind.Executable && problem.Message.Contains(name, StringComparison.Ordinal) && problem.ByteOffset > -1);

        // The same inside an archive, and inside the legacy form.
        if (bytes[0] == 0x80)
        {
            facts = ReadAs("pytorch", Zip(bytes));
            Assert.Contains(facts.Problems, problem => problem.Kind is ArtifactProblemKind.Executable or ArtifactProblemKind.Orphan);
        }
    }

    [Theory]
    [InlineData("OrderedDict")]
    [InlineData("Counter")]
    public void Weights_names_are_allowed(string name) => Assert.Empty(ReadAs("pickle", new PickleBuilder().Global("collections", name).Op(")R.").ToArray()).Problems);

    [Fact]
    public void A_pickle_of_plain_values_is_clean()
    {
        var facts = ReadAs("pickle", new PickleBuilder().Op("}(").Text("epoch").Int(3).Text("loss").Op("G").Raw(new byte[8]).Text("list").Op("](K\u0001K\u0002eu.").ToArray());
        Assert.Empty(facts.Problems);
    }

    public static TheoryData<string, byte[]> Broken => new()
    {
        { "no STOP", new PickleBuilder().Op("N").ToArray() },
        { "cut text", new PickleBuilder().Op("X").Raw(0xFF, 0xFF, 0xFF, 0x7F).Op("abc").ToArray() },
        { "empty stack", new PickleBuilder().Op(".").ToArray() },
        { "no mark", new PickleBuilder().Op("NNt.").ToArray() },
        { "reading below a mark", new PickleBuilder().Op("N(R.").ToArray() },
        { "unknown memo", new PickleBuilder().Op("h\u0005.").ToArray() },
        { "no opcode", new PickleBuilder().Raw(0xFF).Op(".").ToArray() },
        { "odd dictionary", new PickleBuilder().Op("}(Nu.").ToArray() },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_pickle_is_malformed(string what, byte[] bytes)
    {
        Assert.NotEmpty(what);
        ReadAs("pickle", bytes).AssertProblem("P8", ArtifactProblemKind.Malformed);
    }

    [Fact]
    public void Items_set_on_what_is_no_dictionary_are_malformed() =>
        ReadAs("pickle", new PickleBuilder().Op("](NNu.").ToArray()).AssertProblem("P3", ArtifactProblemKind.Malformed);

    [Fact]
    public void Doubling_lists_by_memo_stays_linear()
    {
        // Billion laughs: each list holds the one before it ten times.
        var pickle = new PickleBuilder().Op("]q\0");
        for (var level = 1; level < 200; level++)
        {
            pickle.Op("](");
            for (var i = 0; i < 10; i++)
            {
                pickle.Op("h").Raw((byte)(level - 1));
            }

            pickle.Op("eq").Raw((byte)level);
        }

        Assert.NotNull(ReadAs("pickle", pickle.Op(".").ToArray()));
    }

    [Fact]
    public void A_list_that_holds_itself_is_walked_once() => Assert.NotNull(ReadAs("pickle", new PickleBuilder().Op("]q\0h\0a.").ToArray()));

    [Fact]
    public void Deep_nesting_does_not_overflow_the_stack()
    {
        var pickle = new PickleBuilder().Op(new string(']', 200_000)).Op(new string('a', 199_999)).Op(".");
        Assert.Empty(ReadAs("pickle", pickle.ToArray()).Problems);
    }

    [Fact]
    public void Bytes_after_the_end_are_orphan()
    {
        ReadAs("pickle", [.. new PickleBuilder().Op("N.").ToArray(), 1, 2, 3, 4]).AssertProblem("P9", ArtifactProblemKind.Orphan);
        ReadAs("pytorch", Zip([.. Dictionary(p => p.Op("N")), .. new byte[100]])).AssertProblem("P9", ArtifactProblemKind.Orphan);
        ReadAs("pytorch", [.. CleanLegacy(), 1, 2, 3]).AssertProblem("P9", ArtifactProblemKind.Orphan);
        ReadAs("pytorch", [.. CleanTar(), 1, 2, 3]).AssertProblem("P9", ArtifactProblemKind.Orphan);
    }

    [Fact]
    public void Bytes_text_and_numbers_inside_a_pickle_are_payload()
    {
        var bytes = new PickleBuilder(3).Op("B").Raw(BitConverter.GetBytes(5000)).Raw(new byte[5000]).Op(".").ToArray();
        Assert.Equal(5000, ReadAs("pickle", bytes).AssertProblem("P10", ArtifactProblemKind.Orphan).ByteLength);
        ReadAs("pickle", new PickleBuilder().Text(new string('a', 3000)).Op(".").ToArray()).AssertProblem("P10", ArtifactProblemKind.Metadata);
        var floats = new PickleBuilder().Op("](");
        for (var i = 0; i < 1000; i++)
        {
            floats.Op("G").Raw(new byte[8]);
        }

        Assert.Single(ReadAs("pickle", floats.Op("e.").ToArray()).Payloads);
    }

    [Fact]
    public void Damaged_pickles_never_throw()
    {
        Mutations.Hold("pickle", Dictionary(p => p.Tensor("0", 6, 0, [2, 3], [3, 1])), [.. Hostile.SelectMany(row => (byte[])row[2])], Hostile.Select(row => (byte[])row[2]).First());
    }
}
