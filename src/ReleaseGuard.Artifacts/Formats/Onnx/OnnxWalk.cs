using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Formats.Onnx;

/// <summary>
/// What every walk over an ONNX message shares: fields are held against the schema, so that unknown fields, doubled singular fields, wrong wire types
/// and long texts are reported wherever they stand (O1, O2, and metadata).
/// </summary>
internal sealed class OnnxWalk(FactsBuilder facts, PagedBytes bytes)
{
    /// <summary>Protobuf's own default limit on nested messages.</summary>
    public const int MaxDepth = 100;

    private const int MaxText = 64 * 1024;
    private const int LongText = 1024;

    public FactsBuilder Facts => facts;

    public PagedBytes Bytes => bytes;

    public ProtobufMessage Open(long start, long length) => new(bytes, start, start + length);

    /// <summary>Steps to the next field that the schema knows; false at the end and at a fault, which is reported.</summary>
    /// <param name="message">The walk.</param>
    /// <param name="schema">What the message may hold.</param>
    /// <param name="seen">Singular fields seen so far, one bit each; begins at 0.</param>
    public bool Next(ref ProtobufMessage message, OnnxSchema schema, ref uint seen)
    {
        while (message.Next())
        {
            if (schema.Find(message.Field) is not { } field)
            {
                Unowned("O1", $"{schema.Name} has a field {message.Field} that ONNX does not define", message.FieldStart, message.End - message.FieldStart);
                continue;
            }

            if (!field.Allows(message.Wire))
            {
                Unowned("O1", $"{schema.Name}.{field.Name} has wire type {message.Wire}, which it cannot have", message.FieldStart, message.End - message.FieldStart);
                facts.Malformed("O1", $"{schema.Name}.{field.Name} has the wrong wire type", message.FieldStart, message.End - message.FieldStart);
                continue;
            }

            if (!field.IsRepeated)
            {
                if ((seen & (1u << message.Field)) != 0)
                {
                    facts.Malformed("O2", $"{schema.Name}.{field.Name} stands twice; readers keep the last or merge them", message.FieldStart, message.End - message.FieldStart);
                    if (message.Length > LongText)
                    {
                        facts.Payload($"second {schema.Name}.{field.Name}", message.Start, message.Length);
                    }
                }

                seen |= 1u << message.Field;
            }

            if (field.Kind == 'T' && message.Length > 128)
            {
                MetadataValue.Check(facts, "O12", $"{schema.Name}.{field.Name}", Text(message), message.Start, message.Length);
            }

            return true;
        }

        if (message.Fault is { } fault)
        {
            facts.Malformed("O1", $"{schema.Name} is not well-formed protobuf: {fault}", message.Position);
        }

        return false;
    }

    /// <summary>Walks a message that holds no weights, for what may be hidden in it.</summary>
    public void Plain(long start, long length, OnnxSchema schema, int depth)
    {
        if (!Enter(start, depth))
        {
            return;
        }

        var message = Open(start, length);
        var seen = 0u;
        while (Next(ref message, schema, ref seen))
        {
            if (schema.Find(message.Field) is { Nested: >= 0 and var nested })
            {
                Plain(message.Start, message.Length, schema.Nested[nested], depth + 1);
            }
        }
    }

    /// <summary>Walks a key and value pair of metadata_props; keeps it and looks at what it carries.</summary>
    public void Metadata(long start, long length, bool keep)
    {
        var message = Open(start, length);
        var seen = 0u;
        string key = "", value = "";
        while (Next(ref message, OnnxSchema.Entry, ref seen))
        {
            if (message.Field == 1)
            {
                key = Text(message);
            }
            else
            {
                value = Text(message);
            }
        }

        if (keep)
        {
            facts.Metadata(key, value);
        }
    }

    /// <summary>False, and reported, when the nesting is too deep to follow.</summary>
    public bool Enter(long start, int depth)
    {
        if (depth <= MaxDepth)
        {
            return true;
        }

        facts.Malformed("O1", $"messages are nested more than {MaxDepth} deep", start);
        return false;
    }

    public string Text(in ProtobufMessage field) => bytes.Text(field.Start, field.Length, MaxText);

    /// <summary>Bytes that a loader does not look at.</summary>
    public void Unowned(string invariant, string message, long offset, long length, string? tensor = null)
    {
        facts.Problem(invariant, ArtifactProblemKind.Orphan, $"{message} ({length} bytes)", offset, length, tensor);
        facts.Payload(message, offset, length);
    }

    /// <summary>A string that is part of the model itself: noted where it is long, reported where it looks like encoded bytes.</summary>
    public void ModelString(string what, in ProtobufMessage field)
    {
        if (field.Length <= 128)
        {
            return;
        }

        if (MetadataValue.EncodingOf(Text(field)) is { } encoding)
        {
            facts.Problem("O12", ArtifactProblemKind.Metadata, $"{what} has {field.Length} bytes that look like {encoding}", field.Start, field.Length);
            facts.Payload(what, field.Start, field.Length);
        }
        else if (field.Length > LongText)
        {
            facts.Note("O12", $"{what} is a string of {field.Length} bytes", field.Start, field.Length);
            facts.Payload(what, field.Start, field.Length);
        }
    }
}
