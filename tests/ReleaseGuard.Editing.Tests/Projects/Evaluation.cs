using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace ReleaseGuard.Editing.Tests.Projects;

/// <summary>What MSBuild would make of item groups without wildcards, written as plainly as can be: the model that edits are held against.</summary>
internal static class Evaluation
{
    /// <summary>Each item as <c>Type|Include|metadata</c>, in order.</summary>
    public static List<string> Items(string text, string edition)
    {
        var items = new List<(string Type, string Spec, string Metadata)>();
        foreach (var item in XDocument.Parse(text.TrimStart('\uFEFF')).Root!.Elements().Where(group => group.Name.LocalName == "ItemGroup" && Holds(group, edition)).Elements().Where(item => Holds(item, edition)))
        {
            foreach (var spec in Split((string?)item.Attribute("Remove"))) items.RemoveAll(known => known.Type == item.Name.LocalName && known.Spec == spec);
            var metadata = string.Join(",", item.Attributes().Where(attribute => attribute.Name.LocalName is not ("Include" or "Condition" or "Remove")).Select(attribute => attribute.Name + "=" + attribute.Value)
                .Concat(item.Elements().Select(child => child.Name.LocalName + "=" + child.Value)));
            foreach (var spec in Split((string?)item.Attribute("Include"))) items.Add((item.Name.LocalName, spec, metadata));
        }

        return [.. items.Select(item => $"{item.Type}|{item.Spec}|{item.Metadata}")];
    }

    private static string[] Split(string? list) => (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool Holds(XElement element, string edition) => (string?)element.Attribute("Condition") is not { } condition || new Reader(condition, edition).Or();

    private sealed class Reader(string condition, string edition)
    {
        private int _at;

        public bool Or()
        {
            var value = And();
            while (Take("or")) value |= And();
            return value;
        }

        private bool And()
        {
            var value = One();
            while (Take("and")) value &= One();
            return value;
        }

        private bool One()
        {
            if (Take("("))
            {
                var inner = Or();
                Assert.True(Take(")"), condition);
                return inner;
            }

            var left = Text();
            var equal = Take("==");
            if (!equal) Assert.True(Take("!="), condition);
            return equal == string.Equals(left, Text(), StringComparison.OrdinalIgnoreCase);
        }

        private string Text()
        {
            Assert.True(Take("'"), condition);
            var end = condition.IndexOf('\'', _at);
            var text = condition[_at..end].Replace("$(ReleaseEdition)", edition).Replace("$(Mode)", "x");
            _at = end + 1;
            return text;
        }

        private bool Take(string word)
        {
            while (_at < condition.Length && char.IsWhiteSpace(condition[_at])) _at++;
            if (string.Compare(condition, _at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) != 0) return false;
            _at += word.Length;
            return true;
        }
    }
}
