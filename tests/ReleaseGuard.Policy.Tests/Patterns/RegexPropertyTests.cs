using System.Linq;
using System.Text.RegularExpressions;
using CsCheck;
using ReleaseGuard.Policy.Patterns;

namespace ReleaseGuard.Policy.Tests.Patterns;

/// <summary>The engine behind <c>re:</c> agrees with System.Text.RegularExpressions wherever both speak the same language.</summary>
public class RegexPropertyTests
{
    private static readonly Gen<string> s_atom = Gen.OneOf(new[] { 
        "a", "b", "c", "1", "_", ".", "[ab]", "[^a]", "[a-c1]", "\\d", "\\w", "\\D", "\\.", "[\\d_]", "\\x61", "(?:ab)", "[^\\w]", "\\s", "-" }.Select(Gen.Const).ToArray());

    private static readonly Gen<string> s_quantifier = Gen.OneOf(new[] { "", "", "", "*", "+", "?", "{2}", "{1,2}", "{0,3}", "{2,}", "*?", "+?" }.Select(Gen.Const).ToArray());

    private static readonly Gen<string> s_sequence = Gen.Select(s_atom, s_quantifier, (a, q) => a + q).Array[0, 4].Select(string.Concat);

    private static readonly Gen<string> s_pattern = Gen.Recursive<string>((depth, self) => depth > 2
        ? s_sequence
        : Gen.OneOf(
            s_sequence,
            Gen.Select(self, self, (a, b) => $"{a}|{b}"),
            Gen.Select(self, s_quantifier, s_sequence, (a, q, b) => $"({a}){q}{b}"),
            s_sequence.Select(a => $"^{a}$"),
            Gen.Select(s_sequence, self, (a, b) => $"(?:^{a}|{b})"),
            Gen.Select(s_sequence, self, (a, b) => $"(?:{a}$|{b})")));

    private static readonly Gen<string> s_text = Gen.String[Gen.Char["abc1_.- "], 0, 8];

    [Fact]
    public void A_whole_text_matches_as_it_does_in_dotnet()
    {
        Gen.Select(s_pattern, s_text.Array[6]).Sample((pattern, texts) =>
        {
            var ours = SinglePattern.Of(PatternKind.Dataset, "re:" + pattern);
            if (pattern.Length == 0) return;
            Assert.True(ours is not null, $"{pattern} is refused: {PatternSyntax.Check(PatternKind.Dataset, "re:" + pattern, out _)}");
            var theirs = new Regex($"\\A(?:{pattern})\\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
            foreach (var text in texts)
                Assert.True(theirs.IsMatch(text) == ours.Matches(text), $"{pattern} on '{text}'");
        }, iter: 3_000);
    }

    [Fact]
    public void A_text_is_searched_as_it_is_in_dotnet()
    {
        var component = PolicyTexts.Good(PolicyTexts.Small()).Components[0];
        var here = new PolicyLocation("p", 0, 0, 1, 1, 1, 1);
        Gen.Select(s_pattern.Where(p => p.Length > 0).Array[1, 4], s_text.Array[4]).Sample((patterns, texts) =>
        {
            var index = new TextIndex([.. patterns.Select(p => new PatternMatch(component, new PolicyPattern("re:" + p, here), null))]);
            foreach (var text in texts)
            {
                var expected = patterns.Where(p => Regex.IsMatch(text, p, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)).Select(p => "re:" + p).Order().ToArray();
                var actual = index.Find(text).Select(m => m.Pattern.Text).Order().ToArray();
                Assert.True(expected.SequenceEqual(actual), $"{string.Join("  ", patterns)} on '{text}': expected {string.Join(" ", expected)}, got {string.Join(" ", actual)}");
            }
        }, iter: 300);
    }

    [Theory]
    [InlineData("(a*)*b", 40)]
    [InlineData("(a|a)*b", 40)]
    [InlineData("(a+)+$b", 40)]
    [InlineData("(?:a?){30}a{30}", 30)]
    public void Patterns_that_make_backtracking_explode_take_no_longer_than_others(string pattern, int length)
    {
        var ours = SinglePattern.Of(PatternKind.Dataset, "re:" + pattern)!;

        Assert.Equal(pattern.StartsWith("(?:", System.StringComparison.Ordinal), ours.Matches(new string('a', length)));
    }
}
