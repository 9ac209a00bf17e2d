namespace ReleaseGuard.Policy.Patterns;

/// <summary>
/// Compiles a range of numbers digit by digit: a handful of states for each digit of the bounds, however many numbers lie
/// between them. <c>{64..127}</c> is 6 [4-9] | [7-9] [0-9] | 1 [0-1] [0-9] | 1 2 [0-7].
/// </summary>
internal sealed class RangeStates(PatternAutomaton automaton, int end)
{
    // _free[k] reads k more digits, whichever; _free[0] is the end.
    private readonly int[] _free = new int[GlobParser.MostDigits + 1];

    public void Append(int from, RangeNode range)
    {
        if (range.IsPadded)
        {
            Digits(from, range.First, range.Last, 0, true, true);
            return;
        }

        // Numbers of each length on their own, since without padding none begins with a zero.
        for (var length = range.First.Length; length <= range.Last.Length; length++)
        {
            var first = length == range.First.Length ? range.First : "1".PadRight(length, '0');
            var last = length == range.Last.Length ? range.Last : new string('9', length);
            Digits(from, first, last, 0, true, true);
        }
    }

    // onFirst: the digits so far are those of the lower bound; onLast: of the upper one.
    private void Digits(int from, string first, string last, int at, bool onFirst, bool onLast)
    {
        var left = first.Length - at - 1;
        var low = onFirst ? first[at] : '0';
        var high = onLast ? last[at] : '9';
        if (onFirst && onLast && low == high)
        {
            Bound(low, true, true);
            return;
        }

        if (onFirst) Bound(low++, true, false);
        if (onLast) Bound(high--, false, true);
        if (low <= high) automaton.AddDigits(from, low, high, Free(left));

        void Bound(char digit, bool staysFirst, bool staysLast)
        {
            var next = left == 0 ? end : automaton.NewState();
            automaton.AddDigits(from, digit, digit, next);
            if (left > 0) Digits(next, first, last, at + 1, staysFirst, staysLast);
        }
    }

    private int Free(int digits)
    {
        if (digits == 0) return end;
        if (_free[digits] != 0) return _free[digits];
        var state = automaton.NewState();
        _free[digits] = state;
        automaton.AddDigits(state, '0', '9', Free(digits - 1));
        return state;
    }
}
