namespace ReleaseGuard.Analyzers.Policies;

/// <summary>The names the build and the analyzers have agreed on. They are declared in <c>build/ReleaseGuard.props</c> as compiler-visible.</summary>
internal static class BuildNames
{
    public const string Role = "build_metadata.AdditionalFiles.ReleaseGuardRole";
    public const string PolicyRole = "policy";
    public const string BasePolicyRole = "base-policy";
    public const string MarkerRole = "marker";
    public const string Edition = "build_property.ReleaseEdition";
    public const string AsOf = "build_property.ReleaseGuardAsOf";
    public const string ProjectDirectory = "build_property.MSBuildProjectDirectory";
    public const string ProjectFile = "build_property.MSBuildProjectFullPath";
    public const string IsPackable = "build_property.IsPackable";
    public const string IsPublishable = "build_property.IsPublishable";
}
