using System.Linq;
using System.Threading;

namespace ReleaseGuard.Artifacts.Tests.Formats.Safetensors;

public sealed class SafetensorsRealFileTests
{
    [Theory]
    [InlineData("voices.safetensors")]
    [InlineData("tensors.safetensors")]
    public void A_real_file_is_read_by_its_header_alone_and_without_problems(string name)
    {
        if (SharedData.Find(name) is not { } path)
        {
            return;
        }

        using var source = new FileArtifactSource(path);
        var format = ArtifactFormats.Detect(source, "no-extension");
        Assert.Equal("safetensors", format?.Name);
        var facts = format!.Read(source, CancellationToken.None);
        Assert.Empty(facts.Problems);
        Assert.NotEmpty(facts.Tensors);
        Assert.Equal(facts.Length - facts.BytesRead, facts.Tensors.Sum(tensor => tensor.ByteLength));
    }
}
