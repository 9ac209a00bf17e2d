using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Contoso.Tests")]
