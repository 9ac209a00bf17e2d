namespace ReleaseGuard.Inspection.Facts;

/// <summary>The places in compiled files, and in the files beside them, that hold names.</summary>
internal enum NameSource
{
    /// <summary>A type or member that the assembly declares.</summary>
    Declaration,

    /// <summary>A type or member of another assembly that it uses.</summary>
    Reference,

    /// <summary>A text in its code (#US).</summary>
    UserString,

    /// <summary>A name in its metadata (#Strings).</summary>
    MetadataName,

    /// <summary>A text in an attribute or a constant (#Blob).</summary>
    Value,

    /// <summary>The name of an embedded resource.</summary>
    ResourceName,

    /// <summary>A text in an embedded resource or in a native executable.</summary>
    Content,

    /// <summary>The path of a source file in symbols.</summary>
    Document,

    /// <summary>A namespace that a source file imports, in symbols.</summary>
    Import,

    /// <summary>A line of source embedded in symbols.</summary>
    EmbeddedSource,

    /// <summary>The map from source files to a repository, in symbols.</summary>
    SourceLink,

    /// <summary>An XML documentation file.</summary>
    Documentation,
}
