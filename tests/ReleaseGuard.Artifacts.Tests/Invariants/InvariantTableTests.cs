using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace ReleaseGuard.Artifacts.Tests.Invariants;

/// <summary>Every invariant that a reader reports has a hostile file with one defect and a clean twin; docs/formats.md lists them as they stand here.</summary>
public sealed class InvariantTableTests
{
    private const string Begin = "<!-- generated:invariants -->";
    private const string End = "<!-- /generated:invariants -->";

    private static readonly (string Title, IEnumerable<HostileFile> Rows)[] Formats =
    [
        ("safetensors", SafetensorsInvariants.Rows),
        ("Hugging Face index", IndexInvariants.Rows),
        ("GGUF", GgufInvariants.Rows),
        ("ONNX", OnnxInvariants.Rows),
        ("PyTorch and pickle", PyTorchInvariants.Rows),
        ("NPY and NPZ", NumpyInvariants.Rows),
        ("HDF5 and Keras", Hdf5Invariants.Rows),
        ("TFLite", TfliteInvariants.Rows),
        ("TensorFlow.js", TensorFlowJsInvariants.Rows),
        ("zip archives", ZipInvariants.Rows),
    ];

    private static readonly HostileFile[] All = [.. Formats.SelectMany(format => format.Rows)];

    public static TheoryData<string> Names => [.. All.Select(row => row.ToString())];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_file_is_told_by_its_invariant_and_its_clean_twin_is_not(string name)
    {
        var row = All.First(row => row.ToString() == name);
        var problems = row.Hostile();
        Assert.True(problems.Any(problem => problem.Invariant == row.Reported && problem.Kind == row.Kind), $"{row}: {string.Join("; ", problems)}");
        var clean = row.Clean();
        Assert.DoesNotContain(clean, problem => problem.Kind != ArtifactProblemKind.Note || (problem.Invariant == row.Reported && problem.Kind == row.Kind));
    }

    [Fact]
    public void No_two_rows_have_one_name() => Assert.Equal(All.Length, All.Select(row => row.ToString()).Distinct().Count());

    [Fact]
    public void Every_invariant_that_a_reader_can_report_is_in_the_table()
    {
        if (Root() is not { } root)
        {
            return;
        }

        var listed = All.SelectMany(row => new[] { row.Invariant, row.Reported }).ToHashSet();
        var reported = Directory.EnumerateFiles(Path.Combine(root, "src", "ReleaseGuard.Artifacts"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith("Types.cs", StringComparison.Ordinal) && !file.EndsWith("PickleGlobals.cs", StringComparison.Ordinal))
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), "\"([SIGOPHNTJKZ][0-9]{1,2})\"").Select(match => match.Groups[1].Value))
            .Except(["I8", "I16", "I32", "I64"])
            .ToHashSet();
        Assert.Empty(reported.Except(listed).Order());
    }

    [Fact]
    public void The_page_lists_the_table_as_it_stands()
    {
        if (Root() is not { } root)
        {
            return;
        }

        var page = Path.Combine(root, "docs", "formats.md");
        var text = File.ReadAllText(page);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        Assert.True(begin >= 0 && end > begin, $"docs/formats.md lacks {Begin} and {End}");
        var expected = text[..begin] + Begin + "\n" + Table() + text[end..];
        if (Environment.GetEnvironmentVariable("RELEASEGUARD_WRITE_DOCS") is { Length: > 0 })
        {
            File.WriteAllText(page, expected);
        }

        Assert.True(expected == File.ReadAllText(page), "docs/formats.md is stale. Run: RELEASEGUARD_WRITE_DOCS=1 dotnet test tests/ReleaseGuard.Artifacts.Tests --filter FullyQualifiedName~InvariantTableTests");
    }

    private static string Table()
    {
        var text = new StringBuilder();
        foreach (var (title, rows) in Formats)
        {
            text.Append("\n### ").Append(title).Append("\n\n| invariant | the format asks for | hostile file, one defect each | said of it |\n|--|--|--|--|\n");
            foreach (var group in rows.GroupBy(row => row.Invariant))
            {
                var isFirst = true;
                foreach (var row in group)
                {
                    text.Append("| ").Append(isFirst ? row.Invariant : "").Append(" | ").Append(isFirst ? row.Rule : "").Append(" | ").Append(row.Defect.Replace("|", "\\|", StringComparison.Ordinal))
                        .Append(" | ").Append(Said(row)).Append(" |\n");
                    isFirst = false;
                }
            }
        }

        return text.Append('\n').ToString();
    }

    private static string Said(HostileFile row) => (row.Kind switch
    {
        ArtifactProblemKind.Malformed => "RG3013",
        ArtifactProblemKind.Orphan => "RG3008",
        ArtifactProblemKind.Metadata => "RG3014",
        ArtifactProblemKind.Executable => "RG3015",
        ArtifactProblemKind.PathEscape => "RG3016",
        ArtifactProblemKind.IndexMismatch => "RG3007",
        ArtifactProblemKind.Unread => "RG9001",
        _ => "a note",
    }) + (row.Reported == row.Invariant ? "" : $", as {row.Reported}");

    private static string? Root()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "ReleaseGuard.sln")))
            {
                return folder;
            }
        }

        return null;
    }
}
