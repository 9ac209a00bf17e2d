namespace ReleaseGuard.EndToEnd.Workspace;

/// <summary>All tests that build share one clean tree and run one after another: a build uses every core by itself.</summary>
[CollectionDefinition(Name)]
public sealed class RealBuilds : ICollectionFixture<CleanTree>
{
    internal const string Name = "real builds";
}
