using System;
using System.Collections.Generic;
using System.Linq;

namespace ReleaseGuard.Editing.Tests.Projects;

/// <summary>A project's text, its first item, and what the text is after edits of it.</summary>
internal sealed class Project
{
    private Project(ProjectText text) => Text = text;

    public ProjectText Text { get; }

    public MarkupElement Item => Text.Root.SelfAndDescendants().First(element => element.IsIn("ItemGroup"));

    public static Project Of(string text)
    {
        Assert.True(ProjectText.TryParse(text, out var project, out var fault), fault?.Message);
        return new Project(project);
    }

    public string With(Func<MarkupElement, IReadOnlyList<TextEdit>> edit)
    {
        Assert.True(Text.TryApply(edit(Item), out var changed, out var fault), fault?.Message);
        return changed.Text;
    }
}
