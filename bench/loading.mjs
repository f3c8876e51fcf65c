// How soon a screen is there on a bad line: node bench/loading.mjs [--program ROUNDTABLE] [--rounds N]
// Starts the demonstration in a folder of its own and opens each screen with a phone of 360 × 780, over
// 400 kbit/s with 400 ms, with a processor four times slower, each time with an empty cache; prints the
// median of the rounds: what came over the line (KB of 1,000 bytes, heads included), when something was
// there first, when the largest part of it was, when the screen itself stood, how much moved. Needs Debian's Chromium and the packages of tests/browser (npm ci there).
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const browserTests = join(root, 'tests/browser');
const { chromium } = createRequire(join(browserTests, 'package.json'))('playwright-core');
const { Demo, openBallot } = await import(pathToFileURL(join(browserTests, 'support.mjs')));

const { values: asked } = parseArgs({
  options: {
    program: { type: 'string', default: join(root, 'build/release/src/roundtable') },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' },
  },
});

const kBytesASecond = 400_000 / 8;
const kLatencyMs = 400;
const kSlowdown = 4;
const kQuietMs = 3_000; // nothing more has come for that long: it is there

/** Runs in the page, before anything of it: keeps what the browser measures. */
function watch(stands) {
  window.seen = { largest: 0, element: '', first: 0, stands: 0, shift: 0, shifts: [] };
  const look = () => {
    if (window.seen.stands === 0 && document.querySelector(stands)) window.seen.stands = performance.now();
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
  const named = (node) =>
    node ? `${node.nodeName?.toLowerCase()}.${node.className || ''} ${(node.textContent ?? '').trim().slice(0, 24)}` : '';
  const observe = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  observe('largest-contentful-paint', (entry) => {
    window.seen.largest = entry.startTime;
    window.seen.element = named(entry.element);
  });
  observe('paint', (entry) => {
    if (entry.name === 'first-contentful-paint') window.seen.first = entry.startTime;
  });
  observe('layout-shift', (entry) => {
    if (entry.hadRecentInput) return;
    window.seen.shift += entry.value;
    window.seen.shifts.push(`${entry.value.toFixed(3)} at ${Math.round(entry.startTime)}: ${entry.sources.map((s) => named(s.node)).join(' | ')}`);
  });
}

/** Waits until no request is under way and none has been for a while. */
function quiet(page) {
  return new Promise((resolve) => {
    let underWay = 0;
    let timer = setTimeout(resolve, kQuietMs * 2);
    const changed = (by) => () => {
      underWay += by;
      clearTimeout(timer);
      if (underWay <= 0) timer = setTimeout(resolve, kQuietMs);
    };
    page.on('request', changed(1));
    page.on('requestfinished', changed(-1));
    page.on('requestfailed', changed(-1));
  });
}

async function open(browser, demo, { path, cookie, stands }) {
  const context = await browser.newContext({ viewport: { width: 360, height: 780 }, locale: 'zh-CN' });
  if (cookie) {
    const [name, value] = cookie.split('=');
    await context.addCookies([{ name, value, url: demo.at('/') }]);
  }
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.setCacheDisabled', { cacheDisabled: true });
  await line.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: kLatencyMs,
    downloadThroughput: kBytesASecond,
    uploadThroughput: kBytesASecond,
  });
  await line.send('Emulation.setCPUThrottlingRate', { rate: kSlowdown });
  const kinds = new Map();
  const sizes = { script: 0, style: 0, all: 0, requests: 0 };
  line.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId);
    sizes.all += encodedDataLength;
    sizes.requests += 1;
    if (kind === 'Script') sizes.script += encodedDataLength;
    if (kind === 'Stylesheet') sizes.style += encodedDataLength;
  });
  await page.addInitScript(watch, stands);
  const done = quiet(page);
  await page.goto(demo.at(path), { waitUntil: 'commit' });
  await done;
  const seen = await page.evaluate(() => window.seen);
  await context.close();
  return { ...seen, ...sizes };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const kb = (bytes) => (bytes / 1000).toFixed(1);
const seconds = (ms) => (ms / 1000).toFixed(2);

const folder = await mkdtemp(join(tmpdir(), 'roundtable-loading-'));
const demo = await Demo.start(folder, { program: asked.program });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
try {
  if (demo.ended) throw new Error(`the demonstration did not start: ${demo.stderr}`);
  const { links } = demo;
  const tokenPath = (link) => new URL(link).pathname;
  const resident = await demo.cookie(links.residents[0].url);
  const before = [
    { name: "Grid: the city's page, nobody", path: '/', stands: '#find-grid' },
    { name: 'Grid: a neighbourhood, nobody', path: `/g/310105004018`, stands: '#find-grid' },
    { name: 'Join: by an invitation', path: tokenPath(links.residents[1].url), stands: 'strong.label' },
    { name: 'Join: observing', path: `/join?meeting=${links.meeting}`, stands: '#code' },
    { name: 'Room: announced, observer', path: `/m/${links.meeting}`, stands: 'nav.tabs' },
    { name: 'Hall: announced', path: `/m/${links.meeting}/hall`, stands: '.hall' },
  ];
  const voting = [
    { name: 'Room: a ballot is open, resident', path: `/m/${links.meeting}`, cookie: resident, stands: 'nav.tabs' },
    { name: 'Room: a ballot is open, observer', path: `/m/${links.meeting}`, stands: 'nav.tabs' },
    { name: 'Hall: a ballot is open', path: `/m/${links.meeting}/hall`, stands: '.hall' },
  ];
  console.log('screen                              script  style    all  requests  first s  largest s  stands s  shift');
  const measure = async (screens) => {
    for (const screen of screens) {
      if (asked.only && !screen.name.includes(asked.only)) continue;
      const rounds = [];
      for (let i = 0; i < Number(asked.rounds); i += 1) rounds.push(await open(browser, demo, screen));
      const of = (key) => median(rounds.map((round) => round[key]));
      console.log(
        `${screen.name.padEnd(34)} ${kb(of('script')).padStart(7)} ${kb(of('style')).padStart(6)} ${kb(of('all')).padStart(6)} ` +
          `${String(of('requests')).padStart(9)} ${seconds(of('first')).padStart(8)} ${seconds(of('largest')).padStart(10)} ${seconds(of('stands')).padStart(9)} ${of('shift').toFixed(3).padStart(6)}`,
      );
      const last = rounds[rounds.length - 1];
      if (process.env.VERBOSE) console.log(`    ${last.element}\n    ${last.shifts.join('\n    ')}`);
    }
  };
  await measure(before);
  const chair = await demo.client(links.facilitator);
  await openBallot(chair, links.meeting);
  await measure(voting);
  chair.close();
} finally {
  await browser.close();
  await demo.stop();
  await rm(folder, { recursive: true, force: true });
}
