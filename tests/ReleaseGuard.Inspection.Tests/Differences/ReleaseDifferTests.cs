using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Inspection.Differences;

namespace ReleaseGuard.Inspection.Tests.Differences;

/// <summary>Which tensor of one release is held against which of the other.</summary>
public sealed class ReleaseDifferTests
{
    [Fact]
    public void A_namesake_in_the_same_file_comes_before_one_elsewhere()
    {
        var before = Side(Tensor("w", "a.safetensors", "1"), Tensor("w", "b.safetensors", "2"));
        var after = Side(Tensor("w", "b.safetensors", "2"), Tensor("w", "a.safetensors", "1"));

        Assert.True(ReleaseDiffer.Compare(before, after).IsSame);
    }

    [Fact]
    public void A_namesake_without_its_file_leaves_the_others_to_theirs()
    {
        var before = Side(Tensor("w", "gone.safetensors", "1"), Tensor("w", "b.safetensors", "2"));
        var after = Side(Tensor("w", "b.safetensors", "2"), Tensor("w", "new.safetensors", "1"));

        var difference = Assert.Single(ReleaseDiffer.Compare(before, after).Tensors);
        Assert.Equal(DifferenceKind.Moved, difference.Kind);
        Assert.Equal("gone.safetensors", difference.Before!.File);
        Assert.Equal("new.safetensors", difference.After!.File);
    }

    [Fact]
    public void More_namesakes_on_one_side_are_added_or_removed()
    {
        var two = Side(Tensor("w", "a.safetensors", "1"), Tensor("w", "b.safetensors", "2"));
        var one = Side(Tensor("w", "b.safetensors", "2"));

        Assert.Equal((DifferenceKind.Removed, "a.safetensors"), Assert.Single(ReleaseDiffer.Compare(two, one).Tensors) is var removed ? (removed.Kind, removed.Before!.File) : default);
        Assert.Equal((DifferenceKind.Added, "a.safetensors"), Assert.Single(ReleaseDiffer.Compare(one, two).Tensors) is var added ? (added.Kind, added.After!.File) : default);
    }

    [Fact]
    public void A_release_whose_tensors_all_have_one_name_is_compared_too()
    {
        var side = Side([.. Enumerable.Range(0, 200_000).Select(static number => Tensor("w", "model.safetensors", number.ToString()))]);

        Assert.Equal(200_000, ReleaseDiffer.Compare(side, side).SameTensors);
    }

    [Fact]
    public void A_renamed_tensor_is_seen_between_two_manifests_that_have_its_digest()
    {
        using var folder = new TemporaryFolder();
        var before = ReleaseSideReader.Read(Manifest(folder, "full", "heads.cyber.weight"), content: false);
        var after = ReleaseSideReader.Read(Manifest(folder, "open", "layers.61.extra.weight"), content: false);

        var difference = Assert.Single(ReleaseDiffer.Compare(before, after).Tensors);
        Assert.Equal(DifferenceKind.Renamed, difference.Kind);
        Assert.Equal("layers.61.extra.weight", difference.After!.Name);
    }

    private static string Manifest(TemporaryFolder folder, string edition, string name)
    {
        var path = folder.Write(edition + ".manifest.json", "");
        using var output = new StreamWriter(path);
        ManifestWriter.Write(
            new EditionManifest("model", edition, [], [new ManifestTensor(name, "BF16", [8, 8]) { Parameters = 64, Sha256 = new string('a', 64) }, new ManifestTensor("embed.weight", "BF16", [8, 8]) { Parameters = 64, Sha256 = new string('b', 64) }]),
            output);
        return path;
    }

    private static PlacedTensor Tensor(string name, string file, string sha256) => new(name, "BF16", [2, 2], 4, 8, file, sha256);

    private static ReleaseSide Side(params IReadOnlyList<PlacedTensor> tensors) => new("side", [], tensors, [], [], []);
}
