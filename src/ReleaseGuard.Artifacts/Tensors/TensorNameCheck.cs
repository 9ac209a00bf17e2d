using System;
using System.Collections.Generic;
using System.Text;
using ReleaseGuard.Artifacts.Formats;

namespace ReleaseGuard.Artifacts.Tensors;

/// <summary>
/// Notes tensor names that a person cannot tell apart or cannot see: empty, huge, control characters, letters that look like others,
/// composed and decomposed twins. Notes only: such names are legal.
/// </summary>
internal sealed class TensorNameCheck(string invariant, FactsBuilder facts)
{
    private const int LongName = 64 * 1024;

    // What Cyrillic, Greek and full-width letters are taken for. Unicode's confusables table, cut to letters that look like ASCII.
    private const string LooksLike =
        "аaеeоoрpсcхxуyіiјjѕsԁdһhԛqԝwАAВBЕEКKМMНHОOРPСCТTХXαaοoνvρpΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXıiɡgℓl";

    private Dictionary<string, string>? _skeletons;

    public void Check(string name, long byteLength, long offset)
    {
        if (name.Length == 0)
        {
            facts.Note(invariant, "a tensor has an empty name", offset, tensor: name);
            return;
        }

        if (byteLength > LongName)
        {
            facts.Note(invariant, $"a tensor name has {byteLength} bytes", offset, byteLength);
        }

        bool hasControl = false, isAscii = true;
        foreach (var c in name)
        {
            hasControl |= c is < ' ' or '\u007f' or (>= '\u0080' and < '\u00a0') or '\u200b' or '\u200c' or '\u200d' or '\ufeff' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
            isAscii &= c < 0x80;
        }

        if (hasControl)
        {
            facts.Note(invariant, "a tensor name has control or invisible characters", offset, byteLength, name);
        }

        if (!isAscii)
        {
            CheckLookalike(name, byteLength, offset);
        }
    }

    private void CheckLookalike(string name, long byteLength, long offset)
    {
        var skeleton = Skeleton(name);
        _skeletons ??= new Dictionary<string, string>(StringComparer.Ordinal);
        if (_skeletons.TryGetValue(skeleton, out var twin) && twin != name)
        {
            facts.Note(invariant, $"a tensor name looks like '{twin}' and is not", offset, byteLength, name);
        }
        else
        {
            _skeletons[skeleton] = name;
            facts.Note(invariant, skeleton == name ? "a tensor name is not ASCII" : $"a tensor name can be mistaken for '{skeleton}'", offset, byteLength, name);
        }
    }

    /// <summary>The name with look-alikes replaced and accents dropped. Written out because string normalisation does nothing where globalization is invariant.</summary>
    private static string Skeleton(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (c is >= '\u0300' and <= '\u036f')
            {
                continue;
            }

            if (c is >= '\uff01' and <= '\uff5e')
            {
                text.Append((char)(c - 0xfee0));
                continue;
            }

            var place = LooksLike.IndexOf(c);
            if (c >= 0x80 && place >= 0)
            {
                text.Append(LooksLike[place + 1]);
            }
            else
            {
                text.Append(Unaccented(c));
            }
        }

        return text.ToString();
    }

    private static char Unaccented(char c)
    {
        // Latin-1 and the start of Latin Extended-A, in code point order from U+00C0; '?' keeps the character itself.
        const string Plain = "AAAAAA?CEEEEIIII?NOOOOO?OUUUUY??aaaaaa?ceeeeiiii?nooooo?ouuuuy?yAaAaAaCcCcCcCcDd??EeEeEeEeEeGgGgGgGgHh??IiIiIiIi";
        var place = c - 0xC0;
        return place >= 0 && place < Plain.Length && Plain[place] != '?' ? Plain[place] : c;
    }
}
