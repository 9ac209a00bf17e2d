using System.Collections.Generic;
using System.IO;

namespace ReleaseGuard.Inspection.Sketches;

/// <summary>
/// What an owner publishes of withheld tensors: nothing from which a weight could be computed, enough to know them again.
/// Its text has one form only (<see cref="ToText"/>), so that a reader accepts exactly what a writer wrote.
/// </summary>
/// <param name="Salt">The salt of every value in it.</param>
/// <param name="IsSaltSecret">Whether the text leaves the salt out.</param>
/// <param name="Tensors">The withheld tensors, by ascending id.</param>
/// <param name="Fused">Sums of tensors that may be stored as one, by their members.</param>
public sealed record SketchFile(SketchSalt Salt, bool IsSaltSecret, IReadOnlyList<SketchedTensor> Tensors, IReadOnlyList<FusedTensors> Fused)
{
    /// <summary>Value of <c>schema</c>: the version this code reads and writes.</summary>
    public const string Schema = "releaseguard/sketch/1";

    /// <summary>The name that sketch files end in.</summary>
    public const string Extension = ".rgsketch.json";

    /// <summary>
    /// Reads a sketch file from its bytes. Anything that is not, to the byte, what a writer of this version wrote is a problem, never a smaller sketch.
    /// </summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="pinnedSha256">The digest that the policy pins it to; null where none does.</param>
    /// <param name="secretSalt">The salt, for a file that leaves it out.</param>
    public static SketchFileResult Read(byte[] bytes, string? pinnedSha256 = null, SketchSalt? secretSalt = null) =>
        Files.SketchFileReader.Read(bytes, pinnedSha256, secretSalt);

    /// <summary>Reads a sketch file from disk; a file that cannot be read is a problem too.</summary>
    /// <param name="path">Path on disk.</param>
    /// <param name="pinnedSha256">The digest that the policy pins it to; null where none does.</param>
    /// <param name="secretSalt">The salt, for a file that leaves it out.</param>
    public static SketchFileResult Open(string path, string? pinnedSha256 = null, SketchSalt? secretSalt = null)
    {
        try
        {
            return Read(File.ReadAllBytes(path), pinnedSha256, secretSalt);
        }
        catch (System.Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return new SketchFileResult(null, "does not exist", null);
        }
        catch (System.Exception error) when (error is IOException or System.UnauthorizedAccessException or System.Security.SecurityException or System.ArgumentException or System.NotSupportedException)
        {
            return new SketchFileResult(null, $"cannot be read: {error.Message.TrimEnd('.')}", null);
        }
    }

    /// <summary>The file's text: sorted, indented, line feeds only, ending in the digest of all that stands before it.</summary>
    public string ToText() => Files.SketchFileWriter.Write(this);
}
