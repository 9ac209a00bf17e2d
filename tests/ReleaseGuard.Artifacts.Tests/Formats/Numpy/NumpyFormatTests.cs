using System;
using System.Linq;
using System.Text;
using System.Threading;
using ReleaseGuard.Artifacts.Tests.Archives;

namespace ReleaseGuard.Artifacts.Tests.Formats.Numpy;

public sealed class NumpyFormatTests
{
    internal const string Header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_clean_array_has_no_problem_in_any_version(byte version)
    {
        var facts = Read(Npy(Header, 24, version));
        Assert.Empty(facts.Problems);
        var tensor = facts.Tensors.Single();
        Assert.Equal(("weights", "f4", 6L, 24L), (tensor.Name, tensor.Type.Name, tensor.Parameters, tensor.ByteLength));
        Assert.Equal([2, 3], tensor.Shape);
        Assert.Null(tensor.Storage);
    }

    [Theory]
    [InlineData("'<f8'", 64)]
    [InlineData("'|b1'", 8)]
    [InlineData("'?'", 8)]
    [InlineData("'<c16'", 128)]
    [InlineData("'<i2'", 16)]
    [InlineData("'<U3'", 96)]
    [InlineData("'|S5'", 40)]
    [InlineData("'<M8[ns]'", 64)]
    [InlineData("[('a', '<f4'), ('b', '|u1', (3,))]", 56)]
    [InlineData("[('a', [('x', '<f4'), ('y', '<f4')])]", 64)]
    public void Every_type_has_its_width(string descr, int bits)
    {
        var facts = Read(Npy($"{{'descr': {descr}, 'fortran_order': False, 'shape': (4,), }}", bits / 2));
        Assert.Empty(facts.Problems);
        Assert.Equal(bits, facts.Tensors.Single().Type.Bits);
    }

    [Fact]
    public void Column_order_and_byte_order_are_told()
    {
        Assert.Equal(TensorStorageKind.Strided, Read(Npy(Header.Replace("False", "True", StringComparison.Ordinal), 24)).Tensors.Single().Storage?.Kind);
        Assert.Equal(TensorStorageKind.BigEndian, Read(Npy(Header.Replace("<", ">", StringComparison.Ordinal), 24)).Tensors.Single().Storage?.Kind);
    }

    public static TheoryData<string, ArtifactProblemKind, byte[]> Broken() => new()
    {
        { "N1", ArtifactProblemKind.Malformed, "NUMPY"u8.ToArray() },
        { "N1", ArtifactProblemKind.Malformed, Npy(Header, 24, 4) },
        { "N1", ArtifactProblemKind.Malformed, Npy(Header, 24, 0) },
        { "N2", ArtifactProblemKind.Malformed, [0x93, .. "NUMPY"u8, 1, 0, 0xFF, 0xFF] },
        { "N2", ArtifactProblemKind.Malformed, [0x93, .. "NUMPY"u8, 2, 0, 0xFF, 0xFF, 0xFF, 0xFF] },
        { "N2", ArtifactProblemKind.Malformed, Npy(Header + new string(' ', 20_000), 24) },
        { "N3", ArtifactProblemKind.Malformed, Npy("{'descr': '<f4', 'shape': (2, 3), }", 24) },
        { "N3", ArtifactProblemKind.Malformed, Npy(Header.Replace("}", "'x': 1}", StringComparison.Ordinal), 24) },
        { "N3", ArtifactProblemKind.Malformed, Npy(Header.Replace("'shape'", "'descr'", StringComparison.Ordinal), 24) },
        { "N3", ArtifactProblemKind.Malformed, Npy(Header.Replace("False", "0", StringComparison.Ordinal), 24) },
        { "N3", ArtifactProblemKind.Malformed, Npy(Header.Replace("(2, 3)", "(2, -3)", StringComparison.Ordinal), 24) },
        { "N3", ArtifactProblemKind.Malformed, Npy(Header.Replace("(2, 3)", "(2, 3.0)", StringComparison.Ordinal), 24) },
        { "N3", ArtifactProblemKind.Malformed, Npy(Header.Replace("(2, 3)", "(9223372036854775808,)", StringComparison.Ordinal), 24) },
        { "N3", ArtifactProblemKind.Malformed, Npy(Header.Replace("'<f4'", "__import__('os')", StringComparison.Ordinal), 24) },
        { "N3", ArtifactProblemKind.Malformed, Npy(Header.Replace("<f4", "<f5", StringComparison.Ordinal), 24) },
        { "N3", ArtifactProblemKind.Malformed, Npy(new string('[', 9000), 24) },
        { "N4", ArtifactProblemKind.Malformed, Npy(Header.Replace("(2, 3)", "(4611686018427387904, 4)", StringComparison.Ordinal), 24) },
        { "N5", ArtifactProblemKind.Malformed, Npy(Header, 20) },
        { "N5", ArtifactProblemKind.Orphan, Npy(Header, 30) },
        { "N6", ArtifactProblemKind.Malformed, Npy(Header + " hidden", 24) },
        { "N6", ArtifactProblemKind.Note, Npy(Header + new string(' ', 1000), 24) },
        { "N7", ArtifactProblemKind.Executable, Npy(Header.Replace("<f4", "|O", StringComparison.Ordinal), 24) },
        { "N7", ArtifactProblemKind.Executable, Npy("{'descr': [('a', '|O')], 'fortran_order': False, 'shape': (1,), }", 24) },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_array_is_told_by_the_invariant_it_breaks(string invariant, ArtifactProblemKind kind, byte[] bytes) =>
        Assert.Contains(Read(bytes).Problems, problem => problem.Invariant == invariant && problem.Kind == kind);

    [Fact]
    public void A_clean_archive_of_arrays_has_no_problem_stored_or_deflated()
    {
        var facts = Read(new ZipBytes().Add("a.npy", Npy(Header, 24)).Add("b.npy", Npy(Header, 24), deflate: true).Build());
        Assert.Equal("npz", facts.Format);
        Assert.Empty(facts.Problems);
        Assert.Equal(["a", "b"], facts.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(12, ParameterCount.Count([facts]).Logical);
        Assert.Equal(TensorStorageKind.Compressed, facts.Tensors[1].Storage?.Kind);
    }

    [Fact]
    public void An_entry_that_is_no_array_is_told() =>
        Assert.Contains(Read(new ZipBytes().Add("a.npy", Npy(Header, 24)).Add("b.bin", new byte[100]).Build()).Problems, problem => problem is { Invariant: "N8", Kind: ArtifactProblemKind.Orphan });

    [Fact]
    public void A_broken_array_in_an_archive_is_told_with_its_name() =>
        Assert.Contains(Read(new ZipBytes().Add("a.npy", Npy(Header, 20), deflate: true).Build()).Problems, problem => problem is { Invariant: "N5", Tensor: "a" });

    [Fact]
    public void An_archive_whose_halves_disagree_is_told() =>
        Assert.Contains(Read(new ZipBytes().Add("a.npy", Npy(Header, 24), change: entry => entry.LocalCrc = 7).Build()).Problems, problem => problem.Invariant == "Z3");

    [Fact]
    public void A_real_archive_is_clean()
    {
        if (SharedData.Find("int_arrays_compressed.npz") is not { } path)
        {
            return;
        }

        using var source = new FileArtifactSource(path);
        var facts = ArtifactFormats.Detect(source, "x")!.Read(source, CancellationToken.None);
        Assert.Equal("npz", facts.Format);
        Assert.Empty(facts.Problems);
        Assert.NotEmpty(facts.Tensors);
    }

    [Fact]
    public void Damaged_copies_are_survived()
    {
        Mutations.Hold("npy", Npy(Header, 24), Npy("{'descr': [('a', '<f4'), ('b', '|u1', (3,))], 'fortran_order': True, 'shape': (4,), }", 28, 2));
        Mutations.Hold("npz", new ZipBytes().Add("a.npy", Npy(Header, 24)).Add("b.npy", Npy(Header, 24), deflate: true).Build());
    }

    internal static byte[] Npy(string header, int data, byte version = 1)
    {
        var text = Encoding.Latin1.GetBytes(header + "\n");
        byte[] length = version == 1 ? BitConverter.GetBytes((ushort)text.Length) : BitConverter.GetBytes((uint)text.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. text, .. new byte[data]];
    }

    private static ArtifactFacts Read(byte[] bytes)
    {
        var source = new CountingSource("arrays/weights.npy", bytes);
        var facts = ArtifactFormats.Detect(source)!.Read(source, CancellationToken.None);
        Assert.DoesNotContain(facts.Problems, problem => problem.Kind == ArtifactProblemKind.Unread);
        return facts;
    }
}
