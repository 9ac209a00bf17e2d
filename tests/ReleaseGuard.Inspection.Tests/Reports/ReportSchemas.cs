using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NJsonSchema;

namespace ReleaseGuard.Inspection.Tests.Reports;

/// <summary>Holds a written report against a schema of this repository.</summary>
internal static class ReportSchemas
{
    public static async Task AssertValid(string schemaPath, string json)
    {
        JsonSchema schema = await JsonSchema.FromJsonAsync(File.ReadAllText(Path.Combine(RepositoryRoot, schemaPath)));
        string[] errors = [.. schema.Validate(json).Select(error => error.ToString())];
        Assert.True(errors.Length == 0, string.Join('\n', errors) + "\n" + json);
    }

    public static async Task AssertInvalid(string schemaPath, string json)
    {
        JsonSchema schema = await JsonSchema.FromJsonAsync(File.ReadAllText(Path.Combine(RepositoryRoot, schemaPath)));
        Assert.NotEmpty(schema.Validate(json));
    }

    public static string PathOf(string relative) => Path.Combine(RepositoryRoot, relative);

    private static string RepositoryRoot
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ReleaseGuard.sln")))
                folder = folder.Parent;
            return folder?.FullName ?? throw new InvalidOperationException("These tests run inside the repository.");
        }
    }
}
