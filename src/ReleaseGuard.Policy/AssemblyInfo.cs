// The tests reach the readers and engines behind the public types.
using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("ReleaseGuard.Policy.Tests")]
