using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ReleaseGuard.Artifacts.Formats;
using ReleaseGuard.Artifacts.Formats.Gguf;
using ReleaseGuard.Artifacts.Formats.Hdf5;
using ReleaseGuard.Artifacts.Formats.Keras;
using ReleaseGuard.Artifacts.Formats.Numpy;
using ReleaseGuard.Artifacts.Formats.Onnx;
using ReleaseGuard.Artifacts.Formats.PyTorch;
using ReleaseGuard.Artifacts.Formats.Safetensors;
using ReleaseGuard.Artifacts.Formats.TensorFlowJs;
using ReleaseGuard.Artifacts.Formats.Tflite;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts;

/// <summary>The formats that can be read. A file's format is told by its content; its name only decides what a file that nothing recognises was meant to be.</summary>
public static class ArtifactFormats
{
    // Most formats show in their first bytes: asking for more would cost header inspection its "within 1 % of the headers" budget.
    private static readonly int[] HeadLengths = [16, 4096];

    private static readonly ArtifactFormat[] Known = [new SafetensorsFormat(), new GgufFormat(), new TfliteFormat(), new TensorFlowJsFormat(), new Hdf5Format(), new KerasFormat(), new NpyFormat(), new NpzFormat(), new PyTorchFormat(), new PickleFormat(), new OnnxFormat()];

    /// <summary>Every format, most certain recognition first.</summary>
    public static IReadOnlyList<IArtifactFormat> All => Known;

    /// <summary>The format of <paramref name="source"/> by content; failing that, the format its name claims; null when neither says anything. Throws what the source throws.</summary>
    public static IArtifactFormat? Detect(IArtifactSource source) => Detect(source, source.Name);

    /// <summary>As <see cref="Detect(IArtifactSource)"/>, with a file name to use as the hint.</summary>
    public static IArtifactFormat? Detect(IArtifactSource source, string? nameHint)
    {
        var reader = new SourceReader(source, CancellationToken.None);
        foreach (var headLength in HeadLengths)
        {
            var head = new byte[Math.Min(headLength, reader.Length)];
            reader.TryRead(0, head);
            foreach (var format in Known)
            {
                if (format.Recognises(head, reader.Length))
                {
                    return format;
                }
            }

            if (head.Length == reader.Length)
            {
                break;
            }
        }

        return ClaimedBy(nameHint);
    }

    /// <summary>The format that a file of this name claims to be, whatever it holds; null for names no format uses.</summary>
    public static IArtifactFormat? ClaimedBy(string? fileName) =>
        fileName is null ? null : Known.FirstOrDefault(format => format.Extensions.Any(extension => fileName.EndsWith(extension, StringComparison.OrdinalIgnoreCase)));
}
