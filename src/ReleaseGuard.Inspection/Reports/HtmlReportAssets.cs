using System;
using System.Security.Cryptography;
using System.Text;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>The look and the filters of the HTML reports: system fonts and colours of either scheme at a contrast of 4.5 to 1 and more (WCAG 2.2, 1.4.3), readable on paper.</summary>
internal static class HtmlReportAssets
{
    public const string Style = """

        :root { color-scheme: light dark; --ink: #1b1b1f; --paper: #fff; --quiet: #55565e; --line: #c9cad2; --pass: #0b6b2e; --fail: #a8071a; --open: #7a4a00; --link: #0b57a4; --bar: #9dbfe3; }
        @media (prefers-color-scheme: dark) { :root { --ink: #ececf1; --paper: #16171b; --quiet: #b3b5c0; --line: #44464f; --pass: #6fdd96; --fail: #ff9a9a; --open: #f5c66b; --link: #8fc3ff; --bar: #2d4f75; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1rem; max-width: 80rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
        h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.15rem; margin: 1.75rem 0 .5rem; }
        .skip { position: absolute; left: -100rem; } .skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .5rem; z-index: 1; }
        header { border-left: .5rem solid var(--open); padding: .25rem 1rem; } header.pass { border-color: var(--pass); } header.fail { border-color: var(--fail); }
        header p { margin: .25rem 0; overflow-wrap: anywhere; } header p + p { color: var(--quiet); font-size: .875rem; }
        header.pass h1 { color: var(--pass); } header.fail h1 { color: var(--fail); } header.open h1 { color: var(--open); }
        nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; padding: 0; margin: 1rem 0 0; }
        .quiet { color: var(--quiet); font-size: .875rem; }
        .wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: .375rem .5rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; min-width: 4.5rem; }
        .list td:nth-child(-n+2) { white-space: nowrap; } .list td:nth-child(n+3), tbody th { min-width: 9rem; } .list td:last-child { min-width: 14rem; } thead th { overflow-wrap: normal; border-bottom-width: 2px; } tbody th { font-weight: 600; }
        .error { color: var(--fail); font-weight: 600; } .warning { color: var(--open); font-weight: 600; } .added, .allowed { color: var(--pass); font-weight: 600; } .info { color: var(--quiet); }
        .withheld { color: var(--fail); font-weight: 600; } .gated { color: var(--open); font-weight: 600; }
        td:has(.bar) { min-width: 9rem; } .bar { display: block; height: .5rem; min-width: 1px; background: var(--bar); border: 1px solid var(--quiet); }
        a { color: var(--link); } :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        .filter { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin-bottom: .5rem; }
        input, select { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--quiet); border-radius: .25rem; padding: .25rem .5rem; max-width: 100%; }
        footer { border-top: 1px solid var(--line); margin-top: 2rem; }
        @media (max-width: 45rem) {
          .list, .list tbody, .list tr, .list td { display: block; } .list thead { position: absolute; left: -100rem; }
          .list tr { border-bottom: 2px solid var(--line); padding: .5rem 0; } .list td { border: 0; padding: .125rem 0; } .list td:empty { display: none; }
          .list td::before { content: attr(data-label) ": "; color: var(--quiet); }
        }
        @media print { .filter, nav, .skip { display: none; } body { max-width: none; padding: 0; } .wide { overflow: visible; } thead { display: table-header-group; } tr { break-inside: avoid; } h2 { break-after: avoid; } .bar { print-color-adjust: exact; } }

        """;

    public const string Script = """

        (() => {
          const most = 300;
          for (const form of document.querySelectorAll('form[data-list]')) {
            const id = form.dataset.list, words = document.getElementById(id + '-words'), kind = document.getElementById(id + '-kind');
            const shown = document.getElementById(id + '-shown'), body = document.getElementById(id + '-rows'), data = document.getElementById(id + '-data');
            const what = shown.value.replace(/^(first )?[0-9,]+( of [0-9,]+)? /, '');
            const heads = Array.from(body.parentNode.tHead.rows[0].cells, head => head.textContent);
            let rows = null;
            const load = () => rows ??= (data ? JSON.parse(data.textContent) : Array.from(body.rows, row => Array.from(row.cells, cell => cell.textContent))).map(cells => [cells, cells.join(' ').toLowerCase()]);
            const cell = (row, index, text) => {
              const made = row.insertCell();
              made.dataset.label = heads[index];
              if (index === 0) {
                const span = made.appendChild(document.createElement('span'));
                span.className = /^(error|removed)$/.test(text) ? 'error' : /^(warning|changed|requantised|recast|reshaped)$/.test(text) ? 'warning' : text === 'added' ? 'added' : 'info';
                span.textContent = text;
              } else if (index === 1 && body.dataset.link) {
                const link = made.appendChild(document.createElement('a'));
                link.href = body.dataset.link + text + '.md';
                link.textContent = text;
              } else made.textContent = text;
            };
            const filter = () => {
              const wanted = words.value.toLowerCase().split(' ').filter(word => word), list = load();
              const fresh = document.createElement('tbody');
              let count = 0;
              for (const [cells, text] of list) {
                if ((kind.value && cells[0] !== kind.value) || !wanted.every(word => text.includes(word))) continue;
                if (count++ < most) {
                  const row = fresh.insertRow();
                  row.dataset.kind = cells[0];
                  cells.forEach((value, index) => cell(row, index, value));
                }
              }
              body.replaceChildren(...fresh.children);
              const number = value => value.toLocaleString('en-US');
              shown.value = (count > most ? 'first ' + number(most) + ' of ' : '') + number(count) + ' of ' + number(list.length) + ' ' + what;
            };
            words.addEventListener('input', filter);
            kind.addEventListener('change', filter);
            form.addEventListener('submit', event => event.preventDefault());
          }
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
