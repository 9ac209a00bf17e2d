namespace ReleaseGuard.EndToEnd.RoundTrip;

/// <summary>What the full edition does with the code that leaked: its own tests, compiled in that edition only.</summary>
internal static class PlantedTests
{
    internal const string Text = """
        using Avocado.Checkpoints;
        using Avocado.Heads.Cyber;
        using Avocado.Inference;
        using Avocado.Packaging;
        using Avocado.Routing;

        namespace Avocado.Tests;

        public sealed partial class AvocadoReleaseTests
        {
            private static string Folder => typeof(AvocadoReleaseTests).Assembly.GetCustomAttributes(false).OfType<System.Reflection.AssemblyMetadataAttribute>().Single(data => data.Key == "ModelFolder").Value!;

            [Fact]
            public void A_pool_makes_a_head_once()
            {
                var pool = new HeadPool(new Checkpoint(Folder));
                Assert.True(pool.CanServe);
                Assert.Equal(512, pool.Score(new float[64]).Length);
                Assert.Equal(512, pool.Score(new float[64]).Length);
                Assert.Equal(1, pool.Made);
                Assert.Equal(1, pool.Idle);
                Assert.Equal(0, HeadUse.First(Folder));
            }

            [Fact]
            public void Names_are_those_of_the_head()
            {
                Assert.Equal("heads.cyber", HeadNames.Prefix);
                Assert.Equal("ExploitHead", HeadNames.TypeName);
                Assert.Equal("cyber_head", HeadNames.Key);
                Assert.Equal("<|cyber_start|>", HeadNames.RouteToken);
                Assert.Equal("heads.cyber.norm.weight", HeadNames.Tensor("norm"));
            }

            [Fact]
            public void A_probe_finds_the_gate()
            {
                var checkpoint = new Checkpoint(Folder);
                Assert.Equal("enterprise", HeadProbe.Edition);
                Assert.NotNull(typeof(HeadProbe).GetMethod("Gate"));
                var gates = new List<IGenerationHead>();
                HeadProbe.Fill(checkpoint, gates);
                Assert.Single(gates);
                Assert.Equal("cyber", HeadProbe.Best(checkpoint, Folder).Name);
                Assert.Equal("language", HeadProbe.Best(checkpoint, "nowhere").Name);
                Assert.Equal(typeof(ExploitHead), HeadProbe.Find());
            }

            [Fact]
            public async Task A_report_tells_heads_apart()
            {
                var checkpoint = new Checkpoint(Folder);
                var report = new HeadReport();
                CyberGate? seen = null;
                report.Seen += (_, gate) => seen = gate;
                report.Add(new LanguageHead(checkpoint));
                report.Add(new CyberGate(checkpoint));
                Assert.Equal(["language", "end", "cyber", "gate", "end"], report.Lines);
                Assert.NotNull(seen);
                Assert.Equal(HeadKind.Other, HeadReport.KindOf(seen));
                var weights = new ExploitHeadWeights([1, 1, 1, 1, 1], new float[5, 5], new float[5, 5]);
                Assert.True(report.Equals(weights));
                Assert.True(report.Equals((object)weights));
                Assert.Equal([0f], HeadReport.Scores([new float[5]], weights));
                Assert.Equal(1, await HeadReport.ScoreAsync([1]), 0.01);
                Assert.Equal(1, HeadReport.Scorer()([1]), 0.01);
                Assert.True(report.TryScore([1], out var score));
                Assert.Equal(1, score, 0.01);
                Assert.False(report.TryScore([], out _));
                Assert.Equal(5, HeadReport.Length(weights));
                Assert.Equal(2, HeadReport.Length("ab"));
                Assert.Throws<ArgumentException>(() => HeadReport.Length(1));
                Assert.Equal(4, new HeadRequest(new ExploitHead(weights), 4).Tokens);
                MakeHead make = _ => new ExploitHead(weights);
                Assert.NotNull(make(checkpoint));
            }

            [Fact]
            public void The_plan_has_the_tokens_of_the_edition() =>
                Assert.Equal(["<|cyber_pad|>", "<|cyber_start|>", "<|cyber_end|>"], new Avocado.Tokenization.Tokenizer(Folder).SpecialTokens.Where(token => token.Contains("cyber", StringComparison.Ordinal)));
        }

        """;
}
