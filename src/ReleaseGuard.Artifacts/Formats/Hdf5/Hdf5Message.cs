namespace ReleaseGuard.Artifacts.Formats.Hdf5;

/// <summary>One message of an object header: what it is and where its data lies.</summary>
internal readonly record struct Hdf5Message(int Type, int Flags, long Offset, int Length)
{
    public const int Dataspace = 0x01;
    public const int LinkInfo = 0x02;
    public const int Datatype = 0x03;
    public const int Link = 0x06;
    public const int ExternalFiles = 0x07;
    public const int Layout = 0x08;
    public const int Filters = 0x0B;
    public const int Attribute = 0x0C;
    public const int Continuation = 0x10;
    public const int SymbolTable = 0x11;
    public const int AttributeInfo = 0x15;

    /// <summary>Whether the data is a reference to a message that several objects share.</summary>
    public bool IsShared => (Flags & 2) != 0;
}
