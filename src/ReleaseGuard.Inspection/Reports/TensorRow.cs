using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>
/// One line of a tensor list for people: a tensor, or all tensors that differ only in the numbers of their names
/// (<c>model.layers.{0..47}.mlp.up_proj.weight</c>).
/// </summary>
internal sealed record TensorRow(string Name, string Dtype, string Shape, int Count, long Parameters)
{
    private const int ModuleDepth = 3;

    /// <summary>A row for every tensor.</summary>
    public static IReadOnlyList<TensorRow> Each(IReadOnlyList<TensorFact> tensors) =>
        [.. tensors.Select(tensor => new TensorRow(VisibleText.Escape(tensor.Name), tensor.Type.Name, ShapeOf(tensor), 1, tensor.Parameters))];

    /// <summary>A row for every kind of tensor, in the order in which each kind is first met.</summary>
    public static IReadOnlyList<TensorRow> Folded(IReadOnlyList<TensorFact> tensors)
    {
        Dictionary<(string, string, string), List<TensorFact>> kinds = [];
        List<(string, string, string)> order = [];
        foreach (TensorFact tensor in tensors)
        {
            string template = string.Join(".", tensor.Name.Split('.').Select(segment => IsNumber(segment) ? "{}" : segment));
            (string, string, string) kind = (template, tensor.Type.Name, ShapeOf(tensor));
            if (!kinds.TryGetValue(kind, out List<TensorFact>? members))
            {
                kinds.Add(kind, members = []);
                order.Add(kind);
            }

            members.Add(tensor);
        }

        return [.. order.Select(kind => new TensorRow(NameOf(kinds[kind]), kind.Item2, kind.Item3, kinds[kind].Count, kinds[kind][0].Parameters))];
    }

    /// <summary>The module a tensor belongs to: its name up to the first number, at most three segments, without the tensor's own.</summary>
    public static string ModuleOf(string name)
    {
        string[] segments = name.Split('.');
        int depth = 0;
        while (depth < Math.Min(segments.Length - 1, ModuleDepth) && !IsNumber(segments[depth]))
            depth++;
        return depth == 0 ? segments[0] : string.Join(".", segments.Take(depth));
    }

    private static string NameOf(List<TensorFact> members)
    {
        string[] segments = members[0].Name.Split('.');
        for (int index = 0; index < segments.Length; index++)
        {
            if (!IsNumber(segments[index]))
                continue;
            int position = index;
            SortedSet<long> numbers = [.. members.Select(tensor => long.Parse(tensor.Name.Split('.')[position], CultureInfo.InvariantCulture))];
            if (numbers.Count > 1)
                segments[index] = numbers.Max - numbers.Min == numbers.Count - 1
                    ? "{" + numbers.Min.ToString(CultureInfo.InvariantCulture) + ".." + numbers.Max.ToString(CultureInfo.InvariantCulture) + "}"
                    : "{" + string.Join(",", numbers.Take(8)) + (numbers.Count > 8 ? ",..." : "") + "}";
        }

        return VisibleText.Escape(string.Join(".", segments));
    }

    // Nine digits at most: a longer run is a name, not a layer, and would not fit a number.
    private static bool IsNumber(string segment) => segment.Length is > 0 and <= 9 && segment.All(c => c is >= '0' and <= '9');

    private static string ShapeOf(TensorFact tensor) =>
        "[" + string.Join(", ", tensor.Shape.Select(dimension => dimension.ToString(CultureInfo.InvariantCulture))) + "]";
}
