using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Contoso.Heads.Cyber")] // RG1004
