namespace ReleaseGuard.Artifacts.Formats.PyTorch;

/// <summary>Every opcode of pickle protocols 0 to 5 (Lib/pickletools.py), and which of them PyTorch's weights-only unpickler takes.</summary>
internal static class PickleOpcodes
{
    public const byte Stop = (byte)'.';

    private const string Allowed = "(N)]}JKMGXUqrhjaesutcRbQ.\u0080\u0088\u0089\u008f\u0085\u0086\u0087\u008a\u0081";

    public static bool IsAllowed(byte opcode) => Allowed.IndexOf((char)opcode) >= 0;

    /// <summary>The opcode's name, or null when there is no such opcode.</summary>
    public static string? NameOf(byte opcode) => (char)opcode switch
    {
        '0' => "POP",
        '1' => "POP_MARK",
        '2' => "DUP",
        'F' => "FLOAT",
        'I' => "INT",
        'L' => "LONG",
        'P' => "PERSID",
        'S' => "STRING",
        'T' => "BINSTRING",
        'V' => "UNICODE",
        'B' => "BINBYTES",
        'C' => "SHORT_BINBYTES",
        'd' => "DICT",
        'g' => "GET",
        'i' => "INST",
        'l' => "LIST",
        'o' => "OBJ",
        'p' => "PUT",
        '\u0082' => "EXT1",
        '\u0083' => "EXT2",
        '\u0084' => "EXT4",
        '\u008b' => "LONG4",
        '\u008c' => "SHORT_BINUNICODE",
        '\u008d' => "BINUNICODE8",
        '\u008e' => "BINBYTES8",
        '\u0090' => "ADDITEMS",
        '\u0091' => "FROZENSET",
        '\u0092' => "NEWOBJ_EX",
        '\u0093' => "STACK_GLOBAL",
        '\u0094' => "MEMOIZE",
        '\u0095' => "FRAME",
        '\u0096' => "BYTEARRAY8",
        '\u0097' => "NEXT_BUFFER",
        '\u0098' => "READONLY_BUFFER",
        _ => null,
    };
}
