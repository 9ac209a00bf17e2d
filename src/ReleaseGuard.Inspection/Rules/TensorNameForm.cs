using System;
using System.Text.RegularExpressions;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>
/// A form that some tensor names have. A checkpoint has tens of thousands of names and nearly none of them has it, so a name is first asked for
/// the words that every such name contains.
/// </summary>
/// <param name="form">The form.</param>
/// <param name="words">Words of which every name of that form contains one.</param>
internal sealed class TensorNameForm(string form, params string[] words)
{
    private Regex? _form;

    public bool Fits(string name)
    {
        foreach (var word in words)
        {
            if (name.IndexOf(word, StringComparison.Ordinal) >= 0)
            {
                return (_form ??= new Regex(form, RegexOptions.CultureInvariant)).IsMatch(name);
            }
        }

        return false;
    }
}
