using System;
using System.Security.Cryptography;
using System.Text;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>The look and the filter of the HTML report: system fonts and colours of either scheme at a contrast of 4.5 to 1 and more (WCAG 2.2, 1.4.3), readable on paper.</summary>
internal static class HtmlReportAssets
{
    public const string Style = """

        :root { color-scheme: light dark; --ink: #1b1b1f; --paper: #fff; --quiet: #55565e; --line: #c9cad2; --pass: #0b6b2e; --fail: #a8071a; --open: #7a4a00; --link: #0b57a4; }
        @media (prefers-color-scheme: dark) { :root { --ink: #ececf1; --paper: #16171b; --quiet: #b3b5c0; --line: #44464f; --pass: #6fdd96; --fail: #ff9a9a; --open: #f5c66b; --link: #8fc3ff; } }
        body { margin: 0 auto; padding: 1rem; max-width: 75rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
        h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.15rem; margin: 1.5rem 0 .5rem; }
        header { border-left: .5rem solid var(--open); padding: .25rem 1rem; } header.pass { border-color: var(--pass); } header.fail { border-color: var(--fail); }
        header.pass h1 { color: var(--pass); } header.fail h1 { color: var(--fail); } header.open h1 { color: var(--open); }
        .quiet { color: var(--quiet); font-size: .875rem; } code { overflow-wrap: anywhere; }
        .wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: .375rem .5rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
        #rows td:nth-child(-n+2) { white-space: nowrap; overflow-wrap: normal; } thead th { overflow-wrap: normal; } #rows td:nth-child(3) { min-width: 14rem; }
        thead th { border-bottom-width: 2px; } tbody th { font-weight: 600; } .number { text-align: right; }
        .error { color: var(--fail); font-weight: 600; } .warning { color: var(--open); font-weight: 600; } .info { color: var(--quiet); }
        a { color: var(--link); } :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        .filter { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin-bottom: .5rem; }
        input, select { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--quiet); border-radius: .25rem; padding: .25rem .5rem; }
        [hidden] { display: none; }
        @media print { .filter { display: none; } [hidden] { display: table-row; } body { max-width: none; } thead { display: table-header-group; } tr { break-inside: avoid; } }

        """;

    public const string Script = """

        (() => {
          const words = document.getElementById('words'), severity = document.getElementById('severity'), shown = document.getElementById('shown'), body = document.getElementById('rows');
          if (!body) return;
          const rows = Array.from(body.rows, row => [row, row.textContent.toLowerCase(), row.dataset.severity]);
          const filter = () => {
            const wanted = words.value.toLowerCase().split(' ').filter(word => word);
            let count = 0;
            for (const [row, text, level] of rows) {
              const show = (!severity.value || severity.value === level) && wanted.every(word => text.includes(word));
              row.hidden = !show;
              if (show) count++;
            }
            shown.value = count + ' of ' + rows.length + ' findings';
          };
          words.addEventListener('input', filter);
          severity.addEventListener('change', filter);
          words.form.addEventListener('submit', event => event.preventDefault());
        })();

        """;

    /// <summary>The script's digest for the page's content security policy: no other script runs.</summary>
    public static string ScriptHash
    {
        get
        {
            using SHA256 sha256 = SHA256.Create();
            return "sha256-" + Convert.ToBase64String(sha256.ComputeHash(Encoding.UTF8.GetBytes(Script)));
        }
    }
}
