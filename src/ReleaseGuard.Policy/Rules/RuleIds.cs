namespace ReleaseGuard.Policy.Rules;

/// <summary>The ids of all rules, as constants, so that a misspelt id does not compile.</summary>
public static class RuleIds
{
    /// <summary>Withheld symbol used.</summary>
    public const string RG1001 = "RG1001";

    /// <summary>Withheld type in a signature.</summary>
    public const string RG1002 = "RG1002";

    /// <summary>Constant copied from a withheld component.</summary>
    public const string RG1003 = "RG1003";

    /// <summary>Friend or forwarder to a withheld assembly.</summary>
    public const string RG1004 = "RG1004";

    /// <summary>Withheld symbol in documentation.</summary>
    public const string RG1005 = "RG1005";

    /// <summary>Withheld type handed out by an open API.</summary>
    public const string RG1006 = "RG1006";

    /// <summary>Not guarded for the edition.</summary>
    public const string RG1101 = "RG1101";

    /// <summary>Unknown edition symbol in #if.</summary>
    public const string RG1102 = "RG1102";

    /// <summary>Contradictory or inverted guard.</summary>
    public const string RG1104 = "RG1104";

    /// <summary>Open arm is empty where a value or effect is needed.</summary>
    public const string RG1105 = "RG1105";

    /// <summary>A run-time check is the only barrier.</summary>
    public const string RG1106 = "RG1106";

    /// <summary>Guard does not test its edition.</summary>
    public const string RG1107 = "RG1107";

    /// <summary>Withheld text in an inactive arm of published source.</summary>
    public const string RG1108 = "RG1108";

    /// <summary>Misspelt edition property or value in a project file.</summary>
    public const string RG1109 = "RG1109";

    /// <summary>Shipping project without an edition.</summary>
    public const string RG1110 = "RG1110";

    /// <summary>Text names a withheld thing.</summary>
    public const string RG1201 = "RG1201";

    /// <summary>Reflection or registration binds a withheld type by name.</summary>
    public const string RG1202 = "RG1202";

    /// <summary>Name not decidable.</summary>
    public const string RG1203 = "RG1203";

    /// <summary>Withheld project referenced.</summary>
    public const string RG2001 = "RG2001";

    /// <summary>Withheld package referenced.</summary>
    public const string RG2002 = "RG2002";

    /// <summary>Withheld dependency reached indirectly.</summary>
    public const string RG2003 = "RG2003";

    /// <summary>Withheld assembly in an output.</summary>
    public const string RG2004 = "RG2004";

    /// <summary>Withheld name in a side list.</summary>
    public const string RG2005 = "RG2005";

    /// <summary>Side file leaks.</summary>
    public const string RG2006 = "RG2006";

    /// <summary>Open edition needs the full checkout.</summary>
    public const string RG2007 = "RG2007";

    /// <summary>Restored or built for another edition.</summary>
    public const string RG2008 = "RG2008";

    /// <summary>Withheld file is an item of the project.</summary>
    public const string RG2009 = "RG2009";

    /// <summary>Withheld file.</summary>
    public const string RG3001 = "RG3001";

    /// <summary>Withheld tensor, by name.</summary>
    public const string RG3002 = "RG3002";

    /// <summary>Withheld tensor, exact content under any name.</summary>
    public const string RG3003 = "RG3003";

    /// <summary>Unlisted file or tensor.</summary>
    public const string RG3004 = "RG3004";

    /// <summary>Parameter budget exceeded.</summary>
    public const string RG3005 = "RG3005";

    /// <summary>Layer, expert, context, shard, size or dtype limit.</summary>
    public const string RG3006 = "RG3006";

    /// <summary>Index and shards disagree.</summary>
    public const string RG3007 = "RG3007";

    /// <summary>Orphan tensor or bytes.</summary>
    public const string RG3008 = "RG3008";

    /// <summary>Leftover configuration.</summary>
    public const string RG3009 = "RG3009";

    /// <summary>Leftover token.</summary>
    public const string RG3010 = "RG3010";

    /// <summary>Withheld rows not cleared.</summary>
    public const string RG3011 = "RG3011";

    /// <summary>Configuration disagrees with the tensors.</summary>
    public const string RG3012 = "RG3012";

    /// <summary>Artifact is malformed.</summary>
    public const string RG3013 = "RG3013";

    /// <summary>Metadata leaks.</summary>
    public const string RG3014 = "RG3014";

    /// <summary>Artifact can run code.</summary>
    public const string RG3015 = "RG3015";

    /// <summary>Path leaves the artifact's folder.</summary>
    public const string RG3016 = "RG3016";

    /// <summary>Opaque weight-like bytes.</summary>
    public const string RG3017 = "RG3017";

    /// <summary>Withheld tensor, reordered.</summary>
    public const string RG3018 = "RG3018";

    /// <summary>Withheld tensor, by sketch.</summary>
    public const string RG3019 = "RG3019";

    /// <summary>Required document missing.</summary>
    public const string RG4001 = "RG4001";

    /// <summary>Wrong licence for the edition.</summary>
    public const string RG4002 = "RG4002";

    /// <summary>Model card lacks a field or section.</summary>
    public const string RG4003 = "RG4003";

    /// <summary>Card advertises a withheld capability.</summary>
    public const string RG4004 = "RG4004";

    /// <summary>Card and artifact disagree.</summary>
    public const string RG4005 = "RG4005";

    /// <summary>Placeholder left in a legal file.</summary>
    public const string RG4006 = "RG4006";

    /// <summary>Evidence belongs to another digest.</summary>
    public const string RG4007 = "RG4007";

    /// <summary>Training state shipped.</summary>
    public const string RG5001 = "RG5001";

    /// <summary>Adapter that adds the withheld capability.</summary>
    public const string RG5002 = "RG5002";

    /// <summary>Data of the withheld capability shipped.</summary>
    public const string RG5003 = "RG5003";

    /// <summary>Withheld by a run-time mask only.</summary>
    public const string RG5004 = "RG5004";

    /// <summary>Half of a pair shipped.</summary>
    public const string RG5005 = "RG5005";

    /// <summary>Reversible withholding without evidence.</summary>
    public const string RG5006 = "RG5006";

    /// <summary>Scrub marker in published text.</summary>
    public const string RG5007 = "RG5007";

    /// <summary>Overclaim.</summary>
    public const string RG5008 = "RG5008";

    /// <summary>Policy does not validate.</summary>
    public const string RG6001 = "RG6001";

    /// <summary>Entry matches nothing where it must.</summary>
    public const string RG6002 = "RG6002";

    /// <summary>Exception expired.</summary>
    public const string RG6003 = "RG6003";

    /// <summary>Exception or baseline entry no longer needed.</summary>
    public const string RG6004 = "RG6004";

    /// <summary>Exception too broad, too long, without ticket.</summary>
    public const string RG6005 = "RG6005";

    /// <summary>Two components claim the same thing.</summary>
    public const string RG6007 = "RG6007";

    /// <summary>Exception about to expire.</summary>
    public const string RG6008 = "RG6008";

    /// <summary>Child policy loosens its base.</summary>
    public const string RG6009 = "RG6009";

    /// <summary>Policy, baseline or full manifest in a published root.</summary>
    public const string RG6010 = "RG6010";

    /// <summary>Finding suppressed outside the policy.</summary>
    public const string RG6011 = "RG6011";

    /// <summary>Published edition built without the analyzers.</summary>
    public const string RG6012 = "RG6012";

    /// <summary>Manifest missing.</summary>
    public const string RG7001 = "RG7001";

    /// <summary>Manifest drift.</summary>
    public const string RG7002 = "RG7002";

    /// <summary>Component reached a wider edition without a decision.</summary>
    public const string RG7003 = "RG7003";

    /// <summary>Published bytes differ from the checked bytes.</summary>
    public const string RG7004 = "RG7004";

    /// <summary>Inconclusive.</summary>
    public const string RG9001 = "RG9001";

    /// <summary>Nothing inspected.</summary>
    public const string RG9002 = "RG9002";

    /// <summary>No policy found.</summary>
    public const string RG9003 = "RG9003";
}
