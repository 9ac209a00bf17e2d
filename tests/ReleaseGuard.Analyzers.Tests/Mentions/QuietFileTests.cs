using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Analyzers.Editions;
using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Analyzers.Policies;
using ReleaseGuard.Analyzers.Tests.Coverage;
using ReleaseGuard.Analyzers.Tests.Harness;
using ReleaseGuard.Analyzers.Text;

namespace ReleaseGuard.Analyzers.Tests.Mentions;

/// <summary>
/// A file is left out only where nothing withheld can be reached from it. A comment with a word of the policy makes a file be
/// looked at whatever it holds: with and without such a comment the findings must be the same.
/// </summary>
public sealed class QuietFileTests
{
    private const string Word = "\n// ExploitHead\n";

    private static readonly GuardedProject Project = new() { References = [WithheldAssembly.Head] };

    private static readonly Lazy<MetadataReference> Ground = new(() => WithheldAssembly.Build("Contoso.Ground", ProductSources.Ground));

    /// <summary>What is reported where the open code declares it, and not again where it is used: there the file has to be as silent as before.</summary>
    private static readonly string[] Judged = ["a constraint", "a base constructor", "an attribute that derives from it"];

    /// <summary>Open code that passes the head on (first file), and a file that uses it without a word of the policy.</summary>
    public static TheoryData<string, string, string> Ways() => new()
    {
        { "a member by its name", "public class Owner { public Contoso.Heads.Cyber.ExploitHead Head { get; } = new(); }", "class Use { int M(Owner owner) => owner.Head.Score(\"x\"); }" },
        { "a member of a member", "public class Owner { public Contoso.Heads.Cyber.ExploitHead Head { get; } = new(); } public class Car { public Owner Owner = new(); }", "class Use { object M(Car car) => car.Owner.Head; }" },
        { "a derived type", "public class Mine : Contoso.Heads.Cyber.ExploitHead { }", "class Use { int M(Mine mine) => mine.Weight; }" },
        { "a type derived from a derived type, through a member", "public class Mine : Contoso.Heads.Cyber.ExploitHead { } public static class Shop { public static Own Get() => new(); }|public class Own : Mine { }", "class Use { int M() => Shop.Get().Weight; }" },
        { "another part of the type", "partial class Use : Contoso.Heads.Cyber.ExploitHead { }", "partial class Use { int M() => this.Weight; }" },
        { "an enumerator", "public class Rack { public System.Collections.Generic.IEnumerator<Contoso.Heads.Cyber.ExploitHead> GetEnumerator() => throw null!; } public class Shop { public Rack Items = new(); }", "class Use { void M(Shop shop) { foreach (var one in shop.Items) System.Console.WriteLine(one); } }" },
        { "a type that implements a sequence of it", "public abstract class Rack : System.Collections.Generic.IEnumerable<Contoso.Heads.Cyber.ExploitHead> { public abstract System.Collections.Generic.IEnumerator<Contoso.Heads.Cyber.ExploitHead> GetEnumerator(); System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => throw null!; } public class Shop { public Rack Items = null!; }", "using System.Linq; class Use { object M(Shop shop) => shop.Items.First(); }" },
        { "an awaiter", "public class Job { public System.Runtime.CompilerServices.TaskAwaiter<Contoso.Heads.Cyber.ExploitHead> GetAwaiter() => default; } public class Shop { public Job Run() => new(); }", "class Use { async System.Threading.Tasks.Task M(Shop shop) { var got = await shop.Run(); System.Console.WriteLine(got); } }" },
        { "a deconstruction", "public class Pair { public void Deconstruct(out int size, out Contoso.Heads.Cyber.ExploitHead head) { size = 1; head = new(); } } public class Shop { public Pair Get() => new(); }", "class Use { void M(Shop shop) { var (a, b) = shop.Get(); System.Console.WriteLine(b); } }" },
        { "a record's deconstruction", "public record Pair(int Size, Contoso.Heads.Cyber.ExploitHead Inner); public class Shop { public Pair Get() => new(1, new()); }", "class Use { bool M(Shop shop) => shop.Get() is (1, var inner) && inner != null; }" },
        { "an operator", "public class Sum { public static Contoso.Heads.Cyber.ExploitHead operator +(Sum a, int b) => new(); } public class Shop { public Sum Get() => new(); }", "class Use { int M(Shop shop) => (shop.Get() + 1).Weight; }" },
        { "a conversion", "public class Sum { public static implicit operator Contoso.Heads.Cyber.ExploitHead(Sum a) => new(); } public class Shop { public Sum Get() => new(); public void Take<T>(System.Func<Sum, T> a) { } public void Put(Contoso.Heads.Cyber.ExploitHead head) { } }", "class Use { void M(Shop shop) => shop.Put(shop.Get()); }" },
        { "an indexer", "public class Rack { public Contoso.Heads.Cyber.ExploitHead this[int index] => new(); } public class Shop { public Rack Items = new(); }", "class Use { object M(Shop shop) => shop.Items[0]; }" },
        { "a constructor", "public class Box { public Box(Contoso.Heads.Cyber.ExploitHead? head = null) { } } public class Shop { public void Put(Box box) { } }", "class Use { void M(Shop shop) => shop.Put(new()); }" },
        { "a base constructor", "public class Box { public Box(Contoso.Heads.Cyber.ExploitHead? head = null) { } }", "class Use : Box { }" },
        { "a collection initializer", "public class Bag : System.Collections.IEnumerable { public void Add(int size, Contoso.Heads.Cyber.ExploitHead? head = null) { } public System.Collections.IEnumerator GetEnumerator() => throw null!; } public class Shop { public Bag Bag { get; set; } = new(); }", "class Use { object M() => new Shop { Bag = { 1 } }; }" },
        { "a delegate", "public delegate Contoso.Heads.Cyber.ExploitHead Maker(); public class Shop { public Maker Make = null!; }", "class Use { object M(Shop shop) => shop.Make(); }" },
        { "a parameter of a lambda", "public class Shop { public void Visit(System.Action<Contoso.Heads.Cyber.ExploitHead> visit) { } }", "class Use { void M(Shop shop) => shop.Visit(one => System.Console.WriteLine(one)); }" },
        { "a parameter of a lambda, by a delegate", "public delegate void Visitor(Contoso.Heads.Cyber.ExploitHead head); public class Shop { public void Visit(Visitor visit) { } }", "class Use { void M(Shop shop) => shop.Visit(one => System.Console.WriteLine(one)); }" },
        { "a tuple", "public class Shop { public (int Size, Contoso.Heads.Cyber.ExploitHead Inner) Pair = default; }", "class Use { object M(Shop shop) => shop.Pair.Inner; }" },
        { "a generic base", "public class Holder<T> { public T Value = default!; } public class Mid : Holder<Contoso.Heads.Cyber.ExploitHead> { } public class Shop { public Mid Item = new(); }", "class Use { int M(Shop shop) => shop.Item.Value.Weight; }" },
        { "a constraint", "public class Only<T> where T : Contoso.Heads.Cyber.ExploitHead { public T Value = default!; public int Size => 1; } public class Shop<T> where T : Contoso.Heads.Cyber.ExploitHead { public Only<T> Item = new(); }", "partial class Use { int M(Mine<object> mine) => mine.Size; } class Mine<T> { public int Size; }" },
        { "an extension by its name", "public class Nothing { }", "class Use { int M(string text) => text.CyberLength(); }" },
        { "an extension of open code by its name", "public static class Reach { public static Contoso.Heads.Cyber.ExploitHead ToHead(this string text) => new(); }", "class Use { object M(string text) => text.ToHead(); }" },
        { "an extension that is called unnamed", "public static class Reach { public static System.Collections.Generic.IEnumerator<Contoso.Heads.Cyber.ExploitHead> GetEnumerator(this System.Range range) => throw null!; }", "class Use { void M() { foreach (var one in 1..2) System.Console.WriteLine(one); } }" },
        { "a static import of all files", "global using static Contoso.Heads.Cyber.ExploitHead;", "class Use { object M() => Create(); }" },
        { "an alias of all files", "global using Top = Contoso.Heads.Cyber.ExploitHead;", "class Use { object M(object thing) => thing is Top; }" },
        { "an alias of the declaring file", "using Top = Contoso.Heads.Cyber.ExploitHead; public class Shop { public Top Get() => new(); }", "class Use { object M(Shop shop) => shop.Get(); }" },
        { "an alias of an alias", "using Top = Contoso.Heads.Cyber.ExploitHead; namespace Inner { using Higher = Top; public class Shop { public Higher Get() => new(); } }", "class Use { object M(Inner.Shop shop) => shop.Get(); }" },
        { "a declaration behind an escape", "public class Shop { public Contoso.Heads.Cyber.Explo\\u0069tHead Get() => new(); }", "class Use { object M(Shop shop) => shop.Get(); }" },
        { "an attribute that derives from it", "public class MarkAttribute : Contoso.Heads.Cyber.ExploitAttribute { }", "[Mark] class Use { }" },
        { "a private member in another part", "partial class Use { Contoso.Heads.Cyber.ExploitHead _head = new(); }", "partial class Use { object M() => _head; }" },
        { "a member of an interface", "public interface IShop { Contoso.Heads.Cyber.ExploitHead Get(); }", "class Use { object M(IShop shop) => shop.Get(); }" },
        { "an event", "public class HeadArgs : System.EventArgs { public Contoso.Heads.Cyber.ExploitHead Found = new(); } public class Shop { public event System.EventHandler<HeadArgs>? Sold { add { } remove { } } }", "class Use { void M(Shop shop) => shop.Sold += (sender, e) => System.Console.WriteLine(e.Found); }" },
        { "a target of default", "public class Shop { public void Put(Contoso.Heads.Cyber.ExploitHead? head) { } }", "class Use { void M(Shop shop) => shop.Put(default); }" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_file_that_names_nothing_is_looked_at_where_other_files_pass_something_on(string way, string declarations, string use)
    {
        Assert.NotEmpty(way);
        var plain = (Project with { Usings = ["Contoso.Heads.Cyber"] }).With(use, "Use.cs");
        var loud = (Project with { Usings = ["Contoso.Heads.Cyber"] }).With(use + Word, "Use.cs");
        foreach (var (text, i) in declarations.Split('|').Select((text, i) => (text, i)))
        {
            plain = plain.With(text, $"Declared{i}.cs");
            loud = loud.With(text, $"Declared{i}.cs");
        }

        var compilation = plain.Compile(out _);
        Assert.Empty(compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error));
        var expected = await FindingsIn("Use.cs", loud);
        Assert.Equal(expected, await FindingsIn("Use.cs", plain));
        if (!Judged.Contains(way)) Assert.NotEmpty(expected);
    }

    public static IEnumerable<object[]> Kinds() => CoverageTests.Kinds();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_kind_of_reference_is_found_as_well_where_the_open_code_around_it_is_in_other_files(string group, string kind)
    {
        Assert.NotEmpty(group);
        var row = CoverageRows.Find(kind);
        var head = Without(Without(ProductSources.Withheld, "public static class ExploitExtensions"), "public static class ExploitOperators")
            + "\npublic static class ExploitExtensions { public static int CyberLength(this string text) => text.Length; public static int MethodOf<T>(this T value) => 1; }";
        var plain = CoverageProjects.Leaking(row) with { References = [Ground.Value], Sources = [] };
        plain = plain.With(head, "Head.cs").With(ProductSources.Facade, "Facade.cs");
        var expected = await FindingsIn("Packer.cs", plain.With(row.Source + Word));
        Assert.Equal(expected, await FindingsIn("Packer.cs", plain.With(row.Source)));
    }

    [Fact]
    public void A_file_is_quiet_when_it_names_nothing_that_is_passed_on()
    {
        var quiet = Quiet(Project
            .With("public class Owner { private Contoso.Heads.Cyber.ExploitHead _own = new(); public Contoso.Heads.Cyber.ExploitHead Head => _own; int M() => new Contoso.Heads.Cyber.ExploitHead().Weight; }", "Owner.cs")
            .With("class Use { object M(Owner owner) => owner.Head; }", "Use.cs")
            .With("class Other { int _own; int M(Owner owner) => _own; string CyberLength => \"\"; }", "Extension.cs")
            .With("class Last { int _own; int M(Owner owner) => _own; }", "Last.cs"));
        Assert.Equal(["Last.cs"], quiet);
    }

    [Fact]
    public void No_file_is_quiet_beside_an_open_type_of_a_withheld_assembly_s_neighbour()
    {
        var facade = WithheldAssembly.Build("Contoso.Open", "namespace Contoso.Open; public class Door { public Contoso.Heads.Cyber.ExploitHead Head => new(); }", WithheldAssembly.Head);
        Assert.Empty(Quiet(Project.With(facade).With("class Use { }", "Use.cs")));
    }

    private static string[] Quiet(GuardedProject project)
    {
        var compilation = project.Compile(out _);
        var options = project.Options();
        var loaded = PolicyFiles.Find(options, text => new PolicyCache(text), CancellationToken.None).Loaded!;
        var scope = new EditionScope(loaded, compilation, options);
        var symbols = new WithheldSymbols(scope, compilation, MarkedSymbols.None);
        var words = new Dictionary<string, WordUse>(StringComparer.Ordinal);
        MentionWords.Collect(loaded.Names!, symbols, MarkedSymbols.None, words);
        var files = new QuietFiles(loaded, symbols, MarkedSymbols.None, loaded.VocabularyOf(words));
        return [.. compilation.SyntaxTrees.Where(tree => files.Contains(tree, CancellationToken.None)).Select(tree => System.IO.Path.GetFileName(tree.FilePath))];
    }

    private static async Task<string[]> FindingsIn(string file, GuardedProject project) =>
        [.. (await project.Analyze(project.Compile(out _)))
            .Where(one => System.IO.Path.GetFileName(one.Location.SourceTree?.FilePath) == file)
            .Select(one => $"{one.Id} {one.Location.SourceSpan} {one.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}").Order(StringComparer.Ordinal)];

    /// <summary>A source without one of its top-level types: up to the brace at the start of a line.</summary>
    private static string Without(string source, string type)
    {
        var start = source.IndexOf(type, StringComparison.Ordinal);
        return start < 0 ? source : source.Remove(start, source.IndexOf("\n}", start, StringComparison.Ordinal) + 2 - start);
    }
}
