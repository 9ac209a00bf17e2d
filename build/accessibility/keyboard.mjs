// Walks through a report with the Tab key, as a person without a mouse does, over Chromium's debugging pipe.
import { spawn } from 'node:child_process';

// More stops than these are rows of a long list; the walk has seen how they behave.
const most = 400;

// What has the focus: where it stands in the document, what it is called, and whether it can be seen to have it.
const focused = `(() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const label = e.labels?.[0]?.textContent ?? e.getAttribute('aria-label') ?? e.textContent;
  return {
    order: [...document.querySelectorAll('*')].indexOf(e), tag: e.localName, href: e.getAttribute('href'), name: (label ?? '').trim().slice(0, 40),
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none',
    inView: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
  };
})()`;

/** Presses Tab until the document ends; gives every stop in its order. */
export async function walk(browser, url, profile) {
  const process = spawn(browser, ['--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe', '--window-size=1280,1000', `--user-data-dir=${profile}`], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const waiting = new Map(), listeners = [];
  let number = 0, rest = '';
  process.stdio[4].setEncoding('utf8').on('data', text => {
    const parts = (rest + text).split('\0');
    rest = parts.pop();
    for (const message of parts.map(part => JSON.parse(part))) {
      if (message.id) waiting.get(message.id)?.(message);
      else listeners.forEach(listener => listener(message));
    }
  });
  const send = (method, params = {}, sessionId) => new Promise((resolve, reject) => {
    waiting.set(++number, message => message.error ? reject(new Error(`${method}: ${message.error.message}`)) : resolve(message.result));
    process.stdio[3].write(JSON.stringify({ id: number, method, params, sessionId }) + '\0');
  });
  try {
    const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
    await send('Page.enable', {}, sessionId);
    const loaded = new Promise(resolve => listeners.push(message => message.method === 'Page.loadEventFired' && resolve()));
    await send('Page.navigate', { url }, sessionId);
    await loaded;
    await send('Page.bringToFront', {}, sessionId);
    const stops = [];
    for (let press = 0; press < most; press++) {
      for (const type of ['rawKeyDown', 'keyUp']) await send('Input.dispatchKeyEvent', { type, key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 }, sessionId);
      const { result } = await send('Runtime.evaluate', { expression: focused, returnByValue: true }, sessionId);
      if (!result.value || stops.some(stop => stop.order === result.value.order)) break;
      stops.push(result.value);
    }
    return stops;
  } finally {
    process.kill();
  }
}
