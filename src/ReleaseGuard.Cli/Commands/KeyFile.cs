using System;
using System.IO;
using ReleaseGuard.Inspection.Attestations;
using ReleaseGuard.Inspection.Reports;

namespace ReleaseGuard.Cli.Commands;

/// <summary>Opens the key that a verb was given; what is wrong with it is a sentence.</summary>
internal static class KeyFile
{
    public static ReleaseKey Read(string path)
    {
        Words.RequireExisting([path]);
        try
        {
            return ReleaseKey.Read(path, Words.Setting("KEY_PASSWORD"));
        }
        catch (InvalidDataException error)
        {
            throw new ToolFailure(VisibleText.Escape(error.Message) + ".");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ToolFailure($"'{VisibleText.Escape(path)}' cannot be read as a key.");
        }
    }
}
