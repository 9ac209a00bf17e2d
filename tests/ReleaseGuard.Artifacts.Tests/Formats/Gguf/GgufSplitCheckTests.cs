using System.Collections.Generic;
using System.Linq;

namespace ReleaseGuard.Artifacts.Tests.Formats.Gguf;

public sealed class GgufSplitCheckTests
{
    [Fact]
    public void A_whole_set_has_no_problem() => Assert.Empty(Check((1, Part(0, 2, 3, "a", "b")), (2, Part(1, 2, 3, "c"))));

    [Fact]
    public void A_missing_part_is_told() => Assert.Equal(["1 of 2 parts are there"], Check((1, Part(0, 2, 3, "a", "b"))).Select(problem => problem.Message));

    [Fact]
    public void A_part_twice_is_told() => Assert.Contains(Check((1, Part(0, 2, 2, "a")), (2, Part(0, 2, 2, "b"))), problem => problem.Message.Contains("both part 0"));

    [Fact]
    public void Two_counts_are_told() => Assert.Contains(Check((1, Part(0, 2, 2, "a")), (2, Part(1, 3, 2, "b"))), problem => problem.Message.Contains("split.count 3"));

    [Fact]
    public void A_tensor_too_many_is_told() => Assert.Contains(Check((1, Part(0, 2, 2, "a")), (2, Part(1, 2, 2, "b", "cyber_head"))), problem => problem.Message.Contains("hold 3 tensors"));

    [Fact]
    public void A_tensor_in_two_parts_is_told() => Assert.Contains(Check((1, Part(0, 2, 2, "a")), (2, Part(1, 2, 2, "a"))), problem => problem.Tensor == "a");

    [Fact]
    public void A_name_that_disagrees_with_the_metadata_is_told() => Assert.Contains(Check((1, Part(1, 2, 2, "a")), (2, Part(0, 2, 2, "b"))), problem => problem.Message.Contains("is part 2 by its metadata"));

    private static IReadOnlyList<ArtifactProblem> Check(params (int Number, ArtifactFacts Facts)[] parts)
    {
        var check = new GgufSplitCheck();
        foreach (var (number, facts) in parts)
        {
            Assert.True(GgufSplitCheck.IsSplit(facts));
            check.AddFile($"model-{number:D5}-of-00002.gguf", facts);
        }

        var problems = check.Complete();
        Assert.All(problems, problem => Assert.Equal("G19", problem.Invariant));
        return problems;
    }

    private static ArtifactFacts Part(ushort number, ushort count, int tensors, params string[] names)
    {
        var file = new GgufBytes().Value("split.no", 2, number).Value("split.count", 2, count).Value("split.tensors.count", 5, tensors);
        foreach (var name in names)
        {
            file.Tensor(name, 0, [8], 32);
        }

        return GgufBytes.Read(file.Build());
    }
}
