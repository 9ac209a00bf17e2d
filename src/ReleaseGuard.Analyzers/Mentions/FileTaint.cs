using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ReleaseGuard.Analyzers.Text;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>
/// What the declarations of one file pass on of the words in it, told by the text alone: a signature cannot have a type that it
/// does not spell. A <b>carrier</b> is a type that gives the words' types away without a name (it derives from one, its enumerator
/// or constructor has one); a <b>trigger</b> is a member that does when it is named.
/// </summary>
internal sealed class FileTaint
{
    /// <summary>Members that the compiler calls for a statement or an expression that does not name them.</summary>
    private static readonly HashSet<string> CalledUnnamed = new(StringComparer.Ordinal)
    {
        "GetEnumerator", "GetAsyncEnumerator", "MoveNext", "MoveNextAsync", "Current", "Dispose", "DisposeAsync", "GetAwaiter", "IsCompleted", "GetResult", "OnCompleted",
        "UnsafeOnCompleted", "Deconstruct", "Add", "AddRange", "Slice", "Length", "Count", "GetPinnableReference", "AppendLiteral", "AppendFormatted", "Invoke", "Select", "SelectMany",
        "Where", "Join", "GroupJoin", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "GroupBy", "Cast", "ToString", "PrintMembers", "Equals",
    };

    private readonly Vocabulary _vocabulary;
    private readonly HashSet<string> _aliases = new(StringComparer.Ordinal);

    private FileTaint(Vocabulary vocabulary) => _vocabulary = vocabulary;

    public HashSet<string> Carriers { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Triggers { get; } = new(StringComparer.Ordinal);

    /// <summary>The file brings something to all others that no name in them shows: an alias, a static import, an extension that is called unnamed.</summary>
    public bool IsEverywhere { get; private set; }

    public static FileTaint Read(SyntaxTree tree, Vocabulary vocabulary, CancellationToken cancel)
    {
        var taint = new FileTaint(vocabulary);
        var scan = vocabulary.Scan(tree.GetText(cancel));
        var root = tree.GetRoot(cancel);
        foreach (var hit in scan.Hits)
        {
            if ((hit.Use & WordUse.Symbol) == 0) continue;
            var token = root.FindToken(hit.Start);
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.Span.Contains(hit.Start)) taint.Add(token);
        }

        // Raw text does not show a name behind an escape.
        if (scan.HasEscapes) taint.AddNamed(root, name => (vocabulary.UseOf(name) & WordUse.Symbol) != 0);
        for (var known = 0; known < taint._aliases.Count;)
        {
            known = taint._aliases.Count;
            taint.AddNamed(root, taint._aliases.Contains);
        }

        return taint;
    }

    /// <summary>Whether a call without a name can reach a member that is called so.</summary>
    public static bool IsCalledUnnamed(string name) => CalledUnnamed.Contains(name);

    /// <summary>Adds a type as it is written, and as an attribute is.</summary>
    public static void AddType(HashSet<string> names, string name)
    {
        names.Add(name);
        if (name.Length > "Attribute".Length && name.EndsWith("Attribute", StringComparison.Ordinal)) names.Add(name.Substring(0, name.Length - "Attribute".Length));
    }

    private void AddNamed(SyntaxNode root, Func<string, bool> isWord)
    {
        foreach (var token in new List<SyntaxToken>(root.DescendantTokens()))
        {
            if (token.IsKind(SyntaxKind.IdentifierToken) && isWord(token.ValueText)) Add(token);
        }
    }

    private void Add(SyntaxToken token)
    {
        for (var at = token.Parent; at is not null; at = at.Parent)
        {
            switch (at)
            {
                case BlockSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or ConstructorInitializerSyntax or GlobalStatementSyntax:
                    // The text of a body is judged where it stands; nothing outside sees what it uses.
                    return;
                case UsingDirectiveSyntax directive:
                    AddImport(directive);
                    return;
                case BaseNamespaceDeclarationSyntax:
                    return;
                case MemberDeclarationSyntax member:
                    AddDeclaration(member, token);
                    return;
            }
        }
    }

    private void AddImport(UsingDirectiveSyntax directive)
    {
        if (directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)) IsEverywhere |= directive.Alias is not null || directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword);
        else if (directive.Alias is { } alias) _aliases.Add(alias.Name.Identifier.ValueText);
    }

    private void AddDeclaration(MemberDeclarationSyntax member, SyntaxToken token)
    {
        switch (member)
        {
            case BaseTypeDeclarationSyntax type:
                AddCarrier(type);
                if (type.Identifier == token) AddExtensions(type);
                break;
            case DelegateDeclarationSyntax type:
                AddType(Carriers, type.Identifier.ValueText);
                break;
            case BaseFieldDeclarationSyntax field:
                if (IsHidden(member)) break;
                foreach (var variable in field.Declaration.Variables) AddMember(member, variable.Identifier.ValueText);
                break;
            case PropertyDeclarationSyntax property:
                AddMember(member, property.Identifier.ValueText);
                break;
            case EventDeclarationSyntax @event:
                AddMember(member, @event.Identifier.ValueText);
                break;
            case EnumMemberDeclarationSyntax value:
                AddMember(member, value.Identifier.ValueText);
                break;
            case MethodDeclarationSyntax method:
                AddMember(member, method.Identifier.ValueText);
                break;
            default:
                // Constructors, operators, conversions, indexers: called without a name of their own.
                if (!IsHidden(member)) AddCarrier(member.Parent);
                break;
        }
    }

    private void AddMember(MemberDeclarationSyntax member, string name)
    {
        if (CalledUnnamed.Contains(name))
        {
            if (member is MethodDeclarationSyntax method && IsExtension(method)) IsEverywhere = true;
            AddCarrier(member.Parent);
        }

        if (!IsHidden(member)) Triggers.Add(name);
    }

    /// <summary>A type without a name is a block of extensions: they may be meant anywhere.</summary>
    private void AddCarrier(SyntaxNode? node)
    {
        if (node is not BaseTypeDeclarationSyntax { Identifier.ValueText: { Length: > 0 } name }) IsEverywhere = true;
        else AddType(Carriers, name);
    }

    /// <summary>The extensions of a withheld type are called by their own names, on types that are not withheld.</summary>
    private void AddExtensions(BaseTypeDeclarationSyntax type)
    {
        if (type is not TypeDeclarationSyntax declaration) return;
        foreach (var member in declaration.Members)
        {
            if (member is MethodDeclarationSyntax method && IsExtension(method)) AddMember(member, method.Identifier.ValueText);
            else if (member is BaseTypeDeclarationSyntax { Identifier.ValueText.Length: 0 }) IsEverywhere = true;
        }
    }

    private static bool IsExtension(MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters.Count > 0 && method.ParameterList.Parameters[0].Modifiers.Any(SyntaxKind.ThisKeyword);

    /// <summary>A private member of a type that is declared in this file alone.</summary>
    private static bool IsHidden(MemberDeclarationSyntax member)
    {
        if (member.Parent is not (ClassDeclarationSyntax or StructDeclarationSyntax or RecordDeclarationSyntax)) return false;
        if (member.Modifiers.Any(SyntaxKind.PublicKeyword) || member.Modifiers.Any(SyntaxKind.InternalKeyword) || member.Modifiers.Any(SyntaxKind.ProtectedKeyword)) return false;
        for (var at = member.Parent; at is TypeDeclarationSyntax type; at = at.Parent)
        {
            if (type.Modifiers.Any(SyntaxKind.PartialKeyword)) return false;
        }

        return true;
    }
}
