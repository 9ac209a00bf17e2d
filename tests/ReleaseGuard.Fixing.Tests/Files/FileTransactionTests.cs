using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;

namespace ReleaseGuard.Fixing.Tests.Files;

/// <summary>All files or none, whatever happens in between.</summary>
public sealed class FileTransactionTests : IDisposable
{
    private readonly FixFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Committed_files_are_new_and_nothing_lies_beside_them()
    {
        var replacements = Replacements();
        using (var transaction = FileTransaction.Apply(_folder.Root, replacements, CancellationToken.None)) transaction.Commit();
        Assert.Equal("new 0", _folder.Read("a/0.txt"));
        Assert.False(File.Exists(_folder.PathOf("gone.txt")));
        Assert.Equal(["0.txt", "1.txt", "2.txt", "releaseguard.jsonc"], _folder.Everything().Keys.Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
        Assert.False(FileTransaction.Recover(_folder.Root));
    }

    [Fact]
    public void Without_a_commit_everything_is_as_it_was()
    {
        var replacements = Replacements();
        var before = _folder.Everything();
        FileTransaction.Apply(_folder.Root, replacements, CancellationToken.None).Dispose();
        Assert.Equal(before, _folder.Everything());
    }

    [Fact]
    public void A_content_that_fails_to_be_written_leaves_everything_as_it_was()
    {
        var replacements = Replacements();
        var before = _folder.Everything();
        Assert.Throws<InvalidOperationException>(() => FileTransaction.Apply(_folder.Root, [replacements[0], replacements[1] with { Write = _ => throw new InvalidOperationException() }], CancellationToken.None));
        Assert.Equal(before, _folder.Everything());
    }

    [Fact]
    public void The_mode_of_a_file_is_kept()
    {
        if (OperatingSystem.IsWindows()) return;
        var replacements = Replacements();
        File.SetUnixFileMode(_folder.PathOf("a/0.txt"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using (var transaction = FileTransaction.Apply(_folder.Root, replacements, CancellationToken.None)) transaction.Commit();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.PathOf("a/0.txt")));
    }

    [Fact]
    public void Two_fixes_in_one_folder_do_not_mix()
    {
        var replacements = Replacements();
        using var first = FileTransaction.Apply(_folder.Root, [replacements[0]], CancellationToken.None);
        Assert.Contains("another fix", Assert.Throws<FixProblemException>(() => FileTransaction.Apply(_folder.Root, [replacements[1]], CancellationToken.None)).Message, StringComparison.Ordinal);
        Assert.Contains("another fix", Assert.Throws<FixProblemException>(() => FileTransaction.Recover(_folder.Root)).Message, StringComparison.Ordinal);
    }

    // Every state that a process can be ended in, made by hand as the journal would have it.
    [Theory]
    [InlineData("w\n", "nothing was written yet")]
    [InlineData("w\na/0.txt\0abcdef01\na/1.txt\0abcd", "the journal was being written")]
    [InlineData("w\na/0.txt\0abcdef01\na/1.txt\0abcdef01\ngone.txt\0abcdef01\n", "files were being replaced")]
    public void An_interrupted_fix_is_put_back_by_the_next(string journal, string state)
    {
        Replacements();
        var before = _folder.Everything();
        _folder.Write("a/.releaseguard-fix/0.txt.abcdef01.new", "half");
        if (state.StartsWith("files", StringComparison.Ordinal))
        {
            File.Move(_folder.PathOf("a/0.txt"), _folder.PathOf("a/.releaseguard-fix/0.txt.abcdef01.old"));
            File.Move(_folder.PathOf("a/.releaseguard-fix/0.txt.abcdef01.new"), _folder.PathOf("a/0.txt"));
            _folder.Write("a/.releaseguard-fix/1.txt.abcdef01.new", "new 1");
            Directory.CreateDirectory(_folder.PathOf(FileTransaction.WorkFolder));
            File.Move(_folder.PathOf("gone.txt"), _folder.PathOf(".releaseguard-fix/gone.txt.abcdef01.old"));
        }
        else if (journal.Length < 5)
        {
            File.Delete(_folder.PathOf("a/.releaseguard-fix/0.txt.abcdef01.new"));
        }

        _folder.WriteBytes(FileTransaction.JournalName, Encoding.UTF8.GetBytes(journal));
        Assert.True(FileTransaction.Recover(_folder.Root));
        Assert.Equal(before, _folder.Everything());
    }

    [Fact]
    public void A_finished_fix_that_did_not_tidy_up_is_tidied_and_kept()
    {
        Replacements();
        _folder.Write("a/0.txt", "new 0");
        _folder.Write("a/.releaseguard-fix/0.txt.abcdef01.old", "old 0");
        _folder.WriteBytes(FileTransaction.JournalName, "d\na/0.txt\0abcdef01\n"u8.ToArray());
        Assert.True(FileTransaction.Recover(_folder.Root));
        Assert.Equal("new 0", _folder.Read("a/0.txt"));
        Assert.False(File.Exists(_folder.PathOf("a/.releaseguard-fix/0.txt.abcdef01.old")));
    }

    [Fact]
    public void A_journal_that_names_files_outside_touches_none_of_them()
    {
        var inner = Directory.CreateDirectory(_folder.PathOf("inner")).FullName;
        Directory.CreateDirectory(Path.Combine(inner, FileTransaction.WorkFolder));
        _folder.Write("victim.txt", "mine");
        _folder.Write(".releaseguard-fix/victim.txt.abcdef01.old", "theirs");
        File.WriteAllBytes(Path.Combine(inner, FileTransaction.JournalName), "w\n../victim.txt\0abcdef01\n"u8.ToArray());
        FileTransaction.Recover(inner);
        Assert.Equal("mine", _folder.Read("victim.txt"));
    }

    private Replacement[] Replacements()
    {
        for (var i = 0; i < 3; i++) _folder.Write($"a/{i}.txt", $"old {i}");
        _folder.Write("gone.txt", "gone");
        return
        [
            .. Enumerable.Range(0, 3).Select(i => new Replacement(_folder.PathOf($"a/{i}.txt"), stream => stream.Write(Encoding.UTF8.GetBytes($"new {i}")))),
            new Replacement(_folder.PathOf("gone.txt"), null),
        ];
    }
}
