using System;
using System.IO;
using System.IO.Compression;

namespace ReleaseGuard.Artifacts.Archives;

/// <summary>
/// A deflated archive entry as a source. Inflates forward only and holds the head and the latest window; going back further inflates again from
/// the start, and only so many times, so no sequence of reads costs more than a fixed multiple of the entry's length.
/// </summary>
internal sealed class InflatedArtifactSource : IArtifactSource, IDisposable
{
    private const int HeadBytes = 64 * 1024;
    private const int WindowBytes = 256 * 1024;
    private const int WholeBytes = 16 * 1024 * 1024;
    private const int MaxRestarts = 64;

    private readonly IArtifactSource _compressed;
    private readonly byte[] _head;
    private byte[] _window;
    private Stream? _inflater;
    private DeflateInput? _input;
    private int _headLength;
    private long _windowOffset;
    private int _windowLength;
    private int _restarts;

    public InflatedArtifactSource(IArtifactSource compressed, string name, long length)
    {
        _compressed = compressed;
        Name = name;
        Length = length;
        _head = new byte[(int)Math.Min(HeadBytes, length)];
        _window = [];
    }

    public string Name { get; }

    public long Length { get; }

    private long InflatedTo => _windowOffset + _windowLength;

    public int ReadAt(long offset, Span<byte> buffer)
    {
        if (offset < 0 || offset >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        if (offset < _headLength)
        {
            return Copy(_head, 0, _headLength, offset, buffer);
        }

        if (offset < _windowOffset || _inflater is null)
        {
            Restart();
        }

        while (offset >= InflatedTo)
        {
            Advance();
        }

        return Copy(_window, _windowOffset, _windowLength, offset, buffer);
    }

    /// <summary>After the last byte was read: whether the compressed stream goes on, or bytes follow it. Null when it ends where it should.</summary>
    public string? WhatFollowsTheEnd()
    {
        if (_inflater is null || InflatedTo < Length)
        {
            Restart();
            while (InflatedTo < Length)
            {
                Advance();
            }
        }

        try
        {
            return _inflater!.Read(new byte[1], 0, 1) != 0 ? $"'{Name}' inflates to more than the {Length} bytes its directory says"
                : _input!.Unused > 0 ? $"{_input.Unused} bytes follow the end of the compressed data of '{Name}'"
                : null;
        }
        catch (InvalidDataException e)
        {
            return $"'{Name}' is not valid deflate data: {e.Message}";
        }
    }

    public void Dispose()
    {
        _inflater?.Dispose();
        _inflater = null;
    }

    private static int Copy(byte[] bytes, long start, int length, long offset, Span<byte> buffer)
    {
        var from = (int)(offset - start);
        var count = Math.Min(buffer.Length, length - from);
        bytes.AsSpan(from, count).CopyTo(buffer);
        return count;
    }

    private void Restart()
    {
        if (++_restarts > MaxRestarts)
        {
            throw new IOException($"'{Name}' is compressed and was asked for out of order too often");
        }

        // The second time round, a small entry is kept whole.
        var size = _restarts > 1 && Length <= WholeBytes ? (int)Length : (int)Math.Min(WindowBytes, Length);
        if (_window.Length < size)
        {
            _window = new byte[size];
        }

        _inflater?.Dispose();
        _inflater = new DeflateStream(_input = new DeflateInput(_compressed), CompressionMode.Decompress);
        _windowOffset = 0;
        _windowLength = 0;
    }

    private void Advance()
    {
        var offset = InflatedTo;
        var wanted = (int)Math.Min(_window.Length, Length - offset);
        var count = 0;
        try
        {
            while (count < wanted)
            {
                var read = _inflater!.Read(_window, count, wanted - count);
                if (read == 0)
                {
                    throw new IOException($"'{Name}' inflates to {offset + count} bytes; its directory says {Length}");
                }

                count += read;
            }
        }
        catch (InvalidDataException e)
        {
            throw new IOException($"'{Name}' is not valid deflate data: {e.Message}", e);
        }

        if (offset == 0)
        {
            _headLength = Math.Min(_head.Length, count);
            Buffer.BlockCopy(_window, 0, _head, 0, _headLength);
        }

        _windowOffset = offset;
        _windowLength = count;
    }
}
