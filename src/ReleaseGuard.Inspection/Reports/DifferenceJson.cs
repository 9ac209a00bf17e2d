using System.Collections.Generic;
using ReleaseGuard.Inspection.Differences;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>The machine form of a difference, complete.</summary>
internal static class DifferenceJson
{
    public static void Write(ReleaseDifference difference, JsonTextWriter json)
    {
        json.BeginObject();
        json.Field("schema", DifferenceReport.Schema);
        json.Field("same", difference.IsSame);
        json.Field("comparedContent", difference.ComparedContent);
        WriteSide(json, "before", difference.Before, difference.Total.TensorsBefore, difference.Total.ParametersBefore);
        WriteSide(json, "after", difference.After, difference.Total.TensorsAfter, difference.Total.ParametersAfter);
        json.BeginArray("tensors");
        foreach (TensorDifference tensor in difference.Tensors)
        {
            json.BeginObject(inline: true);
            json.Field("kind", DifferenceReport.Word(tensor.Kind));
            json.Field("name", tensor.Name);
            WriteTensor(json, "before", tensor.Before, tensor.Name);
            WriteTensor(json, "after", tensor.After, tensor.Name);
            json.End();
        }

        json.End();
        json.Field("sameTensors", difference.SameTensors);
        json.BeginArray("files");
        foreach (FileDifference file in difference.Files)
        {
            json.BeginObject(inline: true);
            json.Field("kind", DifferenceReport.Word(file.Kind));
            json.Field("path", file.Path);
            json.Field("newPath", file.NewPath);
            json.Field("bytesBefore", file.BytesBefore);
            json.Field("bytesAfter", file.BytesAfter);
            json.End();
        }

        json.End();
        json.Field("sameFiles", difference.SameFiles);
        json.BeginArray("assemblies");
        foreach (AssemblyDifference assembly in difference.Assemblies)
        {
            json.BeginObject(inline: true);
            json.Field("kind", DifferenceReport.Word(assembly.Kind));
            json.Field("name", assembly.Name);
            WriteNames(json, "addedReferences", assembly.AddedReferences);
            WriteNames(json, "removedReferences", assembly.RemovedReferences);
            WriteNames(json, "addedApi", assembly.AddedApi);
            WriteNames(json, "removedApi", assembly.RemovedApi);
            json.End();
        }

        json.End();
        WriteDocuments(json, difference.Documents);
        if (difference.Exposure is Exposure exposure)
        {
            json.BeginObject("exposure", inline: true);
            json.Field("full", exposure.FullIsFirst ? "before" : "after");
            json.Field("parameters", exposure.FullParameters);
            json.Field("exposed", exposure.Exposed);
            json.Field("inPart", exposure.InPart);
            json.End();
        }

        json.BeginObject("totals");
        WriteTotals(json, "byModule", difference.ByModule);
        WriteTotals(json, "byDtype", difference.ByDtype);
        WriteTotals(json, "byFile", difference.ByFile);
        json.End();
        json.End();
    }

    private static void WriteDocuments(JsonTextWriter json, IReadOnlyList<DocumentDifference> documents)
    {
        json.BeginArray("documents");
        foreach (DocumentDifference document in documents)
        {
            json.BeginObject(inline: true);
            json.Field("kind", DifferenceReport.Word(document.Kind));
            json.Field("path", document.Path);
            json.Field("licenceBefore", document.LicenceBefore);
            json.Field("licenceAfter", document.LicenceAfter);
            json.BeginArray("changes");
            foreach (LineChange change in document.Changes)
            {
                json.BeginObject();
                json.Field("kind", change.IsAdded ? "added" : "removed");
                json.Field("line", change.Line);
                json.Field("text", change.Text);
                json.End();
            }

            json.End();
            json.End();
        }

        json.End();
    }

    private static void WriteSide(JsonTextWriter json, string name, ReleaseSide side, long tensors, long parameters)
    {
        json.BeginObject(name);
        json.Field("path", side.Path);
        json.Field("files", side.Files.Count);
        json.Field("bytes", DifferenceReport.Bytes(side));
        json.Field("tensors", tensors);
        json.Field("parameters", parameters);
        json.BeginArray("skipped");
        foreach (SkippedItem item in side.Skipped)
        {
            json.BeginObject(inline: true);
            json.Field("path", item.Path);
            json.Field("reason", item.Reason);
            json.End();
        }

        json.End();
        json.End();
    }

    private static void WriteTensor(JsonTextWriter json, string field, PlacedTensor? tensor, string name)
    {
        if (tensor is null)
            return;
        json.BeginObject(field);
        json.Field("name", tensor.Name == name ? null : tensor.Name);
        json.Field("dtype", tensor.Dtype);
        json.BeginArray("shape");
        foreach (long dimension in tensor.Shape)
            json.Element(dimension);
        json.End();
        json.Field("parameters", tensor.Parameters);
        json.Field("file", tensor.File.Length == 0 ? null : tensor.File);
        json.Field("sha256", tensor.Sha256);
        json.End();
    }

    private static void WriteNames(JsonTextWriter json, string field, IReadOnlyList<string> names)
    {
        json.BeginArray(field);
        foreach (string name in names)
            json.Element(name);
        json.End();
    }

    private static void WriteTotals(JsonTextWriter json, string field, IReadOnlyList<TotalsRow> rows)
    {
        json.BeginArray(field);
        foreach (TotalsRow row in rows)
        {
            json.BeginObject(inline: true);
            json.Field("name", row.Name);
            json.Field("tensorsBefore", row.TensorsBefore);
            json.Field("tensorsAfter", row.TensorsAfter);
            json.Field("parametersBefore", row.ParametersBefore);
            json.Field("parametersAfter", row.ParametersAfter);
            json.Field("bytesBefore", row.BytesBefore);
            json.Field("bytesAfter", row.BytesAfter);
            json.End();
        }

        json.End();
    }
}
