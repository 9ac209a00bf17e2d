using System.Text;
using System.Text.Json;

namespace Avocado.Tokenization;

/// <summary>Byte-level tokenizer: special tokens are matched whole, every other text is split into bytes that merges join again.</summary>
public sealed class Tokenizer
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Left, string Right), int> _ranks = [];
    private readonly List<string> _special = [];
    private readonly string[] _pieces;

    /// <summary>Reads <c>tokenizer.json</c> of a model folder.</summary>
    /// <param name="folder">The model folder.</param>
    public Tokenizer(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "tokenizer.json")));
        var model = document.RootElement.GetProperty("model");
        foreach (var piece in model.GetProperty("vocab").EnumerateObject())
            _ids.Add(piece.Name, piece.Value.GetInt32());
        foreach (var merge in model.GetProperty("merges").EnumerateArray())
            _ranks.Add((merge[0].GetString()!, merge[1].GetString()!), _ranks.Count);
        foreach (var added in document.RootElement.GetProperty("added_tokens").EnumerateArray())
        {
            var content = added.GetProperty("content").GetString()!;
            _ids[content] = added.GetProperty("id").GetInt32();
            _special.Add(content);
        }

        _pieces = new string[_ids.Values.Max() + 1];
        foreach (var (piece, id) in _ids)
            _pieces[id] = piece;
    }

    /// <summary>Tokens that are matched whole.</summary>
    public IReadOnlyList<string> SpecialTokens => _special;

    /// <summary>Turns text into token ids.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The ids.</returns>
    public IReadOnlyList<int> Encode(string text)
    {
        var result = new List<int>();
        while (text.Length > 0)
        {
            var (start, token) = FirstSpecial(text);
            EncodePlain(text[..start], result);
            if (token is not null)
                result.Add(_ids[token]);
            text = text[(start + (token?.Length ?? 0))..];
        }

        return result;
    }

    /// <summary>Turns token ids into text.</summary>
    /// <param name="ids">The ids.</param>
    /// <returns>The text.</returns>
    public string Decode(IEnumerable<int> ids)
    {
        var bytes = new List<byte>();
        foreach (var piece in ids.Where(id => id < _pieces.Length && _pieces[id] is not null).Select(id => _pieces[id]))
            bytes.AddRange(_special.Contains(piece) ? Encoding.UTF8.GetBytes(piece) : piece.Select(ByteAlphabet.ToByte));
        return Encoding.UTF8.GetString([.. bytes]);
    }

    private (int Start, string? Token) FirstSpecial(string text)
    {
        var best = (Start: text.Length, Token: (string?)null);
        foreach (var token in _special)
        {
            var at = text.IndexOf(token, StringComparison.Ordinal);
            if (at >= 0 && at < best.Start)
                best = (at, token);
        }

        return best;
    }

    private void EncodePlain(string text, List<int> result)
    {
        var pieces = Encoding.UTF8.GetBytes(text).Select(value => ByteAlphabet.ToPiece(value).ToString()).ToList();
        while (true)
        {
            var (at, rank) = (-1, int.MaxValue);
            for (var i = 0; i + 1 < pieces.Count; i++)
            {
                if (_ranks.TryGetValue((pieces[i], pieces[i + 1]), out var found) && found < rank)
                    (at, rank) = (i, found);
            }

            if (at < 0)
                break;
            pieces[at] += pieces[at + 1];
            pieces.RemoveAt(at + 1);
        }

        result.AddRange(pieces.Select(piece => _ids[piece]));
    }
}
