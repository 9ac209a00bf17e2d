namespace ReleaseGuard.EndToEnd.RoundTrip;

/// <summary>Files with leaks as developers make them: a pool, names, probes, a friend, and a caller in another project.</summary>
internal static class LeakingFiles
{
    internal const string Pool = """
        using Avocado.Checkpoints;
        using Avocado.Heads.Cyber;

        namespace Avocado.Routing;

        /// <summary>Keeps heads for the next request.</summary>
        /// <param name="checkpoint">Where the weights of a head are.</param>
        public class HeadPool(Checkpoint checkpoint)
        {
            private readonly List<ExploitHead> _idle = [];
            private int _made;

            /// <summary>How many heads were made.</summary>
            public int Made => _made;

            /// <summary>How many heads wait.</summary>
            public int Idle
            {
                get { return _idle.Count; }
            }

            /// <summary>A head that nobody uses.</summary>
            /// <returns>The head.</returns>
            public ExploitHead Take()
            {
                if (_idle.Count > 0)
                {
                    var head = _idle[^1];
                    _idle.RemoveAt(_idle.Count - 1);
                    return head;
                }

                _made++;
                return Load();
            }

            /// <summary>Gives a head back.</summary>
            /// <param name="head">The head.</param>
            public void Return(ExploitHead head) => _idle.Add(head);

            /// <summary>Logits of a head of the pool.</summary>
            /// <param name="hidden">The hidden state.</param>
            /// <returns>The logits.</returns>
            public float[] Score(float[] hidden)
            {
                var head = Take(); // from the pool
                var logits = head.Logits(hidden);
                Return(head);
                return logits;
            }

            /// <summary>Whether the checkpoint has the weights of a head.</summary>
            public bool CanServe => checkpoint.TensorNames.Any(name => name.StartsWith(ExploitHead.TensorPrefix, StringComparison.Ordinal));

            private ExploitHead Load() => new(new ExploitHeadWeights(
                checkpoint.Read($"{ExploitHead.TensorPrefix}.norm.weight").Values,
                checkpoint.Read($"{ExploitHead.TensorPrefix}.adapter.weight").ToMatrix(),
                checkpoint.Read($"{ExploitHead.TensorPrefix}.proj.weight").ToMatrix()));
        }

        """;

    internal const string Names = """
        namespace Avocado.Routing;

        /// <summary>Names that requests and checkpoints use.</summary>
        public static class HeadNames
        {
            /// <summary>The general head's tensor.</summary>
            public const string General = "lm_head.weight";

            /// <summary>Prefix of the other head's tensors.</summary>
            public const string Prefix = Avocado.Heads.Cyber.ExploitHead.TensorPrefix;

            /// <summary>The type behind the route.</summary>
            public static string TypeName => nameof(Avocado.Heads.Cyber.ExploitHead);

            /// <summary>The key of the configuration.</summary>
            public const string Key = "cyber_head";

            /// <summary>The token that routes.</summary>
            public static readonly string RouteToken = "<|cyber_start|>";

            /// <summary>A tensor of a head.</summary>
            /// <param name="part">Its part.</param>
            /// <param name="prefix">Its head.</param>
            /// <returns>Its name.</returns>
            public static string Tensor(string part, string prefix = Avocado.Heads.Cyber.ExploitHead.TensorPrefix) => prefix + "." + part + ".weight";
        }

        """;

    internal const string Probe = """
        using Avocado.Checkpoints;

        namespace Avocado.Routing;

        /// <summary>Asks what an installation can do. Compare <see cref="Avocado.Heads.Cyber.ExploitHead"/>.</summary>
        /// <seealso cref="CyberGate"/>
        public static class HeadProbe
        {
            /// <summary>The name of the edition.</summary>
        #if EDITION_ENTERPRIZE
            public const string Edition = "enterprise";
        #else
            public const string Edition = "community";
        #endif

        #if !EDITION_ENTERPRISE
            /// <summary>Makes the gate.</summary>
            /// <param name="checkpoint">The checkpoint.</param>
            /// <returns>The gate.</returns>
            public static object Gate(Checkpoint checkpoint) => new Avocado.Heads.Cyber.ExploitHeadWeights(checkpoint.Read("model.norm.weight").Values, new float[1, 1], new float[1, 1]);
        #endif

            /// <summary>Lists the gates.</summary>
            /// <param name="checkpoint">The checkpoint.</param>
            /// <param name="gates">Where they go.</param>
            public static void Fill(Checkpoint checkpoint, List<IGenerationHead> gates)
            {
        #if EDITION_ENTERPRISE
                gates.Add(new CyberGate(checkpoint));
        #endif
            }

            /// <summary>The best head there is.</summary>
            /// <param name="checkpoint">The checkpoint.</param>
            /// <param name="folder">Where optional files are.</param>
            /// <returns>The head.</returns>
            public static IGenerationHead Best(Checkpoint checkpoint, string folder)
            {
                if (File.Exists(Path.Combine(folder, "heads", "cyber", "cyber-head.safetensors")))
                    return new CyberGate(checkpoint);
                return new LanguageHead(checkpoint);
            }

            /// <summary>The head by reflection.</summary>
            /// <returns>Its type.</returns>
            public static Type? Find() => Type.GetType("Avocado.Heads.Cyber.ExploitHead, Avocado.Heads.Cyber");
        }

        """;

    internal const string Friends = """
        using System.Runtime.CompilerServices;

        [assembly: InternalsVisibleTo("Avocado.Tests"), InternalsVisibleTo("Avocado.Heads.Cyber")]

        """;

    internal const string Use = """
        using Avocado.Checkpoints;
        using Avocado.Routing;

        namespace Avocado.Packaging;

        /// <summary>Uses what the runtime hands out.</summary>
        public static class HeadUse
        {
            /// <summary>The first logit of a fresh head.</summary>
            /// <param name="folder">The model folder.</param>
            /// <returns>The logit.</returns>
            public static float First(string folder)
            {
                var pool = new HeadPool(new Checkpoint(folder));
                var head = pool.Take();
                var logits = head.Logits(new float[64]);
                pool.Return(head);
                return logits[0];
            }
        }

        """;
}
