using System;

namespace ReleaseGuard.Artifacts.Formats.Numpy;

/// <summary>A numpy array in a file of its own. The array's rules are in <see cref="NpyArray"/>.</summary>
internal sealed class NpyFormat : ArtifactFormat
{
    public override string Name => "npy";

    public override string[] Extensions => [".npy"];

    public override bool Recognises(ReadOnlySpan<byte> head, long length) => NpyArray.Recognises(head);

    protected override void Read(FactsBuilder facts)
    {
        var name = facts.Reader.Name;
        name = name.Substring(name.LastIndexOf('/') + 1);
        name = name.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) ? name.Substring(0, name.Length - 4) : name;
        new NpyArray(facts, facts.Reader, name, 0, facts.Reader.Length, isCompressed: false).Read();
    }
}
