#if NETSTANDARD2_0
namespace System.Runtime.CompilerServices;

/// <summary>Lets records be compiled for netstandard2.0, which does not have this marker type.</summary>
internal static class IsExternalInit
{
}
#endif
