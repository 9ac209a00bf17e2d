using System;
using System.IO;
using System.Runtime.InteropServices;

namespace ReleaseGuard.Inspection.Containers;

/// <summary>
/// What the file system knows of a file that .NET does not tell. How many names it has: A second name is a way into the artifact's folder for a file that lies elsewhere (CVE-2026-34446), and nothing else shows it.
/// Told on Linux and Windows; elsewhere a file counts as having one name.
/// </summary>
internal static class HardLinks
{
    private const int StatxBytes = 256;
    private const int CurrentFolder = -100;
    private const uint LinkCount = 0x4;
    private const uint ChangeTime = 0x80;
    private const uint Inode = 0x100;

    /// <summary>Number of names; 1 where that is not known.</summary>
    public static int Count(string path)
    {
        try
        {
            return Path.DirectorySeparatorChar == '/' ? OnLinux(path) : OnWindows(path);
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException || FolderWalk.IsInputError(error))
        {
            return 1;
        }
    }

    /// <summary>
    /// What tells a file from another one put in its place with the same size and time: on Linux its inode and the time of its last change, which
    /// nobody sets at will; on Windows its index. Empty where that is not known.
    /// </summary>
    public static string IdentityOf(string path)
    {
        try
        {
            if (Path.DirectorySeparatorChar != '/')
            {
                return WindowsInformation(path) is { } information ? $"{information[11]:x}{information[12]:x8}" : string.Empty;
            }

            return LinuxStatus(path, Inode | ChangeTime) is { } status
                ? $"{BitConverter.ToUInt64(status, 32):x}@{BitConverter.ToInt64(status, 96):x}.{BitConverter.ToUInt32(status, 104):x}"
                : string.Empty;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException || FolderWalk.IsInputError(error))
        {
            return string.Empty;
        }
    }

    private static int OnLinux(string path) => LinuxStatus(path, LinkCount) is { } status ? (int)Math.Min(int.MaxValue, BitConverter.ToUInt32(status, 16)) : 1;

    // linux/stat.h lays struct statx out alike on every processor: stx_mask at 0, stx_nlink at 16, both u32; stx_ino at 32, u64; stx_ctime at 96, i64 and u32.
    private static byte[]? LinuxStatus(string path, uint asked)
    {
        var status = new byte[StatxBytes];
        return Statx(CurrentFolder, [.. System.Text.Encoding.UTF8.GetBytes(path), 0], 0, asked, status) == 0 && (BitConverter.ToUInt32(status, 0) & asked) == asked ? status : null;
    }

    private static int OnWindows(string path) => WindowsInformation(path) is { } information ? (int)Math.Min(int.MaxValue, information[10]) : 1;

    // BY_HANDLE_FILE_INFORMATION: thirteen u32, nNumberOfLinks the eleventh, the file's index the last two.
    private static uint[]? WindowsInformation(string path)
    {
        var information = new uint[13];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return GetFileInformationByHandle(file.SafeFileHandle.DangerousGetHandle(), information) ? information : null;
    }

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, [Out] byte[] status);

    [DllImport("kernel32.dll", EntryPoint = "GetFileInformationByHandle")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetFileInformationByHandle(IntPtr file, [Out] uint[] information);
}
