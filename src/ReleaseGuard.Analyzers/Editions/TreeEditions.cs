using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Policies;

namespace ReleaseGuard.Analyzers.Editions;

/// <summary>
/// For every position of one file, the editions that compile it: the file's name first, then each <c>#if</c> around the
/// position evaluated under each edition's symbols. The editions are evaluated together, one bit each.
/// </summary>
internal sealed class TreeEditions
{
    private readonly List<int> _starts = [0];
    private readonly List<ulong> _masks = [];

    public TreeEditions(EditionScope scope, SyntaxTree tree, CancellationToken cancel)
    {
        FileMask = NamedFor(scope, tree.FilePath) | scope.CurrentBit;
        _masks.Add(FileMask);
        var root = tree.GetRoot(cancel);
        if (root.ContainsDirectives) ReadDirectives(scope, tree, root, cancel);
    }

    /// <summary>The editions that compile the file at all. The edition being built always does: the file is in its compilation.</summary>
    public ulong FileMask { get; }

    /// <summary>The arms of all <c>#if</c> groups, in the order of the text.</summary>
    public List<DirectiveArm> Arms { get; } = [];

    public ulong CompiledIn(int position)
    {
        var index = _starts.BinarySearch(position);
        return _masks[index >= 0 ? index : ~index - 1];
    }

    /// <summary>The pieces of the file that an edition skips, and the editions that compile each.</summary>
    public IEnumerable<(TextSpan Span, ulong CompiledIn)> Skipped(ulong edition, int length)
    {
        for (var i = 0; i < _starts.Count; i++)
        {
            var end = i + 1 < _starts.Count ? _starts[i + 1] : length;
            if ((_masks[i] & edition) == 0 && (FileMask & edition) != 0 && end > _starts[i]) yield return (TextSpan.FromBounds(_starts[i], end), _masks[i]);
        }
    }

    /// <summary>The editions that compile a file by its name: <c>Name.&lt;Edition&gt;.cs</c>, else all.</summary>
    public static ulong NamedFor(EditionScope scope, string path)
    {
        var name = PolicyPaths.FileNameOf(path);
        if (!name.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)) return scope.Masks.All;
        name = name.Substring(0, name.Length - 3);
        var dot = name.LastIndexOf('.');
        return dot < 0 ? scope.Masks.All : scope.Masks.EditionsCompiling(name.Substring(dot + 1)) ?? scope.Masks.All;
    }

    private void ReadDirectives(EditionScope scope, SyntaxTree tree, SyntaxNode root, CancellationToken cancel)
    {
        var condition = new DirectiveCondition(scope, tree);
        var open = new Stack<OpenGroup>();
        var here = FileMask;
        for (var directive = root.GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
        {
            cancel.ThrowIfCancellationRequested();
            switch (directive)
            {
                case IfDirectiveTriviaSyntax begin:
                {
                    var value = condition.Evaluate(begin.Condition);
                    open.Push(new OpenGroup(here) { Taken = here & value });
                    Enter(here & value, value, begin, begin.Condition);
                    break;
                }

                case ElifDirectiveTriviaSyntax next when open.Count > 0:
                {
                    var group = open.Peek();
                    var value = condition.Evaluate(next.Condition);
                    Enter(group.Outside & ~group.Taken & value, value, next, next.Condition);
                    group.Taken |= group.Outside & value;
                    break;
                }

                case ElseDirectiveTriviaSyntax last when open.Count > 0:
                {
                    var group = open.Peek();
                    Enter(group.Outside & ~group.Taken, ~group.Taken, last, null);
                    group.Taken = group.Outside;
                    break;
                }

                case EndIfDirectiveTriviaSyntax end when open.Count > 0:
                    Close(end.FullSpan.Start);
                    here = open.Pop().Outside;
                    Mark(end.FullSpan.End, here);
                    break;
                case DefineDirectiveTriviaSyntax define:
                    condition.Define(define.Name.ValueText, here);
                    break;
                case UndefDirectiveTriviaSyntax undefine:
                    condition.Undefine(undefine.Name.ValueText, here);
                    break;
            }
        }

        void Enter(ulong mask, ulong value, DirectiveTriviaSyntax directive, ExpressionSyntax? test)
        {
            if (directive is not IfDirectiveTriviaSyntax) Close(directive.FullSpan.Start);
            here = mask;
            var group = open.Peek();
            group.Arm = Arms.Count;
            Arms.Add(new DirectiveArm(directive, test, mask, group.Outside, value, directive.FullSpan.End, root.FullSpan.End));
            Mark(directive.FullSpan.End, mask);
        }

        void Close(int end)
        {
            var arm = open.Peek().Arm;
            Arms[arm] = Arms[arm] with { End = end };
        }
    }

    private void Mark(int start, ulong mask)
    {
        if (_starts[_starts.Count - 1] == start) _masks[_masks.Count - 1] = mask;
        else
        {
            _starts.Add(start);
            _masks.Add(mask);
        }
    }

    private sealed class OpenGroup(ulong outside)
    {
        public ulong Outside { get; } = outside;

        public ulong Taken { get; set; }

        public int Arm { get; set; }
    }
}
