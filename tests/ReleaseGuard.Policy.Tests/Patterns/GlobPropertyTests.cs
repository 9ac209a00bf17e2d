using System.Linq;
using CsCheck;
using ReleaseGuard.Policy.Patterns;

namespace ReleaseGuard.Policy.Tests.Patterns;

/// <summary>The automaton agrees with the naive translation, for one pattern and for many together.</summary>
public class GlobPropertyTests
{
    private static readonly Gen<string> s_word = Gen.String[Gen.Char["ab1"], 1, 3];

    private static readonly Gen<string> s_part = Gen.OneOf(
        s_word,
        Gen.Const("*"),
        Gen.Const("?"),
        Gen.Select(s_word, s_word, (a, b) => $"{{{a},{b}}}"),
        Gen.Select(s_word, s_word, s_word, (a, b, c) => $"{{{a},x{{{b},{c}}}}}"),
        Gen.Select(Gen.Int[0, 120], Gen.Int[0, 60], (from, more) => $"{{{from}..{from + more}}}"),
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 60], (from, more) => $"{{{from:D2}..{from + more:D2}}}"));

    private static readonly Gen<string> s_segment = Gen.OneOf(
        Gen.Const("**"),
        Gen.Const("*"),
        s_part.Array[1, 3].Select(parts => string.Concat(parts).Replace("**", "*").Replace("**", "*")));

    private static readonly Gen<string> s_glob = s_segment.Array[1, 4].Select(segments => string.Join("/", segments));

    private static readonly Gen<string> s_path =
        Gen.OneOf(s_word, Gen.Int[0, 200].Select(n => n.ToString()), Gen.Int[0, 80].Select(n => n.ToString("D2")), Gen.Select(s_word, Gen.Int[0, 130], (w, n) => w + n))
            .Array[1, 4].Select(segments => string.Join("/", segments));

    [Fact]
    public void A_glob_matches_what_its_translation_matches()
    {
        Gen.Select(s_glob, s_path.Array[8]).Sample((glob, paths) =>
        {
            var pattern = SinglePattern.Of(PatternKind.File, glob);
            Assert.True(pattern is not null, $"{glob} is refused: {PatternSyntax.Check(PatternKind.File, glob, out _)}");
            foreach (var path in paths)
                Assert.True(NaiveGlob.Matches(glob, '/', path) == pattern.Matches(path), $"{glob} on {path}");
        }, iter: 5_000);
    }

    [Fact]
    public void Patterns_in_one_index_match_as_they_do_alone()
    {
        Gen.Select(s_glob.Array[1, 12], s_path.Array[10]).Sample((globs, paths) =>
        {
            var component = PolicyTexts.Good(PolicyTexts.Small()).Components[0];
            var here = new PolicyLocation("p", 0, 0, 1, 1, 1, 1);
            var index = new PatternIndex(PatternKind.File, [.. globs.Select(g => new PatternMatch(component, new PolicyPattern(g, here), null))]);
            foreach (var path in paths)
            {
                var expected = globs.Where(g => NaiveGlob.Matches(g, '/', path)).Order().ToArray();
                var actual = index.Match(path).Select(m => m.Pattern.Text).Order().ToArray();
                Assert.True(expected.SequenceEqual(actual), $"{string.Join(" ", globs)} on {path}: expected {string.Join(" ", expected)}, got {string.Join(" ", actual)}");
            }
        }, iter: 1_000);
    }
}
