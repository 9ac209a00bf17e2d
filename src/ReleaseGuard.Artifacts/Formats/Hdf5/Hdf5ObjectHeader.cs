using System;
using System.Collections.Generic;

namespace ReleaseGuard.Artifacts.Formats.Hdf5;

/// <summary>Reads the messages of an object header, versions 1 and 2, through its continuation blocks (H2). Format specification 3.0, IV.A.</summary>
internal static class Hdf5ObjectHeader
{
    private const int MaxMessages = 200_000;
    private const int MaxBlocks = 4096;

    public static List<Hdf5Message> Read(Hdf5File file, long address)
    {
        var messages = new List<Hdf5Message>();
        var blocks = new Queue<(long Offset, long Length)>();
        bool isVersion2, hasOrder = false;
        if (file.Signed(address, "OHDR"))
        {
            isVersion2 = true;
            var flags = file.Byte(address + 5);
            if (file.Byte(address + 4) != 2 || flags < 0)
            {
                file.Facts.Malformed("H2", "an object header is of a version that does not exist", address, 6);
                return messages;
            }

            hasOrder = (flags & 4) != 0;
            var position = address + 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
            var width = 1 << (flags & 3);
            if (file.Number(position, width) is not { } size || size > (ulong)file.Remaining(position + width))
            {
                file.Facts.Malformed("H2", "an object header is longer than the file", address, 6);
                return messages;
            }

            file.Own(address, position + width + (long)size + 4 - address, $"object header at {address}");
            file.CheckSum(address, position + width + (long)size + 4 - address, "an object header");
            blocks.Enqueue((position + width, (long)size));
        }
        else if (file.Byte(address) == 1)
        {
            isVersion2 = false;
            long size = file.UInt32(address + 8);
            if (size > file.Remaining(address + 16))
            {
                file.Facts.Malformed("H2", "an object header is longer than the file", address, 12);
                return messages;
            }

            file.Own(address, 16 + size, $"object header at {address}");
            blocks.Enqueue((address + 16, size));
        }
        else
        {
            file.Facts.Malformed("H2", "there is no object header where one should be", address, 4);
            return messages;
        }

        var count = 0;
        var seen = new HashSet<long> { address };
        while (blocks.Count > 0)
        {
            if (++count > MaxBlocks)
            {
                file.Facts.Malformed("H2", "an object header has too many continuations", address);
                break;
            }

            var (offset, length) = blocks.Dequeue();
            ReadBlock(file, offset, length, isVersion2, hasOrder, messages, blocks, seen);
        }

        return messages;
    }

    private static void ReadBlock(
        Hdf5File file, long offset, long length, bool isVersion2, bool hasOrder, List<Hdf5Message> messages, Queue<(long Offset, long Length)> blocks, HashSet<long> seen)
    {
        var head = isVersion2 ? hasOrder ? 6 : 4 : 8;
        var end = offset + length;
        while (end - offset >= head)
        {
            var type = isVersion2 ? file.Byte(offset) : file.UInt16(offset);
            var size = file.UInt16(offset + (isVersion2 ? 1 : 2));
            var flags = file.Byte(offset + (isVersion2 ? 3 : 4));
            var data = offset + head;
            if (size > end - data)
            {
                file.Facts.Malformed("H2", $"a message of {size} bytes leaves its object header", offset, head);
                return;
            }

            if (messages.Count >= MaxMessages)
            {
                file.Facts.Problem("H2", ArtifactProblemKind.Unread, $"an object header has more than {MaxMessages} messages", offset);
                return;
            }

            if (type == Hdf5Message.Continuation)
            {
                var address = file.Address(data);
                var blockLength = file.Length(data + file.OffsetSize);
                if (address < 0 || blockLength < 0 || blockLength > file.Remaining(address) || !seen.Add(address))
                {
                    file.Facts.Malformed("H2", "a continuation of an object header leaves the file or comes back to itself", data, size);
                }
                else if (!isVersion2)
                {
                    file.Own(address, blockLength, $"object header block at {address}");
                    blocks.Enqueue((address, blockLength));
                }
                else if (!file.Signed(address, "OCHK") || blockLength < 8)
                {
                    file.Facts.Malformed("H2", "a continuation of an object header has no signature", address, 4);
                }
                else
                {
                    file.Own(address, blockLength, $"object header block at {address}");
                    file.CheckSum(address, blockLength, "a block of an object header");
                    blocks.Enqueue((address + 4, blockLength - 8));
                }
            }
            else if (type != 0)
            {
                messages.Add(new Hdf5Message(type, flags, data, size));
            }

            offset = data + size;
        }
    }
}
