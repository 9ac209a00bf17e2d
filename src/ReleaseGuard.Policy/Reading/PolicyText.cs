using ReleaseGuard.Policy.Json;

namespace ReleaseGuard.Policy.Reading;

/// <summary>One policy file while it is read: its text, its lines, and the problems found in it.</summary>
internal sealed class PolicyText(PolicySource source, PolicyProblems problems)
{
    private readonly TextLines _lines = new(source.Path, source.Text);

    public PolicySource Source { get; } = source;

    public PolicyLocation Locate(int start, int end) => _lines.Locate(start, end);

    public PolicyLocation Locate(JsonValue value) => _lines.Locate(value.Start, value.End);

    public PolicyLocation LocateKey(JsonMember member) => _lines.Locate(member.Start, member.End);

    /// <summary>A part of a string's content, found again behind the escapes of the text.</summary>
    public PolicyLocation LocateInside(JsonValue value, int offset, int length)
    {
        var start = SourceOffset(value, offset);
        var end = length == 0 ? start : SourceOffset(value, offset + length);
        return _lines.Locate(start, end);
    }

    public int LineOf(JsonMember member) => _lines.LineOf(member.Start);

    public void Report(PolicyLocation location, string message) => problems.Invalid(location, message);

    public void Report(JsonValue value, string message) => Report(Locate(value), message);

    public void ReportKey(JsonMember member, string message) => Report(LocateKey(member), message);

    private int SourceOffset(JsonValue value, int offset)
    {
        var text = Source.Text;
        var at = value.Start + 1;
        for (var i = 0; i < offset && at < value.End - 1; i++)
        {
            if (text[at] != '\\') at++;
            else at += at + 1 < text.Length && text[at + 1] == 'u' ? 6 : 2;
        }

        return at;
    }
}
