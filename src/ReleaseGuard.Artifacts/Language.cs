// Compiler support that netstandard2.0 lacks: lets records with init properties compile there.
#if !NET
namespace System.Runtime.CompilerServices;

internal static class IsExternalInit
{
}
#endif
