using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Partitions;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Cli.Commands;

/// <summary>The words that say what is held against which policy, and the request they make. Shared by every verb that reads what ships.</summary>
internal sealed class RequestWords
{
    private const string Headers = "headers";
    private const string Full = "full";

    private readonly Argument<string[]> _paths = Commands.Words.Paths("What would ship: folders, packages, archives or single files.");
    private readonly Option<string> _edition = Commands.Words.Edition("The edition the paths are to be.");
    private readonly Option<string?> _policy = Commands.Words.Policy("The policy; the nearest releaseguard.jsonc or .json at or above the path when left out.");
    private readonly Option<string?> _product = new("--product") { Description = "The product, for its limits and its manifest; the policy's only one when left out.", HelpName = "ID" };
    private readonly Option<DateTime?> _asOf = Commands.Words.AsOf();
    private readonly Option<string> _content = new("--content")
    {
        Description = "What is read of model files: headers, or full for every byte and its digest.",
        HelpName = "headers|full",
        DefaultValueFactory = _ => Headers,
    };

    private readonly bool _choosesContent;

    public RequestWords(bool choosesContent)
    {
        _choosesContent = choosesContent;
        if (Commands.Words.Setting("PRODUCT") is string product)
            _product.DefaultValueFactory = _ => product;
        _content.AcceptOnlyFromAmong(Headers, Full);
    }

    public void AddTo(Command command)
    {
        command.Arguments.Add(_paths);
        command.Options.Add(_edition);
        command.Options.Add(_policy);
        command.Options.Add(_product);
        if (_choosesContent)
            command.Options.Add(_content);
        command.Options.Add(_asOf);
    }

    /// <summary>The paths as they were typed.</summary>
    public string[] Paths(ParseResult parsed) => parsed.GetValue(_paths)!;

    /// <summary>The request; null when the policy cannot be used, which has then been said.</summary>
    public InspectionRequest? Request(ToolConsole console, ParseResult parsed)
    {
        return Request(console, Words(parsed));
    }

    /// <summary>The words of an audit, all of them said.</summary>
    public AuditWords Words(ParseResult parsed)
    {
        string[] paths = Paths(parsed);
        Commands.Words.RequireExisting(paths);
        return new AuditWords(
            paths,
            parsed.GetValue(_policy) ?? NearestPolicy(paths),
            parsed.GetValue(_edition)!,
            parsed.GetValue(_product),
            parsed.GetValue(_asOf) ?? DateTime.UtcNow.Date,
            _choosesContent && parsed.GetValue(_content) == Full);
    }

    /// <summary>The request that words make; null when the policy cannot be used, which has then been said.</summary>
    public static InspectionRequest? Request(ToolConsole console, AuditWords words)
    {
        Commands.Words.RequireExisting(words.Paths);
        PolicyFileResult opened = PolicyFile.Open(words.PolicyPath, words.AsOf);
        if (opened.Policy is null)
        {
            PolicyValidateCommand.Refuse(console, words.PolicyPath, opened);
            return null;
        }

        return new InspectionRequest(
            ShippedItems(words.Paths),
            opened.Policy,
            FindEdition(opened.Policy, words.Edition),
            words.Product is string id ? FindProduct(opened.Policy, id) : null,
            words.AsOf,
            words.FullContent)
        {
            PolicyIdentity = opened.Identity,
            PolicyProblems = opened.Problems,
            SketchSalt = SketchCommand.SecretSalt(),
        };
    }

    private static string NearestPolicy(string[] paths)
    {
        string? nearest = null;
        foreach (string path in paths)
        {
            string full = Path.GetFullPath(path);
            string found = PolicyFile.FindNearest(Directory.Exists(full) ? full : Path.GetDirectoryName(full)!)
                ?? throw new ToolFailure($"there is no releaseguard.jsonc at or above '{VisibleText.Escape(path)}'. Name one with --policy FILE, or write one with 'releaseguard policy init'.");
            if (nearest is not null && nearest != found)
                throw new ToolFailure($"the paths lie under two policies, '{nearest}' and '{found}'. Audit them one by one, or name one with --policy FILE.");
            nearest = found;
        }

        return nearest!;
    }

    /// <summary>One path is the root of what ships. Of several, each keeps the name it was given by, so that two of one name stay two.</summary>
    private static List<ShippedItem> ShippedItems(IReadOnlyList<string> paths) => paths.Count == 1
        ? [new ShippedItem(paths[0], "")]
        : [.. paths.Select(path => new ShippedItem(path, Relative(path)))];

    private static string Relative(string path) =>
        string.Join('/', path.Replace('\\', '/').Split('/').Where(segment => segment is not ("" or "." or "..")));

    private static Edition FindEdition(EditionPolicy policy, string id) =>
        policy.FindEdition(id) ?? throw new ToolFailure(
            $"the policy '{policy.Path}' has no edition '{VisibleText.Escape(id)}'.{DidYouMean(policy.NearestEdition(id))} It has {Spelling.Enumerate([.. policy.Editions.Select(edition => edition.Id)])}.");

    private static Product FindProduct(EditionPolicy policy, string id) =>
        policy.FindProduct(id) ?? throw new ToolFailure(
            $"the policy '{policy.Path}' has no product '{VisibleText.Escape(id)}'.{DidYouMean(policy.NearestProduct(id))}"
            + (policy.Products.Count == 0 ? "" : $" It has {Spelling.Enumerate([.. policy.Products.Select(product => product.Id)])}."));

    private static string DidYouMean(string? nearest) => nearest is null ? "" : $" Did you mean '{nearest}'?";
}
