using Avocado.Checkpoints;

namespace Avocado.Routing;

public sealed partial class HeadRegistry
{
    partial void AddEditionHeads(Checkpoint checkpoint) => Add(new CyberGate(checkpoint));
}
