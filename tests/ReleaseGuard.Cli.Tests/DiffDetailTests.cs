using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace ReleaseGuard.Cli.Tests;

/// <summary>What diff tells beside names and shapes: element types, shards, what is given away, public API, documents.</summary>
public sealed class DiffDetailTests : IDisposable
{
    private readonly Workshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Theory]
    [InlineData("F32", "BF16", "recast")]
    [InlineData("I64", "I32", "recast")]
    [InlineData("BF16", "F8_E4M3", "requantised")]
    [InlineData("BF16", "I8", "requantised")]
    [InlineData("F8_E5M2", "F8_E4M3", "requantised")]
    public void Another_element_type_is_a_cast_between_plain_types_and_a_quantisation_otherwise(string before, string after, string kind)
    {
        _workshop.Bytes("a/model.safetensors", Typed(before));
        _workshop.Bytes("b/model.safetensors", Typed(after));
        Assert.Equal([kind + " w"], Kinds(Diff()));
    }

    [Fact]
    public void A_model_cut_into_shards_anew_is_resharded_and_a_tensor_in_another_model_moved()
    {
        _workshop.Safetensors("a/model-00001-of-00002.safetensors", ("x", [4]), ("y", [4]));
        _workshop.Safetensors("a/model-00002-of-00002.safetensors", ("z", [4]));
        _workshop.Safetensors("b/model.safetensors", ("x", [4]), ("y", [4]));
        _workshop.Safetensors("b/vae/model.safetensors", ("z", [4]));
        Assert.Equal(["moved z", "resharded x", "resharded y"], Kinds(Diff()));
    }

    [Fact]
    public void What_is_given_away_counts_the_same_moved_and_recast_and_tells_apart_what_is_there_in_part()
    {
        _workshop.Safetensors("a/model.safetensors", ("same", [10]), ("cut", [8, 10]), ("gone", [110]));
        _workshop.Safetensors("b/other.safetensors", ("same", [10]), ("cut", [6, 10]));
        JsonElement exposure = Diff().RootElement.GetProperty("exposure");
        Assert.Equal("before", exposure.GetProperty("full").GetString());
        Assert.Equal(200, exposure.GetProperty("parameters").GetInt64());
        Assert.Equal(10, exposure.GetProperty("exposed").GetInt64());
        Assert.Equal(60, exposure.GetProperty("inPart").GetInt64());
        string text = ToolRun.Of("diff", _workshop.PathOf("b"), _workshop.PathOf("a")).Output;
        Assert.Contains("The first exposes 5.0 % of the second's parameters (10 of 200), and tensors of another shape or content that are up to 30.0 % more.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Public_api_that_went_or_came_is_listed_and_what_nobody_outside_sees_is_not()
    {
        _workshop.Bytes("a/Contoso.dll", Assembly("Head", "Generate", hidden: "Before"));
        _workshop.Bytes("b/Contoso.dll", Assembly("Head", "Answer", hidden: "After"));
        JsonDocument report = Diff();
        JsonElement assembly = report.RootElement.GetProperty("assemblies")[0];
        Assert.Equal(["M:Contoso.Head.Answer(System.String) -> System.Int32"], Texts(assembly.GetProperty("addedApi")));
        Assert.Equal(["M:Contoso.Head.Generate(System.String) -> System.Int32"], Texts(assembly.GetProperty("removedApi")));
        await RepositorySchemas.AssertValid("docs/schemas/diff-1.schema.json", report.RootElement.GetRawText());
        string text = ToolRun.Of("diff", _workshop.PathOf("a"), _workshop.PathOf("b")).Output;
        Assert.Contains("  - Contoso  M:Contoso.Head.Generate(System.String) -> System.Int32\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documents_show_their_licence_and_the_lines_that_went_and_came()
    {
        _workshop.Text("a/LICENSE", "SPDX-License-Identifier: LicenseRef-Contoso-Full\nUse it here.\nThe end.\n");
        _workshop.Text("b/LICENSE", "SPDX-License-Identifier: Apache-2.0\nUse it here.\nOr there.\nThe end.\n");
        _workshop.Text("b/NOTICE", "Contoso\n");
        JsonDocument report = Diff();
        JsonElement[] documents = [.. report.RootElement.GetProperty("documents").EnumerateArray()];
        Assert.Equal(["changed LICENSE", "added NOTICE"], documents.Select(document => document.GetProperty("kind").GetString() + " " + document.GetProperty("path").GetString()));
        Assert.Equal("Apache-2.0", documents[0].GetProperty("licenceAfter").GetString());
        await RepositorySchemas.AssertValid("docs/schemas/diff-1.schema.json", report.RootElement.GetRawText());
        string text = ToolRun.Of("diff", _workshop.PathOf("a"), _workshop.PathOf("b")).Output;
        Assert.Contains("  ~ LICENSE  2 lines added, 1 removed  licence LicenseRef-Contoso-Full -> Apache-2.0\n", text, StringComparison.Ordinal);
        Assert.Contains("LICENSE\n  - SPDX-License-Identifier: LicenseRef-Contoso-Full\n  + SPDX-License-Identifier: Apache-2.0\n  + Or there.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_html_form_is_one_page_with_totals_and_every_difference()
    {
        _workshop.Safetensors("a/model.safetensors", ("same", [10]), ("gone </script>", [110]));
        _workshop.Safetensors("b/model.safetensors", ("same", [10]));
        string html = ToolRun.Of("diff", _workshop.PathOf("a"), _workshop.PathOf("b"), "-f", "html").Output;
        Assert.Contains("gone &lt;/script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("The second exposes 8.3 % of the first&#39;s parameters", html, StringComparison.Ordinal);
        Assert.Equal(1, html.Split("</script>").Length - 1);
        Assert.DoesNotContain(" src=", html, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_that_cannot_be_read_is_told_and_the_exit_code_is_not_pass()
    {
        _workshop.Bytes("a/Contoso.dll", Assembly("Head", "Generate", hidden: "X"));
        byte[] damaged = Assembly("Head", "Generate", hidden: "X");
        damaged.AsSpan(damaged.Length / 3, damaged.Length / 3).Fill(0xFF);
        _workshop.Bytes("b/Contoso.dll", damaged);
        ToolRun run = ToolRun.Of("diff", _workshop.PathOf("a"), _workshop.PathOf("b"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("not read: Contoso.dll", run.Output, StringComparison.Ordinal);
    }

    private JsonDocument Diff() => JsonDocument.Parse(ToolRun.Of("diff", _workshop.PathOf("a"), _workshop.PathOf("b"), "-f", "json").Output);

    private static string[] Kinds(JsonDocument report) =>
        [.. report.RootElement.GetProperty("tensors").EnumerateArray().Select(tensor => tensor.GetProperty("kind").GetString() + " " + tensor.GetProperty("name").GetString()).Order(StringComparer.Ordinal)];

    private static string[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];

    /// <summary>A safetensors file with one tensor of eight elements.</summary>
    private static byte[] Typed(string dtype)
    {
        int bytes = dtype switch { "I64" => 64, "F32" or "I32" => 32, "BF16" => 16, _ => 8 };
        byte[] header = Encoding.UTF8.GetBytes($$$"""{"w":{"dtype":"{{{dtype}}}","shape":[8],"data_offsets":[0,{{{bytes}}}]}}""");
        byte[] file = new byte[8 + header.Length + bytes];
        BinaryPrimitives.WriteInt64LittleEndian(file, header.Length);
        header.CopyTo(file, 8);
        return file;
    }

    private static byte[] Assembly(string type, string method, string hidden)
    {
        PersistedAssemblyBuilder assembly = new(new AssemblyName("Contoso"), typeof(object).Assembly);
        ModuleBuilder module = assembly.DefineDynamicModule("Contoso");
        TypeBuilder open = module.DefineType("Contoso." + type, TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Interface);
        open.DefineMethod(method, MethodAttributes.Public | MethodAttributes.Abstract | MethodAttributes.Virtual, typeof(int), [typeof(string)]);
        open.CreateType();
        TypeBuilder inside = module.DefineType("Contoso." + hidden, TypeAttributes.NotPublic | TypeAttributes.Abstract | TypeAttributes.Interface);
        inside.DefineMethod("Inside", MethodAttributes.Public | MethodAttributes.Abstract | MethodAttributes.Virtual, typeof(int), []);
        inside.CreateType();
        using MemoryStream image = new();
        assembly.Save(image);
        return image.ToArray();
    }
}
