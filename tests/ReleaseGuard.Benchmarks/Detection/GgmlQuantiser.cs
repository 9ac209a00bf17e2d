using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace ReleaseGuard.Benchmarks.Detection;

/// <summary>
/// The quantisers of llama.cpp itself, out of its shared library <c>libggml-base.so</c> (for example of the npm package @node-llama-cpp/linux-x64):
/// weights go through its encoder and come back as the blocks that a GGUF file would hold.
/// </summary>
internal sealed class GgmlQuantiser : IDisposable
{
    // ggml/include/ggml.h, enum ggml_type.
    private static readonly (string Name, int Number)[] All =
    [
        ("Q6_K", 14), ("Q4_K", 12), ("IQ4_XS", 23), ("Q3_K", 11), ("IQ3_S", 21), ("IQ3_XXS", 18), ("MXFP4", 39), ("NVFP4", 40), ("Q2_K", 10), ("IQ2_S", 22), ("TQ2_0", 35),
    ];

    private readonly nint _library;
    private readonly Quantise _quantise;

    public GgmlQuantiser(string path)
    {
        _library = NativeLibrary.Load(path);
        _quantise = Marshal.GetDelegateForFunctionPointer<Quantise>(NativeLibrary.GetExport(_library, "ggml_quantize_chunk"));
    }

    /// <summary><c>ggml_quantize_chunk</c>: rows of numbers to blocks; returns the bytes written.</summary>
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private unsafe delegate nuint Quantise(int type, float* source, byte* target, long start, long rows, long columns, float* importance);

    /// <summary>Names of the types, coarser ones later.</summary>
    public static IEnumerable<string> Types
    {
        get
        {
            foreach (var (name, _) in All)
            {
                yield return name;
            }
        }
    }

    /// <summary>The blocks of a matrix; every column counts the same.</summary>
    public unsafe byte[] Encode(string type, float[] values, int rows, int columns, int blockElements, int blockBytes)
    {
        var number = Array.Find(All, known => known.Name == type).Number;
        var blocks = new byte[(long)rows * columns / blockElements * blockBytes];
        var importance = new float[columns];
        Array.Fill(importance, 1f);
        fixed (float* from = values, weights = importance)
        fixed (byte* to = blocks)
        {
            var written = _quantise(number, from, to, 0, rows, columns, weights);
            return written == (nuint)blocks.Length ? blocks : throw new InvalidOperationException($"{type}: {written} bytes instead of {blocks.Length}.");
        }
    }

    public void Dispose() => NativeLibrary.Free(_library);
}
