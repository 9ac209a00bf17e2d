using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Cli.Commands;

/// <summary><c>releaseguard policy test</c>: plants a leak for every pattern, which must be caught, and a look-alike, which must be spared.</summary>
internal static class PolicyTestCommand
{
    public static Command Create(ToolConsole console)
    {
        Argument<string?> file = new("FILE") { Description = "The policy; the nearest one at or above the current folder when left out.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> all = new("--all") { Description = "List the probes that passed as well." };
        Option<string> format = Words.Format(Words.Text, Words.Json);
        Option<string?> output = Words.Output();
        Option<DateTime?> asOf = Words.AsOf();
        ExampleCommand command = new(
            "test",
            "Test a policy by itself: a leak planted for each pattern must be caught, a look-alike beside it spared.",
            "releaseguard policy test",
            "releaseguard policy test releaseguard.jsonc --all",
            "releaseguard policy test --format json --output policy-test.json")
        {
            file,
            all,
            format,
            output,
            asOf,
        };
        command.SetAction(parsed =>
        {
            string path = PolicyValidateCommand.PathOf(parsed.GetValue(file), "policy test");
            PolicyFileResult opened = PolicyFile.Open(path, parsed.GetValue(asOf) ?? DateTime.UtcNow.Date);
            if (opened.Policy is not EditionPolicy policy)
                return PolicyValidateCommand.Refuse(console, path, opened);

            IReadOnlyList<PolicyProbe> probes = PolicyProbes.Run(policy);
            if (parsed.GetValue(format) == Words.Json)
                ReportOutput.Write(console, parsed.GetValue(output), writer => PolicyProbeReport.WriteJson(probes, writer));
            else
                ReportOutput.WriteText(console, parsed.GetValue(output), text => PolicyProbeReport.Write(policy, probes, parsed.GetValue(all), text));
            return probes.All(probe => probe.Passed) ? ExitCodes.Pass : ExitCodes.Fail;
        });
        return command;
    }
}
