using System;
using System.IO;
using System.Runtime.InteropServices;

namespace ReleaseGuard.Inspection.Containers;

/// <summary>
/// How many names a file has. A second name is a way into the artifact's folder for a file that lies elsewhere (CVE-2026-34446), and nothing else shows it.
/// Told on Linux and Windows; elsewhere a file counts as having one name.
/// </summary>
internal static class HardLinks
{
    private const int StatxBytes = 256;
    private const int CurrentFolder = -100;
    private const uint LinkCount = 0x4;

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

    // linux/stat.h lays struct statx out alike on every processor: stx_mask at 0, stx_nlink at 16, both u32.
    private static int OnLinux(string path)
    {
        var status = new byte[StatxBytes];
        return Statx(CurrentFolder, [.. System.Text.Encoding.UTF8.GetBytes(path), 0], 0, LinkCount, status) == 0 && (BitConverter.ToUInt32(status, 0) & LinkCount) != 0
            ? (int)Math.Min(int.MaxValue, BitConverter.ToUInt32(status, 16))
            : 1;
    }

    // BY_HANDLE_FILE_INFORMATION: thirteen u32, nNumberOfLinks the eleventh.
    private static int OnWindows(string path)
    {
        var information = new uint[13];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return GetFileInformationByHandle(file.SafeFileHandle.DangerousGetHandle(), information) ? (int)Math.Min(int.MaxValue, information[10]) : 1;
    }

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, [Out] byte[] status);

    [DllImport("kernel32.dll", EntryPoint = "GetFileInformationByHandle")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetFileInformationByHandle(IntPtr file, [Out] uint[] information);
}
