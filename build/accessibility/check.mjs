// Opens HTML reports in headless Chromium: console, keyboard, axe-core in both schemes and narrow, filters, screenshots. See README.md.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { walk } from './keyboard.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const axe = join(here, 'node_modules', 'axe-core', 'axe.min.js');
const browser = process.env.CHROMIUM ?? 'chromium';
const reports = process.argv.slice(2);
if (reports.length === 0 || !existsSync(axe)) {
  console.error(reports.length === 0 ? 'Name the reports to check.' : `There is no ${axe}: run npm install --prefix build/accessibility.`);
  process.exit(4);
}

let failures = 0;
const say = (passed, what) => { failures += passed ? 0 : 1; console.log(`${passed ? 'ok  ' : 'FAIL'} ${what}`); };
const work = mkdtempSync(join(tmpdir(), 'releaseguard-axe-'));
const chromium = (page, ...options) => spawnSync(browser, [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--enable-logging=stderr', `--user-data-dir=${join(work, 'profile')}`, ...options, pathToFileURL(page).href,
], { encoding: 'utf8', maxBuffer: 1 << 30, timeout: 240_000 });

// Runs in the page: axe, then one word typed into each filter.
const probe = `
  (async () => {
    const report = { violations: [], filters: [] };
    const found = await axe.run(document, { resultTypes: ['violations'] });
    report.violations = found.violations.map(v => ({ id: v.id, impact: v.impact, help: v.help, nodes: v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + n.failureSummary) }));
    report.rules = found.passes.length;
    for (const form of document.querySelectorAll('form[data-list]')) {
      const words = form.querySelector('input'), output = form.querySelector('output'), body = document.getElementById(form.dataset.list + '-rows');
      const word = body.rows[body.rows.length - 1].cells[1].textContent.split(/[^A-Za-z0-9]/).find(part => part.length > 2) ?? 'a';
      const started = performance.now();
      words.value = word;
      words.dispatchEvent(new Event('input'));
      const first = performance.now() - started, again = performance.now();
      words.value = word + ' ' + word;
      words.dispatchEvent(new Event('input'));
      const second = performance.now() - again;
      const right = body.rows.length > 0 && Array.from(body.rows).every(row => row.textContent.toLowerCase().includes(word.toLowerCase()));
      words.value = 'no row has these words';
      words.dispatchEvent(new Event('input'));
      report.filters.push({ list: form.dataset.list, word, right, empty: body.rows.length === 0, said: output.value, first, second });
    }
    const pre = document.createElement('pre');
    pre.id = 'probe';
    pre.textContent = btoa(unescape(encodeURIComponent(JSON.stringify(report))));
    document.body.append(pre);
  })();`;

for (const report of reports.map(path => resolve(path))) {
  console.log(report);
  const plain = chromium(report, '--dump-dom', '--virtual-time-budget=20000');
  say(plain.status === 0 && plain.stdout.includes('</html>'), 'opens');
  const console_ = (plain.stderr ?? '').split('\n').filter(line => /CONSOLE/.test(line));
  say(console_.length === 0, 'writes nothing to the console' + (console_.length ? ': ' + console_.slice(0, 3).join(' ') : ''));

  const stops = await walk(browser, pathToFileURL(report).href, join(work, 'keyboard'));
  const unseen = stops.filter(stop => !stop.ring || !stop.inView), unnamed = stops.filter(stop => stop.name === '');
  say(stops.length > 0 && stops[0].href?.startsWith('#'), `keyboard: the first of ${stops.length} stops skips to the content: '${stops[0]?.name}'`);
  say(stops.every((stop, i) => i === 0 || stop.order > stops[i - 1].order), 'keyboard: stops follow the order of the document');
  say(unseen.length === 0, 'keyboard: every stop is in view and has a ring' + unseen.slice(0, 3).map(stop => ` ${stop.tag} '${stop.name}'`).join(','));
  say(unnamed.length === 0, 'keyboard: every stop has a name' + unnamed.slice(0, 3).map(stop => ` ${stop.tag} ${stop.href}`).join(','));

  // A copy that lets axe in: the report's own policy allows no script but its own.
  const copy = join(work, 'probed.html');
  writeFileSync(copy, readFileSync(report, 'utf8').replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '').replace('</body>', () => `<script>${readFileSync(axe, 'utf8')}</script><script>${probe}</script></body>`));
  for (const [name, ...options] of [['light', '--window-size=1280,1000'], ['dark', '--window-size=1280,1000', '--force-dark-mode', '--blink-settings=preferredColorScheme=0'], ['narrow', '--window-size=500,900']]) {
    const run = chromium(copy, '--dump-dom', '--virtual-time-budget=60000', ...options);
    const data = /<pre id="probe">([^<]*)<\/pre>/.exec(run.stdout ?? '');
    if (!data) {
      say(false, `${name}: axe-core gave no answer`);
      continue;
    }

    const result = JSON.parse(Buffer.from(data[1], 'base64').toString('utf8'));
    say(result.violations.length === 0, `${name}: axe-core, ${result.rules} rules passed, ${result.violations.length} broken`);
    for (const violation of result.violations) console.log(`     ${violation.id} (${violation.impact}): ${violation.help}\n       ${violation.nodes.join('\n       ')}`);
    if (name === 'light') for (const filter of result.filters)
      say(filter.right && filter.empty, `filter of ${filter.list}: '${filter.word}' ${filter.first.toFixed(0)} ms, again ${filter.second.toFixed(0)} ms; nothing: '${filter.said}'`);
  }

  for (const [name, ...options] of [['light', '--window-size=1280,1600'], ['dark', '--window-size=1280,1600', '--force-dark-mode', '--blink-settings=preferredColorScheme=0'], ['narrow', '--window-size=500,1600']]) {
    const picture = `${report}.${name}.png`;
    chromium(report, `--screenshot=${picture}`, ...options);
    say(existsSync(picture), `screenshot ${picture}`);
  }

  const page = join(work, 'paper.html');
  writeFileSync(page, readFileSync(report, 'utf8').replace('@media print', '@media all'));
  const printed = `${report}.print.png`;
  chromium(page, `--screenshot=${printed}`, '--window-size=800,1130');
  say(existsSync(printed), `screenshot ${printed}`);
  const paper = `${report}.pdf`;
  chromium(report, `--print-to-pdf=${paper}`, '--no-pdf-header-footer');
  say(existsSync(paper), `print ${paper}`);
}

rmSync(work, { recursive: true, force: true });
console.log(failures === 0 ? 'Every check passed.' : `${failures} failed.`);
process.exit(failures === 0 ? 0 : 1);
