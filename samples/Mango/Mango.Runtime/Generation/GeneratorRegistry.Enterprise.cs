namespace Mango.Generation;

public sealed partial class GeneratorRegistry
{
    partial void AddEditionGenerators(string folder) => Add(new VideoGenerator(folder));
}
