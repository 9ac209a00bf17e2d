namespace ReleaseGuard.Artifacts.Formats.Hdf5;

/// <summary>A name in a group and the object header it leads to.</summary>
internal readonly record struct Hdf5Link(string Name, long Address);
