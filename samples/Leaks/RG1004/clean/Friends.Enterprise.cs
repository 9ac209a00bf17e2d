using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Contoso.Heads.Cyber")]
