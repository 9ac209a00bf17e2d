// Writes what is generated under docs/. Usage: dotnet run --project build/Documentation [-- check]
// With "check" nothing is written; stale or missing files are listed and the exit code is 1.
using ReleaseGuard.Documentation;

var check = args is ["check"];
var root = AppContext.BaseDirectory;
while (!File.Exists(Path.Combine(root, "ReleaseGuard.sln")))
{
    if (Path.GetDirectoryName(root.TrimEnd(Path.DirectorySeparatorChar)) is not { } parent)
    {
        Console.Error.WriteLine("ReleaseGuard.sln is at or above no folder of this program: run it from the repository with dotnet run --project build/Documentation.");
        return 4;
    }

    root = parent;
}

var (files, missing) = new RulePages(root).Generate();
var stale = files.Where(file => !File.Exists(file.Path) || File.ReadAllText(file.Path) != file.Text).ToList();
foreach (var problem in missing)
    Console.Error.WriteLine(problem);
foreach (var (path, text) in stale)
{
    Console.WriteLine((check ? "stale: " : "written: ") + Path.GetRelativePath(root, path));
    if (!check)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}

if (check && stale.Count > 0)
    Console.Error.WriteLine("Run: dotnet run --project build/Documentation");
return missing.Count > 0 || (check && stale.Count > 0) ? 1 : 0;
