// Compiler support that netstandard2.0 lacks: list patterns name this type.
#if !NET
namespace System;

internal readonly struct Index(int value, bool fromEnd = false)
{
    public int Value => value;

    public bool IsFromEnd => fromEnd;

    public int GetOffset(int length) => fromEnd ? length - value : value;
}
#endif
