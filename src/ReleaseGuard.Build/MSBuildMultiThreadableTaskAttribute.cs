using System;

namespace Microsoft.Build.Framework;

/// <summary>Tells MSBuild that a task may run beside others in one process. MSBuild matches it by name, so that a task needs no newer MSBuild for it.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
