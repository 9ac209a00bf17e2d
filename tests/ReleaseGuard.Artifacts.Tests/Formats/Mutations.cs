using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using CsCheck;

namespace ReleaseGuard.Artifacts.Tests.Formats;

/// <summary>
/// The contract every reader keeps, held against damaged copies of valid files: nothing is thrown, nothing outside the file is asked for
/// (<see cref="CountingSource"/> sees to that), the reader's own faults (X0) never show, and work stays linear in the file's length.
/// </summary>
internal static class Mutations
{
    public static void Hold(string formatName, params byte[][] seeds)
    {
        var format = ArtifactFormats.All.Single(format => format.Name == formatName);
        if (Environment.GetEnvironmentVariable("RELEASEGUARD_FUZZ_SEEDS") is { Length: > 0 } folder)
        {
            Keep(Path.Combine(folder, formatName), seeds);
        }

        var edit = Gen.Select(Gen.Int[0, int.MaxValue - 1], Gen.Byte, Gen.Int[0, 5]);
        Gen.Select(Gen.Int[0, seeds.Length - 1], edit.Array[1, 8]).Sample(
            (seed, edits) => Read(format, Mutate(seeds[seed], edits)),
            iter: Iterations,
            threads: 1);
    }

    /// <summary>Runs for each format in an ordinary test run; the environment asks for more where there is time.</summary>
    private static long Iterations =>
        long.TryParse(Environment.GetEnvironmentVariable("RELEASEGUARD_FUZZ_ITERATIONS"), out var count) ? count : 3000;

    /// <summary>Writes the valid files for build/fuzz/run.sh, which begins from them.</summary>
    private static void Keep(string folder, byte[][] seeds)
    {
        Directory.CreateDirectory(folder);
        foreach (var seed in seeds)
        {
            File.WriteAllBytes(Path.Combine(folder, Convert.ToHexString(SHA256.HashData(seed).AsSpan(0, 8))), seed);
        }
    }

    private static void Read(IArtifactFormat format, byte[] bytes)
    {
        var facts = format.Read(new CountingSource("mutant", bytes), CancellationToken.None);
        Assert.DoesNotContain(facts.Problems, problem => problem.Invariant == "X0");
        Assert.True(facts.BytesRead <= (64L * bytes.Length) + (1 << 20), $"{facts.BytesRead} bytes read of {bytes.Length}");
        foreach (var tensor in facts.Tensors)
        {
            Assert.True(tensor.Parameters >= 0 && tensor.UniqueParameters >= 0 && tensor.UniqueParameters <= tensor.Parameters, tensor.ToString());
        }
    }

    private static byte[] Mutate(byte[] seed, (int Place, byte Value, int Kind)[] edits)
    {
        var bytes = seed.ToArray();
        foreach (var (place, value, kind) in edits)
        {
            if (bytes.Length == 0)
            {
                break;
            }

            var at = place % bytes.Length;
            switch (kind)
            {
                case 0:
                    bytes[at] = value;
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << (value & 7));
                    break;
                case 2:
                    bytes = bytes[..at];
                    break;
                case 3:
                    bytes = [.. bytes[..at], value, .. bytes[at..]];
                    break;
                case 4:
                    // A boundary value over four bytes: lengths and offsets break on these.
                    for (var i = 0; i < 4 && at + i < bytes.Length; i++)
                    {
                        bytes[at + i] = (value & 3) switch { 0 => 0, 1 => 0xFF, 2 => (byte)(i == 3 ? 0x7F : 0xFF), _ => (byte)(i == 3 ? 0x80 : 0) };
                    }

                    break;
                default:
                    var from = value * 31 % bytes.Length;
                    Array.Copy(bytes, from, bytes, at, Math.Min(16, bytes.Length - Math.Max(at, from)));
                    break;
            }
        }

        return bytes;
    }
}
