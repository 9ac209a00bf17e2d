namespace ReleaseGuard.EndToEnd.RoundTrip;

/// <summary>A report with a leak in every shape of code: bases, records, delegates, events, patterns, iterators, async, lambdas, local functions, filters.</summary>
internal static class LeakingReport
{
    internal const string Text = """
        using Avocado.Checkpoints;
        using Avocado.Heads.Cyber;
        using Avocado.Routing;
        using Gate = Avocado.Routing.CyberGate;

        namespace Avocado.Inference;

        /// <summary>Kinds of heads.</summary>
        public enum HeadKind
        {
            /// <summary>The general one.</summary>
            Language = 0,

            /// <summary>The other one.</summary>
            Other = 1,
        }

        /// <summary>Makes a head.</summary>
        /// <param name="checkpoint">The checkpoint.</param>
        public delegate ExploitHead MakeHead(Checkpoint checkpoint);

        /// <summary>What a head was asked.</summary>
        /// <param name="Head">The head.</param>
        /// <param name="Tokens">Tokens.</param>
        public sealed record HeadRequest(ExploitHead Head, int Tokens);

        /// <summary>Reports about heads.</summary>
        public sealed class HeadReport : IComparer<IGenerationHead>, IEquatable<ExploitHeadWeights>
        {
            private readonly List<string> _lines = [];

            /// <summary>Raised when a head was seen.</summary>
            public event EventHandler<Gate>? Seen;

            /// <summary>The lines so far.</summary>
            public IReadOnlyList<string> Lines => _lines;

            /// <inheritdoc/>
            public int Compare(IGenerationHead? left, IGenerationHead? right) => string.CompareOrdinal(left?.Name, right?.Name);

            /// <inheritdoc/>
            public bool Equals(ExploitHeadWeights? other) => other?.Norm.Length == _lines.Count;

            /// <inheritdoc/>
            public override bool Equals(object? obj) => obj is ExploitHeadWeights weights && Equals(weights);

            /// <inheritdoc/>
            public override int GetHashCode() => _lines.Count;

            /// <summary>The kind of a head.</summary>
            /// <param name="head">The head.</param>
            /// <returns>Its kind.</returns>
            public static HeadKind KindOf(IGenerationHead head) => head switch
            {
                LanguageHead => HeadKind.Language,
                CyberGate => HeadKind.Other,
                _ => throw new ArgumentException("No head of this model.", nameof(head)),
            };

            /// <summary>Adds a head.</summary>
            /// <param name="head">The head.</param>
            public void Add(IGenerationHead head)
            {
                _lines.Add(head.Name);
                if (head is Gate gate)
                {
                    Seen?.Invoke(this, gate);
                    _lines.Add("gate");
                }

                foreach (var line in new[] { "end" })
                    _lines.Add(line);
            }

            /// <summary>Scores each state.</summary>
            /// <param name="states">The states.</param>
            /// <param name="weights">The weights of a head.</param>
            /// <returns>The first logit of each.</returns>
            public static IEnumerable<float> Scores(IEnumerable<float[]> states, ExploitHeadWeights weights)
            {
                foreach (var state in states)
                    yield return new ExploitHead(weights).Logits(state)[0];
            }

            /// <summary>Scores a state elsewhere.</summary>
            /// <param name="state">The state.</param>
            /// <returns>The first logit.</returns>
            public static async Task<float> ScoreAsync(float[] state)
            {
                var scale = state.Length;
                await Task.Yield();
                var head = new ExploitHead(Unit(scale));
                return head.Logits(state)[0];
            }

            /// <summary>A way to score.</summary>
            /// <returns>The function.</returns>
            public static Func<float[], float> Scorer() => state => new ExploitHead(Unit(state.Length)).Logits(state)[0];

            /// <summary>Tries to score.</summary>
            /// <param name="state">The state.</param>
            /// <param name="score">The first logit.</param>
            /// <returns>Whether it could.</returns>
            public bool TryScore(float[] state, out float score)
            {
                score = 0;
                if (state.Length == 0)
                    return false;
                score = Inner(new ExploitHead(Unit(state.Length)));
                return true;

                float Inner(ExploitHead head) => head.Logits(state)[0];
            }

            /// <summary>The length of what a head gives.</summary>
            /// <param name="given">Anything.</param>
            /// <returns>The length.</returns>
            public static int Length(object given)
            {
                var length = 0;
                try
                {
                    switch (given)
                    {
                        case string text:
                            length = text.Length;
                            break;
                        case ExploitHeadWeights weights:
                            length = weights.Norm.Length;
                            break;
                        default:
                            throw new ArgumentException("Neither.", nameof(given));
                    }
                }
                catch (ArgumentException problem) when (problem.ParamName is nameof(ExploitHead))
                {
                    length = -1;
                }

                return length;
            }

            private static ExploitHeadWeights Unit(int size)
            {
                var matrix = new float[size, size];
                for (var i = 0; i < size; i++)
                    matrix[i, i] = 1;
                return new ExploitHeadWeights([.. Enumerable.Repeat(1f, size)], new float[size, size], matrix);
            }
        }

        """;
}
