using System;
using System.IO;
using System.Threading.Tasks;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ReleaseGuard.Analyzers.Tests.Coverage;
using ReleaseGuard.Analyzers.Tests.Harness;

namespace ReleaseGuard.Analyzers.Tests.Robustness;

/// <summary>Projects as the world has them: generated code, odd directives, interop, aliases, keys, forwarders, reference assemblies.</summary>
public sealed class OddProjectTests
{
    private static readonly GuardedProject Project = CoverageProjects.Leaking(CoverageRows.Find("field")) with { Sources = [], Usings = [] };

    [Theory]
    // Razor writes line directives in both forms, hidden regions and pragmas around everything.
    [InlineData("#pragma checksum \"Index.cshtml\" \"{ff1816ec-aa5e-4d10-87f7-6f4963833460}\" \"ab\"\n#line hidden\nclass Use {\n#line (1, 2) - (1, 9) 6 \"Index.cshtml\"\n object A() => new Contoso.Heads.Cyber.{|RG1001:ExploitHead|}();\n#line default\n#line hidden\n#nullable restore\n#pragma warning disable\n object B() => new Contoso.Heads.Cyber.{|RG1001:ExploitHead|}();\n#pragma warning restore\n}")]
    // A region's name and an error's text are no names.
    [InlineData("#region ExploitHead\n#if NEVER\n#error Contoso.Heads.Cyber.ExploitHead\n#endif\n#endregion ExploitHead\nclass Use { }")]
    // COM interop.
    [InlineData("using System.Runtime.InteropServices; [ComImport, Guid(\"00000000-0000-0000-0000-000000000001\"), CoClass(typeof(Contoso.Heads.Cyber.{|RG1001:ExploitHead|}))] interface IUse { [return: MarshalAs(UnmanagedType.Interface)] Contoso.Heads.Cyber.{|RG1002:IExploit|} M([In, MarshalAs(UnmanagedType.LPStruct)] ref Contoso.Heads.Cyber.{|RG1002:ExploitSpan|} s); }")]
    [InlineData("class Use { [System.Runtime.InteropServices.MarshalAs(System.Runtime.InteropServices.UnmanagedType.CustomMarshaler, MarshalTypeRef = typeof(Contoso.Heads.Cyber.{|RG1001:ExploitHead|}))] object? _x; }")]
    [InlineData("unsafe class Use { delegate* unmanaged[Stdcall, SuppressGCTransition]<Contoso.Heads.Cyber.{|RG1002:ExploitSpan|}*, delegate*<Contoso.Heads.Cyber.{|RG1002:ExploitHead|}>, void> _f; }")]
    // dynamic gives no symbol, its arguments do.
    [InlineData("class Use { dynamic M(dynamic d) { d.ExploitHead(Contoso.Open.Facade.{|RG1006:Get|}()); d.Cyber.ExploitHead = 1; return d.ExploitHead; } }")]
    // A name in an argument's, a label's, a range variable's, a tuple element's place is another thing.
    [InlineData("class Use { void M(int ExploitHead = 1) { ExploitHead: M(ExploitHead: 2); goto ExploitHead; } (int ExploitHead, int B) T => (ExploitHead: 1, B: 2); object Q => System.Linq.Enumerable.Select(new[] { 1 }, ExploitHead => ExploitHead); int A => T.ExploitHead; object N => new { ExploitHead = 1 }; }")]
    [InlineData("class ExploitHead { } namespace Other { class ExploitHead { } class Use { ExploitHead? A; global::ExploitHead? B; Other.ExploitHead? C; } }")]
    [InlineData("class Use<ExploitHead> { ExploitHead? A; void M<Cyber>(Cyber c) { } }")]
    [InlineData("file class ExploitHead { } file class Use { ExploitHead? A; }")]
    // Conditional members are skipped by the compiler, not by the source.
    [InlineData("class Use { [System.Diagnostics.Conditional(\"EDITION_ENTERPRISE\")] static void Log(object o) { } void M() => Log(new Contoso.Heads.Cyber.{|RG1001:ExploitHead|}()); }")]
    // The text of an argument is kept by its caller.
    [InlineData("class Use { static void Check(object o, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(o))] string text = \"\") { } void M() => Check(Contoso.Heads.Cyber.{|RG1001:ExploitHead|}.Shared); }")]
    // An interceptor, an unmanaged export, an obsolete member, an attribute of an attribute.
    [InlineData("class Use { [System.Runtime.InteropServices.UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])] static int M(Contoso.Heads.Cyber.{|RG1002:ExploitSpan|} s) => s.{|RG1001:Length|}; }")]
    [InlineData("[System.Obsolete(\"use \" + nameof(Contoso.Heads.Cyber.{|RG1003:ExploitHead|}))] class Use { }")]
    [InlineData("class Use { class Nested : Contoso.Heads.Cyber.{|RG1002:ExploitHead|} { class Deeper : Nested { void M() => this.{|RG1001:Run|}(); } } }")]
    // Verbatim identifiers, keywords as names, nested generics, long dotted chains across lines.
    [InlineData("class Use { global::Contoso\n  . Heads /* here */ .\n Cyber // there\n . {|RG1002:ExploitHead|} ? A; object B() => new @Contoso.@Heads.@Cyber.{|RG1001:@ExploitHead|}(); }")]
    [InlineData("class Use { System.Func<System.Collections.Generic.Dictionary<Contoso.Heads.Cyber.{|RG1002:HeadKind|}, Contoso.Heads.Cyber.{|RG1002:ExploitHead|}[,][]>?, (int, Contoso.Heads.Cyber.{|RG1002:ExploitSpan|}?)>? F; }")]
    public async Task An_odd_source_is_judged_as_any_other(string source) => await Project.With(source).Verify();

    [Fact]
    public async Task Top_level_statements_with_everything_in_one_file() => await (Project with { Output = OutputKind.ConsoleApplication, Usings = ["System"] }).With("""
        using Contoso.Heads.{|RG1001:Cyber|};
        [assembly: {|RG1001:Exploit|}]
        var head = Contoso.Open.Facade.{|RG1006:Get|}();
        head.{|RG1001:Run|}();
        {|RG1002:ExploitHead|}? Local({|RG1002:HeadKind|} kind) => null;
        Console.WriteLine(args.Length + head.{|RG1001:Weight|} + (int)({|RG1003:HeadKind|}.Scan));
        Action<string> log = {|RG1001:ExploitLog|}.Write;
        await {|RG1001:Wait|}();
        return {|RG1003:ExploitHead|}.Limit;
        static async System.Threading.Tasks.Task<{|RG1002:ExploitHead|}?> Wait() { await System.Threading.Tasks.Task.Yield(); return null; }
        partial class Program { {|RG1002:ExploitHead|}? _head; }
        """.Replace("await {|RG1001:Wait|}();", "_ = await {|RG1001:Wait|}();", StringComparison.Ordinal)).Verify();

    [Fact]
    public async Task What_a_source_generator_wrote_is_judged_like_hand_written_code() => await Project
        .With("// <auto-generated/>\n#nullable enable\n#pragma warning disable\n[System.CodeDom.Compiler.GeneratedCode(\"g\", \"1\")] partial class Use { public Contoso.Heads.Cyber.{|RG1002:ExploitHead|}? Made; }", "obj/Generated/Gen/Use.g.cs")
        .With("partial class Use { void M() => {|RG1001:Made|}?.{|RG1001:Run|}(); }", "Use.cs").Verify();

    [Fact]
    public async Task Global_usings_of_the_build_are_found_in_the_file_it_writes() => await Project
        .With("// <auto-generated/>\nglobal using global::System;\nglobal using global::Contoso.Heads.{|RG1001:Cyber|};\nglobal using Head = global::Contoso.Heads.Cyber.{|RG1001:ExploitHead|};\nglobal using static global::Contoso.Heads.Cyber.{|RG1001:ExploitLog|};", "obj/Debug/net10.0/App.GlobalUsings.g.cs")
        .With("class Use { {|RG1002:Head|}? _a; {|RG1002:HeadKind|} _b; void M() => {|RG1001:Write|}(\"\"); }", "Use.cs").Verify();

    [Fact]
    public async Task One_file_linked_into_a_project_twice_by_two_paths_is_judged_at_each() => await Project
        .With("namespace A { class Use { Contoso.Heads.Cyber.{|RG1002:ExploitHead|}? _a; } }", "Shared/One.cs")
        .With("namespace B { class Use { Contoso.Heads.Cyber.{|RG1002:ExploitHead|}? _a; } }", "../Other/Two.cs")
        .With("namespace C { class Use { } }", "../Other/Three.Enterprise.cs").Verify();

    [Theory]
    [InlineData("net8.0", LanguageVersion.CSharp12)]
    [InlineData("netstandard2.0", LanguageVersion.CSharp7_3)]
    [InlineData("netstandard2.0", LanguageVersion.CSharp3)]
    public async Task Each_framework_of_a_multi_targeted_project_is_judged_by_itself(string framework, LanguageVersion language)
    {
        var symbol = framework == "net8.0" ? "NET8_0_OR_GREATER" : "NETSTANDARD2_0";
        await (Project with { Symbols = [symbol], Language = language }).With("""
            class Use
            {
            #if NET8_0_OR_GREATER
                Contoso.Heads.Cyber.ExploitHead _modern;
            #elif NETSTANDARD2_0
                Contoso.Heads.Cyber.ExploitSpan _old;
            #endif
            }
            """.Replace(framework == "net8.0" ? "ExploitHead" : "ExploitSpan", framework == "net8.0" ? "{|RG1002:ExploitHead|}" : "{|RG1002:ExploitSpan|}", StringComparison.Ordinal)).Verify(mustCompile: false);
    }

    [Fact]
    public async Task A_friend_with_a_key_shares_its_own_copy_of_the_attributes()
    {
        var key = "00240000048000009400000006020000";
        var library = EditionLibrary.Of($"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Contoso.Runtime\")] [assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Contoso.Other, PublicKey={key}\")] namespace Contoso {{ public static class Ed {{ [ReleaseGuard.EditionGuard(\"enterprise\")] public static bool On => false; }} public class Trunk {{ [ReleaseGuard.RequiresEdition(\"enterprise\")] public static void Run() {{ }} }} }}", "open", built: true);
        await Project.With(library).With(EditionLibrary.Attributes, "ReleaseGuard.Attributes.cs")
            .With("#pragma warning disable CS0436\nclass Use { [ReleaseGuard.EditionGuard(\"enterprise\")] static bool Mine => Contoso.Ed.On; void M() { if (Mine) Contoso.Trunk.Run(); Contoso.Trunk.{|RG1101:Run|}(); } }").Verify();
    }

    [Fact]
    public async Task A_type_that_a_facade_forwards_to_the_withheld_assembly_is_withheld()
    {
        var facade = WithheldAssembly.Build("Contoso.Forwarding", "[assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(Contoso.Heads.Cyber.ExploitHead))]", Project.References[1], Project.References[0]);
        await Project.With(facade).With("class Use { Contoso.Heads.Cyber.{|RG1002:ExploitHead|}? _a; }").Verify();
    }

    [Fact]
    public async Task A_reference_assembly_withholds_as_its_implementation_does()
    {
        var compilation = CSharpCompilation.Create("Contoso.Heads.Cyber", [CSharpSyntaxTree.ParseText("namespace Contoso.Secret { public class Probe { public static int Run() => 1; } }")], Net100.References.All, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image, options: new Microsoft.CodeAnalysis.Emit.EmitOptions(metadataOnly: true, includePrivateMembers: false)).Success);
        await new GuardedProject { References = [MetadataReference.CreateFromImage(image.ToArray())] }
            .With("using Contoso.{|RG1001:Secret|}; class Use { int M() => {|RG1001:Probe|}.Run(); }").Verify();
    }

    [Fact]
    public async Task Embedded_interop_types_are_withheld_though_no_reference_stays()
    {
        var interop = WithheldAssembly.Build("Contoso.Heads.Cyber", """
            [assembly: System.Runtime.InteropServices.ImportedFromTypeLib("Cyber")]
            [assembly: System.Runtime.InteropServices.Guid("00000000-0000-0000-0000-000000000002")]
            namespace Contoso.Heads.Cyber { [System.Runtime.InteropServices.ComImport, System.Runtime.InteropServices.Guid("00000000-0000-0000-0000-000000000003")] public interface IProbe { void Run(); } }
            """);
        await new GuardedProject { References = [interop.WithProperties(new MetadataReferenceProperties(embedInteropTypes: true))] }
            .With("class Use { void M(Contoso.Heads.Cyber.{|RG1002:IProbe|} p) => p.{|RG1001:Run|}(); }").Verify();
    }

    [Fact]
    public async Task Two_references_with_one_type_name_are_told_apart_by_their_aliases()
    {
        var other = WithheldAssembly.Build("Fabrikam.Heads", "namespace Contoso.Heads.Cyber { public class ExploitHead { public int Weight; } }");
        var policy = TestPolicies.Cyber.Replace("\"symbols\": [\"N:Contoso.Heads.Cyber.**\"], ", "", StringComparison.Ordinal);
        await new GuardedProject { Policy = policy, References = [WithheldAssembly.Head.WithAliases(["Lab"]), other.WithAliases(["Open"])] }
            .With("extern alias Lab; extern alias Open; class Use { Lab::Contoso.Heads.Cyber.{|RG1002:ExploitHead|}? A; Open::Contoso.Heads.Cyber.ExploitHead? B; int M() => B!.Weight + {|RG1001:A|}!.{|RG1001:Weight|}; }").Verify();
    }

    [Fact]
    public async Task Generators_that_write_names_of_editions_files_are_judged_by_the_name() => await (Project with { Edition = "enterprise" })
        .With("class Made { Contoso.Heads.Cyber.ExploitHead? _a; }", "obj/Made.Enterprise.cs")
        .With("class Other { Contoso.Heads.Cyber.{|RG1002:ExploitHead|}? _a; }", "obj/Other.Enterprise.g.cs").Verify();
}
