using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Inspection.Sketches;

namespace ReleaseGuard.Inspection.ContentRecords;

/// <summary>A record as JSON, and back. Reading is strict: a field that is missing or of another kind makes the whole record null, never a smaller one.</summary>
internal static class RecordText
{
    public static void Write(JsonTextWriter json, FileRecord file)
    {
        json.BeginObject();
        json.Field("path", file.Path);
        json.Field("length", file.Stamp.Length);
        json.Field("modified", file.Stamp.Modified);
        json.BeginArray("places");
        foreach (var place in file.Places)
        {
            Write(json, place);
        }

        json.End();
        json.End();
    }

    /// <summary>The record of one file; null when it is not one.</summary>
    public static FileRecord? Read(JsonValue? json) =>
        json?["path"] is { Kind: JsonValue.ValueKind.Text } path
        && json["length"]?.Whole is { } length
        && json["modified"]?.Whole is { } modified
        && All(json["places"], ReadPlace) is { } places
            ? new FileRecord(path.Text, new FileStamp(length, modified), places)
            : null;

    /// <summary>Every element of an array, each read; null when one could not be, or it is no array.</summary>
    internal static IReadOnlyList<T>? All<T>(JsonValue? array, Func<JsonValue, T?> read)
        where T : class
    {
        if (array is not { Kind: JsonValue.ValueKind.Array })
        {
            return null;
        }

        var all = new List<T>(array.Items.Count);
        foreach (var item in array.Items)
        {
            if (read(item) is not { } value)
            {
                return null;
            }

            all.Add(value);
        }

        return all;
    }

    private static void Write(JsonTextWriter json, PlaceRecord place)
    {
        json.BeginObject();
        json.Field("place", place.Place);
        json.Field("unread", place.IsUnread);
        if (place.Content is { } content)
        {
            json.Field("sha256", content.Sha256 ?? string.Empty);
            json.BeginArray("tensors");
            foreach (var tensor in content.Tensors)
            {
                json.Element(tensor.Tensor.ToString(CultureInfo.InvariantCulture) + " " + tensor.Sha256 + (tensor.Cast is null ? string.Empty : " " + tensor.Cast));
            }

            json.End();
            json.BeginArray("undigested");
            foreach (var name in content.Undigested)
            {
                json.Element(name);
            }

            json.End();
        }

        json.BeginArray("problems");
        foreach (var problem in place.Problems)
        {
            json.BeginObject(inline: true);
            json.Field("invariant", problem.Invariant);
            json.Field("kind", (long)problem.Kind);
            json.Field("message", problem.Message);
            json.Field("offset", problem.ByteOffset);
            json.Field("length", problem.ByteLength);
            json.Field("tensor", problem.Tensor);
            json.Field("file", problem.File);
            json.End();
        }

        json.End();
        json.BeginArray("opaque");
        foreach (var opaque in place.Opaque)
        {
            json.BeginObject(inline: true);
            json.Field("what", opaque.What);
            json.Field("offset", opaque.ByteOffset);
            json.Field("length", opaque.ByteLength);
            json.End();
        }

        json.End();
        json.BeginArray("readings");
        foreach (var reading in place.Readings)
        {
            Write(json, reading);
        }

        json.End();
        json.End();
    }

    private static void Write(JsonTextWriter json, ReadingRecord reading)
    {
        json.BeginObject(inline: true);
        json.Field("bytes", reading.Bytes);
        json.Field("problem", reading.Problem);
        if (reading.Digests is { } digests)
        {
            json.BeginArray("digests");
            foreach (var digest in digests.All)
            {
                json.Element(digest.Value);
            }

            json.End();
        }

        json.BeginArray("multisets");
        foreach (var number in reading.Multisets)
        {
            json.Element(number);
        }

        json.End();
        json.BeginArray("windows");
        foreach (var windows in reading.Windows)
        {
            json.Element(windows);
        }

        json.End();
        json.BeginArray("codes");
        foreach (var codes in reading.Codes)
        {
            json.Element(string.Join(" ", codes.Select(static code => code.ToString("x", CultureInfo.InvariantCulture))));
        }

        json.End();
        json.End();
    }

    private static PlaceRecord? ReadPlace(JsonValue json)
    {
        if (json["place"] is not { Kind: JsonValue.ValueKind.Text } place
            || json["unread"] is not { Kind: JsonValue.ValueKind.Boolean } unread
            || All(json["problems"], ReadProblem) is not { } problems
            || All(json["opaque"], ReadOpaque) is not { } opaque
            || All(json["readings"], ReadReading) is not { } readings)
        {
            return null;
        }

        ContentFacts? content = null;
        if (json["sha256"] is { } sha256)
        {
            if (All(json["tensors"], ReadDigest) is not { } tensors
                || Texts(json["undigested"]) is not { } undigested)
            {
                return null;
            }

            content = new ContentFacts(sha256.Text.Length == 0 ? null : sha256.Text, [.. tensors.Cast<TensorDigestFact>()], undigested);
        }

        return new PlaceRecord(place.Text, content, opaque, readings) { Problems = problems, IsUnread = unread.Text == "true" };
    }

    private static object? ReadDigest(JsonValue json) =>
        json.Text.Split(' ') is { Length: 2 or 3 } words && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var tensor)
            ? new TensorDigestFact(tensor, words[1], words.Length == 2 ? null : words[2])
            : null;

    private static ArtifactProblem? ReadProblem(JsonValue json) =>
        json["invariant"] is { } invariant && json["kind"]?.Whole is { } kind && kind <= (long)ArtifactProblemKind.Unread && json["message"] is { } message
            ? new ArtifactProblem(invariant.Text, (ArtifactProblemKind)kind, message.Text, json["offset"]?.Whole, json["length"]?.Whole, json["tensor"]?.Text) { File = json["file"]?.Text }
            : null;

    private static OpaqueFact? ReadOpaque(JsonValue json) =>
        json["what"] is { } what && json["offset"]?.Whole is { } offset && json["length"]?.Whole is { } length ? new OpaqueFact(what.Text, offset, length) : null;

    private static ReadingRecord? ReadReading(JsonValue json)
    {
        if (json["bytes"]?.Whole is not { } bytes
            || json["multisets"] is not { } multisets || json["windows"] is not { } windows
            || All(json["codes"], static item => Codes(item.Text)) is not { } codes)
        {
            return null;
        }

        TensorDigests? digests = null;
        if (json["digests"] is { } list)
        {
            digests = Texts(list) switch
            {
                [var stored] => new TensorDigests(stored, null, null, null),
                [var stored, var bfloat, var half, var halfOfBFloat] => new TensorDigests(stored, bfloat, half, halfOfBFloat),
                _ => null,
            };
            if (digests is null)
            {
                return null;
            }
        }

        return new ReadingRecord(bytes, json["problem"]?.Text, digests, [.. multisets.Items.Select(static item => Number(item.Text))], [.. windows.Items.Select(static item => item.Whole ?? 0)], codes);
    }

    // What is no number becomes one that no withheld tensor has, and the record does not fit.
    private static int Number(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    private static IReadOnlyList<ulong>? Codes(string text)
    {
        var codes = new List<ulong>();
        foreach (var word in text.Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!ulong.TryParse(word, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                return null;
            }

            codes.Add(code);
        }

        return codes;
    }

    private static IReadOnlyList<string>? Texts(JsonValue? array) => All(array, static item => item.Kind == JsonValue.ValueKind.Text ? item.Text : null);
}
