using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG3012: the configuration declares more layers or experts, another vocabulary, width or element type than the tensors have: often the full edition's configuration beside the open edition's weights.</summary>
internal sealed class ConfigurationDisagreesRule : IInspectionRule
{
    private static readonly string[] VocabularyKeys = ["vocab_size"];

    private static readonly string[] TypeKeys = ["torch_dtype", "dtype"];

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["float32"] = "F32", ["float16"] = "F16", ["bfloat16"] = "BF16", ["float64"] = "F64",
    };

    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        foreach (var folder in context.Folders)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var structure = folder.Structure;
            foreach (var ofVision in new[] { false, true })
            {
                var layers = structure.Stacks.Where(stack => ModelStructure.IsOfVision(stack.Prefix) == ofVision).Select(static stack => stack.Layers).DefaultIfEmpty(0).Max();
                Compare(context, folder, folder.LargestDeclared(ModelConfiguration.LayerKeys, ofVision), layers, "layers");
            }

            Compare(context, folder, folder.LargestDeclared(ModelConfiguration.ExpertKeys), structure.Experts, "experts");
            Compare(context, folder, folder.LargestDeclared(ModelConfiguration.ActiveExpertKeys), structure.Experts, "experts");
            CompareVocabulary(context, folder, structure);
            CompareType(context, folder);
        }
    }

    private static void Compare(RuleContext context, ModelFolder folder, (string Path, JsonProperty Property, long Value)? declared, long found, string what)
    {
        // More in the tensors than declared is RG3008: nothing reads them.
        if (found > 0 && declared is { } stated && stated.Value > found)
        {
            Report(context, folder, stated.Property, stated.Path, $"declares {stated.Path} {stated.Value}; the tensors have {found} {what}");
        }
    }

    private static void CompareVocabulary(RuleContext context, ModelFolder folder, ModelStructure structure)
    {
        var declared = ModelConfiguration.Find(folder.Json, VocabularyKeys).ToList();
        if (structure.VocabularySize is { } rows && declared.Count > 0 && declared.All(found => found.Value > rows))
        {
            // Rows beyond the vocabulary are padding that many exporters add; rows that are missing are not.
            Report(context, folder, declared[0].Property, declared[0].Path, $"declares {declared[0].Path} {declared[0].Value}; the token embedding has {rows} rows");
        }
    }

    private static void CompareType(RuleContext context, ModelFolder folder)
    {
        foreach (var property in folder.Json.Properties)
        {
            if (Array.IndexOf(TypeKeys, property.Name) >= 0 && property.Value.Kind == JsonValue.ValueKind.Text && Types.TryGetValue(property.Value.Text, out var type)
                && folder.Json["quantization_config"] is null && !folder.Tensors.Any(tensor => tensor.Type.Name == type))
            {
                Report(context, folder, property, property.Name, $"declares {property.Name} {property.Value.Text}; no tensor is {type}");
            }
        }
    }

    private static void Report(RuleContext context, ModelFolder folder, JsonProperty property, string path, string what) =>
        context.Findings.Report(
            RuleIds.RG3012,
            $"'{folder.Configuration.Place.Display}' {what}. Write the configuration of edition '{context.Edition.Id}'.",
            folder.Configuration.Place.ToLocation(property.Line, property.Column),
            folder.Configuration.Place.Inner + ":" + path);
}
