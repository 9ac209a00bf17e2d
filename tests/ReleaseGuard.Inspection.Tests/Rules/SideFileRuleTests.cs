using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace ReleaseGuard.Inspection.Tests.Rules;

/// <summary>RG2006 against what the compiler writes, and against files made to break its readers.</summary>
public sealed class SideFileRuleTests : IDisposable
{
    private const string Withheld = """
        namespace Contoso.Heads.Cyber
        {
            public sealed class ExploitHead { public static int Run(int level) => level; public class Nested<T> { public T Value; } }
            public enum Level { Low }
        }
        namespace Contoso.Open { public sealed class Shared { public static void Attack(string target) { } public static int Secret { get; set; } public static void Keep() { } } }
        """;

    private static readonly string Policy = Audit.PolicyText(Audit.Component("""
        "symbols": ["N:Contoso.Heads.Cyber.**", "M:Contoso.Open.Shared.Attack(System.String)", "P:Contoso.Open.Shared.Secret", "T:Contoso.Gone.ExploitHead"],
        "assemblies": ["Contoso.Heads.Cyber"], "files": ["**/model-cyber-*.bin", "src/cyber/**"], "tokens": ["<|cyber|>"], "strings": ["cyber_head"],
        "tensors": [{ "name": "heads.cyber.**" }]
        """));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("object M() => new Contoso.Heads.Cyber.ExploitHead();", "uses the type Contoso.Heads.Cyber.ExploitHead (App.cs, line 3)")]
    [InlineData("Contoso.Heads.Cyber.ExploitHead f;", "uses the type Contoso.Heads.Cyber.ExploitHead")]
    [InlineData("Contoso.Heads.Cyber.ExploitHead.Nested<int> f;", "uses the type Contoso.Heads.Cyber.ExploitHead")]
    [InlineData("int M() => Contoso.Heads.Cyber.ExploitHead.Run(1);", "uses the type Contoso.Heads.Cyber.ExploitHead (App.cs, line 3)")]
    [InlineData("void M() => Contoso.Open.Shared.Attack(\"x\");", "uses the member Contoso.Open.Shared.Attack(System.String) (App.cs, line 3)")]
    [InlineData("int M() => Contoso.Open.Shared.Secret;", "uses the member Contoso.Open.Shared.Secret (App.cs, line 3)")]
    [InlineData("string M() => nameof(Contoso.Heads.Cyber.ExploitHead);", "holds the type 'ExploitHead' in its code (App.cs, line 3)")]
    [InlineData("string M() => \"weights/model-cyber-00163.bin\";", "holds the file 'weights/model-cyber-00163.bin' in its code (App.cs, line 3)")]
    [InlineData("string M() => \"load Contoso.Heads.Cyber.ExploitHead now\";", "holds the type 'Contoso.Heads.Cyber.ExploitHead' in its code")]
    [InlineData("string M() => \"heads.cyber.proj.weight\";", "holds the tensor 'heads.cyber.proj.weight' in its code")]
    [InlineData("string M() => \"<|cyber|>\";", "holds the token '<|cyber|>' in its code")]
    [InlineData("const string C = \"the cyber_head\";", "in an attribute or a constant")]
    [InlineData("void M(string s = \"cyber_head\") { }", "in an attribute or a constant")]
    [InlineData("[System.Obsolete(\"see cyber_head\")] void M() { }", "in an attribute or a constant")]
    [InlineData("void cyber_head() { }", "names the text 'cyber_head' in its metadata")]
    [InlineData("void M() { Contoso.Open.Shared.Keep(); } string N() => \"cyber\" + \"net head\";", "")]
    public void What_the_compiler_keeps_of_a_withheld_thing_is_found(string member, string says)
    {
        Write("App", $"\nclass App {{\n{member}\n}}", withheld: true);
        var found = Findings().Select(finding => finding.Message).ToList();
        if (says.Length == 0)
            Assert.Empty(found);
        else
            Assert.Contains(found, message => message.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void A_withheld_type_compiled_into_an_open_assembly_is_found_where_it_is_declared()
    {
        Write("App", Withheld);
        Assert.Contains(Findings(), finding => finding.Message.Contains("declares the type Contoso.Heads.Cyber.ExploitHead (App.cs, line 3)", StringComparison.Ordinal) && finding.Location.Source is { Line: 3 });
    }

    [Fact]
    public void Many_types_of_one_component_in_an_assembly_are_one_finding_that_counts_them()
    {
        Write("App", "namespace Contoso.Heads.Cyber { public class A; public class B; public class C; public class D { public class E; } } class Open { }");
        var finding = Assert.Single(Findings(), finding => finding.Message.Contains("declares", StringComparison.Ordinal));
        Assert.Contains("'App.dll' declares 5 of its types: Contoso.Heads.Cyber.A, Contoso.Heads.Cyber.B, Contoso.Heads.Cyber.C and 2 more", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resources_are_found_by_name_and_by_content()
    {
        Write("App", "class App { }", resources: [("model-cyber-1.bin", "x"), ("texts.txt", "ask the cyber_head for it")]);
        var found = Findings().Select(finding => finding.Message).ToList();
        Assert.Contains(found, message => message.Contains("has a resource that names the file 'model-cyber-1.bin'", StringComparison.Ordinal));
        Assert.Contains(found, message => message.Contains("App.dll!/texts.txt' holds the text", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(DebugInformationFormat.PortablePdb, "App.pdb")]
    [InlineData(DebugInformationFormat.Embedded, "App.dll")]
    public void Symbols_leak_by_documents_imports_embedded_source_and_source_link(DebugInformationFormat format, string file)
    {
        Write("App", "using Contoso.Heads.Cyber;\nclass App\n{\n#if NEVER\n  object x = new ExploitHead();\n#endif\n  int M() { int cyber_head = 1; return cyber_head; }\n}", withheld: true, format: format, path: "/_/src/cyber/App.cs", sourceLink: "{\"documents\":{\"/_/*\":\"https://x/cyber_head/*\"}}");
        var found = Findings().Where(finding => finding.Location.File == file).Select(finding => finding.Message).ToList();
        foreach (var says in new[] { "names the source file 'src/cyber/App.cs'", "imports the namespace Contoso.Heads.Cyber", "embeds source that names the type 'ExploitHead' in edition 'open'", "in its SourceLink" })
            Assert.Contains(found, message => message.Contains(says.Replace(" in edition 'open'", " (App.cs, line 5)", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void Documentation_is_found_by_member_reference_and_text_at_its_line()
    {
        _folder.Write("App.xml", "<?xml version=\"1.0\"?>\n<doc>\n<assembly><name>App</name></assembly>\n<members>\n<member name=\"T:Contoso.Heads.Cyber.ExploitHead\">\n<summary>Like\nthe ExploitHead <see cref=\"M:Contoso.Open.Shared.Attack(System.String)\"/>.</summary></member></members></doc>");
        Assert.Equal([5, 7, 7], Findings().Select(finding => finding.Location.Line!.Value));
    }

    [Fact]
    public void Xml_that_is_no_documentation_and_text_of_the_open_edition_are_left_alone()
    {
        _folder.Write("other.xml", "<settings head=\"cyber_head\"/>");
        _folder.Write("App.xml", "<doc><assembly><name>App</name></assembly><members><member name=\"T:App\"><summary>Exploit the head.</summary></member></members></doc>");
        Write("App", "class App { string M() => \"model-00001.bin\"; }");
        Assert.Empty(Findings());
    }

    [Fact]
    public void Documentation_that_breaks_off_was_not_read() =>
        Assert.Equal(Verdict.Inconclusive, Audit.Run(Path.GetDirectoryName(_folder.Write("App.xml", "<doc><assembly><name>App</na"))!, Policy).Verdict);

    [Fact]
    public void Native_executables_are_searched_for_texts_in_both_widths()
    {
        _folder.Write("app", [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, .. new byte[64], .. Encoding.Unicode.GetBytes("model-cyber-7.bin"), 0, 0, 1, .. Encoding.UTF8.GetBytes("say cyber_head"), 0]);
        Assert.Equal(2, Findings().Count);
    }

    [Fact]
    public void A_single_file_application_is_read_like_an_archive()
    {
        var open = Compile("App", "class App { string M() => \"cyber_head\"; }").Assembly;
        _folder.Write("app", Bundle(("App.dll", open), ("model-cyber-1.bin", [1, 2, 3])));
        var result = Audit.Run(_folder.Path, Policy);
        Assert.Contains(result.Findings, finding => finding.RuleId == "RG2006" && finding.Location is { File: "app", Entry: "App.dll" });
        Assert.Contains(result.Findings, finding => finding.RuleId == "RG3001" && finding.Location is { File: "app", Entry: "model-cyber-1.bin" });
    }

    [Theory]
    [InlineData(0, 1)]    // the header's offset beyond the file
    [InlineData(1, 77)]   // an unknown version
    [InlineData(2, -1)]   // a negative number of files
    [InlineData(3, 1)]    // a file beyond the end
    public void A_bundle_that_lies_about_itself_is_not_read_and_never_passes(int what, int value)
    {
        var bytes = Bundle(("App.dll", [1, 2, 3]));
        var header = BitConverter.ToInt64(bytes, 72);
        var (at, with) = what switch
        {
            0 => (72L, BitConverter.GetBytes((long)bytes.Length)),
            1 => (header, BitConverter.GetBytes(value)),
            2 => (header + 8, BitConverter.GetBytes(value)),
            _ => (header + 12 + 3 + 40, BitConverter.GetBytes((long)bytes.Length)),
        };
        with.CopyTo(bytes, at);
        _folder.Write("app", bytes);
        Assert.Equal(Verdict.Inconclusive, Audit.Run(_folder.Path, Policy).Verdict);
    }

    [Fact]
    public void Every_assembly_and_symbol_file_with_one_byte_changed_is_a_finding_a_problem_or_nothing_but_never_a_crash()
    {
        var (assembly, symbols) = Compile("App", "using Contoso.Heads.Cyber; class App { string M() => \"cyber_head\"; }", withheld: true);
        var random = new Random(1);
        for (var round = 0; round < 300; round++)
        {
            var bytes = (byte[])(round % 2 == 0 ? assembly : symbols).Clone();
            bytes[random.Next(64, bytes.Length)] ^= (byte)(1 << random.Next(8));
            _folder.Write(round % 2 == 0 ? "App.dll" : "App.pdb", bytes);
            _ = Audit.Run(_folder.Path, Policy);
        }
    }

    [Fact]
    public void A_withheld_assembly_is_reported_as_a_whole_and_not_for_what_it_holds()
    {
        Write("Contoso.Heads.Cyber", Withheld);
        Assert.Empty(Findings());
        Assert.Equal(Verdict.Fail, Audit.Run(_folder.Path, Policy).Verdict);
    }

    [Fact]
    public void Imports_of_every_kind_are_read_in_symbols()
    {
        Write("App", "using static System.Math; using Two = System.Collections.Generic.List<int>; using Space = System.IO; using Contoso.Heads.Cyber; class App { double M() => Abs(1.0) + new Two().Count + Space.Path.PathSeparator; }", withheld: true);
        Assert.Contains(Findings(), static finding => finding.Location.File == "App.pdb" && finding.Message.Contains("imports the namespace Contoso.Heads.Cyber", StringComparison.Ordinal));
        Assert.Equal(Verdict.Fail, Audit.Run(_folder.Path, Policy).Verdict);
    }

    [Fact]
    public void One_plain_word_is_every_programs_although_a_pattern_covers_it()
    {
        Write("App", "class App { string secret = \"video\"; string M() => \"Secret\"; string N() => \"video.decoder.weight\"; }");
        var policy = Audit.PolicyText(Audit.Component("\"assemblies\": [\"Secret\"], \"tensors\": [{ \"name\": \"video.**\" }]"));
        var finding = Assert.Single(Audit.Run(_folder.Path, policy).Findings);
        Assert.Contains("'video.decoder.weight' in its code", finding.Message, StringComparison.Ordinal);
    }

    private List<Finding> Findings() => [.. Audit.Run(_folder.Path, Policy).Findings.Where(finding => finding.RuleId == "RG2006")];

    private void Write(string name, string source, bool withheld = false, DebugInformationFormat format = DebugInformationFormat.PortablePdb, string path = "/_/App.cs", string? sourceLink = null, (string Name, string Text)[]? resources = null)
    {
        var (assembly, symbols) = Compile(name, source, withheld, format, path, sourceLink, resources);
        _folder.Write(name + ".dll", assembly);
        if (symbols.Length > 0)
            _folder.Write(name + ".pdb", symbols);
    }

    private static (byte[] Assembly, byte[] Symbols) Compile(string name, string source, bool withheld = false, DebugInformationFormat format = DebugInformationFormat.PortablePdb, string path = "/_/App.cs", string? sourceLink = null, (string Name, string Text)[]? resources = null)
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        List<MetadataReference> references = [.. new[] { "System.Private.CoreLib.dll", "System.Runtime.dll" }.Select(file => MetadataReference.CreateFromFile(Path.Combine(runtime, file)))];
        if (withheld)
            references.Add(Create("Contoso.Parts", Withheld, "/_/Parts.cs", references).ToMetadataReference());
        var compilation = Create(name, source, path, references);
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        using var link = sourceLink is null ? null : new MemoryStream(Encoding.UTF8.GetBytes(sourceLink));
        var embedded = format == DebugInformationFormat.Embedded;
        var emitted = compilation.Emit(
            assembly, embedded ? null : symbols, options: new EmitOptions(debugInformationFormat: format), sourceLinkStream: link,
            embeddedTexts: sourceLink is null ? null : compilation.SyntaxTrees.Select(tree => EmbeddedText.FromSource(tree.FilePath, tree.GetText())),
            manifestResources: (resources ?? []).Select(resource => new ResourceDescription(resource.Name, () => new MemoryStream(Encoding.UTF8.GetBytes(resource.Text)), true)));
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        return (assembly.ToArray(), symbols.ToArray());
    }

    private static CSharpCompilation Create(string name, string source, string path, IEnumerable<MetadataReference> references) => CSharpCompilation.Create(
        name, [CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), path: path)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, deterministic: true));

    /// <summary>A host of 112 bytes with the place of the header at 72, the files, the header (version 2).</summary>
    private static byte[] Bundle(params (string Name, byte[] Content)[] files)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write((byte[])[0x7F, (byte)'E', (byte)'L', (byte)'F', .. new byte[68]]);
        writer.Write(0L);
        writer.Write(Convert.FromHexString("8B1202B96A612038727B930214D7A03213F5B9E6EFAE3318EE3B2DCE24B36AAE"));
        var places = files.Select(file => { var at = bytes.Position; writer.Write(file.Content); return at; }).ToList();
        var header = bytes.Position;
        writer.Write(2);
        writer.Write(0);
        writer.Write(files.Length);
        writer.Write("id");
        writer.Write(new byte[40]);
        for (var index = 0; index < files.Length; index++)
        {
            writer.Write(places[index]);
            writer.Write((long)files[index].Content.Length);
            writer.Write((byte)1);
            writer.Write(files[index].Name);
        }

        bytes.Position = 72;
        writer.Write(header);
        return bytes.ToArray();
    }
}
