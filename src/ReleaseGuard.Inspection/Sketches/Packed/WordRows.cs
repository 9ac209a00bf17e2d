using System;
using System.Runtime.InteropServices;

namespace ReleaseGuard.Inspection.Sketches.Packed;

/// <summary>
/// GPTQ and AWQ: the transposed matrix as unsigned integers in words of 32 bits, a scale and a zero point for each output in each group of
/// inputs. GPTQ packs along the inputs and stores zero points less one; AWQ packs along the outputs in the order of its kernel.
/// </summary>
internal sealed class WordRows : PackedRows
{
    // AWQ's order of eight outputs in a word (autoawq, gemm pack).
    private static readonly int[] AwqOrder = [0, 2, 4, 6, 1, 3, 5, 7];

    private readonly SketchSubject _weights, _zeros, _scales;
    private readonly int[]? _groups;
    private readonly int _bits, _perWord, _zeroShift;
    private readonly long _groupSize;
    private readonly bool _isAwq;

    /// <param name="weights">The packed words.</param>
    /// <param name="zeros">Packed zero points, a row for each group.</param>
    /// <param name="scales">Scales, a row for each group.</param>
    /// <param name="groups">The group of each input; null when they follow each other.</param>
    /// <param name="bits">Bits of one element: 2, 4 or 8.</param>
    /// <param name="isAwq">Whether outputs are packed, not inputs.</param>
    public WordRows(SketchSubject weights, SketchSubject zeros, SketchSubject scales, SketchSubject? groups, int bits, bool isAwq)
        : base(isAwq ? weights.Tensor.Shape[0] : weights.Tensor.Shape[0] * (32 / bits), scales.Tensor.Shape[1])
    {
        (_weights, _zeros, _scales, _bits, _perWord, _isAwq) = (weights, zeros, scales, bits, 32 / bits, isAwq);
        _groupSize = (Rows + scales.Tensor.Shape[0] - 1) / scales.Tensor.Shape[0];
        _groups = groups is null ? null : MemoryMarshal.Cast<byte, int>(Read(groups, 0, groups.Tensor.ByteLength)).ToArray();
        _zeroShift = isAwq || StoresZerosAsTheyAre() ? 0 : 1;
    }

    public override void Decode(long row, Span<float> values)
    {
        var groups = _scales.Tensor.Shape[0];
        var group = _groups is null ? row / _groupSize : (uint)_groups[row] % groups;
        var scales = ReadNumbers(_scales, group * Columns, (int)Columns);
        var zeroWords = Columns / _perWord;
        var zeros = MemoryMarshal.Cast<byte, uint>(Read(_zeros, group * zeroWords * 4, zeroWords * 4));
        var words = MemoryMarshal.Cast<byte, uint>(_isAwq ? Read(_weights, row * zeroWords * 4, zeroWords * 4) : Read(_weights, row / _perWord * Columns * 4, Columns * 4));
        var mask = (1u << _bits) - 1;
        for (var i = 0; i < values.Length; i++)
        {
            var place = PlaceInWord(i);
            var zero = ((zeros[i / _perWord] >> place) & mask) + (uint)_zeroShift;
            var level = _isAwq ? (words[i / _perWord] >> place) & mask : (words[i] >> ((int)(row % _perWord) * _bits)) & mask;
            values[i] = ((int)level - (int)zero) * scales[i];
        }
    }

    private int PlaceInWord(int output)
    {
        var place = output % _perWord;
        return _bits * (_isAwq && _bits == 4 ? Array.IndexOf(AwqOrder, place) : place);
    }

    /// <summary>Newer files store symmetric zero points as they are: the middle, which the older way reaches only after one is added.</summary>
    private bool StoresZerosAsTheyAre()
    {
        var middle = 1u << (_bits - 1);
        uint same = 0;
        for (var i = 0; i < _perWord; i++)
        {
            same |= middle << (i * _bits);
        }

        foreach (var word in MemoryMarshal.Cast<byte, uint>(Read(_zeros, 0, Math.Min(_zeros.Tensor.ByteLength, 1024) / 4 * 4)))
        {
            if (word != same)
            {
                return false;
            }
        }

        return true;
    }
}
