// Quick to load: what each screen fetches has a size it may not outgrow; the first paint says what
// the screen then says, without a script, without a name, and nothing moves when the screen takes its
// place; what is not there answers 404; a page that is pasted into a chat has a card.
import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { openBallot, root, until, withDemo } from './support.mjs';
import {
  enterAs,
  expectAccessible,
  expectFits,
  laptop,
  newPerson,
  phone,
  picture,
} from './people.mjs';

const dist = join(root, 'web-ui/dist');
const screens = JSON.parse(await readFile(join(dist, 'screens.json'), 'utf8'));

const kShiftMax = 0.05;
const kRequestsMax = { room: 16, grid: 12 };

/** An address of that screen, on what the demonstration has. */
function addressOf(name, { meeting }) {
  const stands = { grid: '310110016015', meeting, token: 'anything' };
  const filled = screens[name].at
    .at(-1)
    .replace(/\/\{\w+\?[^}]*\}/g, '')
    .replace(/\{(\w+)[^}]*\}/g, (_, one) => stands[one]);
  return name === 'join' ? `/join?meeting=${meeting}` : filled;
}
const waiting = Object.keys(screens).filter((name) => screens[name].waits);
/** The screen itself stands, and no longer what was painted before it. */
async function shown(page) {
  await page.locator('#first').waitFor({ state: 'detached' });
  await page.locator('#app *').first().waitFor();
}

const files = ({ styles, scripts, texts }, language) => [...styles, ...scripts, ...texts[language]];
const compressed = async (file) => (await stat(join(dist, `${file}.br`))).size;

/** Script, style and one language's texts, compressed as they go over the line: KB of 1,000 bytes. */
for (const [name, { kb: most }] of Object.entries(screens)) {
  test(`${name} fetches at most ${most} KB of script and style, in each language`, async () => {
    for (const language of ['zh', 'en']) {
      const sizes = await Promise.all(files(screens[name], language).map(compressed));
      const kb = sizes.reduce((sum, bytes) => sum + bytes, 0) / 1000;
      assert.ok(kb <= most, `${name} in ${language}: ${kb.toFixed(1)} KB`);
    }
  });
}

test('no screen brings a font, and those of residents come in few files', () => {
  for (const [name, screen] of Object.entries(screens)) {
    for (const file of files(screen, 'zh')) assert.match(file, /\.(js|css)$/, name);
  }
  for (const [name, most] of Object.entries(kRequestsMax)) {
    assert.ok(
      files(screens[name], 'zh').length <= most,
      `${name}: ${files(screens[name], 'zh').length}`,
    );
  }
});

const html = async (demo, path, headers = {}) => {
  const response = await fetch(demo.at(path), { headers: { accept: 'text/html', ...headers } });
  return { response, text: await response.text() };
};

test('every script and sheet of the screen is named in the page itself', () =>
  withDemo(async (demo) => {
    const { links } = demo;
    for (const name of Object.keys(screens).filter((one) => screens[one].at.length > 0)) {
      const path = addressOf(name, links);
      const { text } = await html(demo, path);
      for (const file of files(screens[name], 'zh'))
        assert.ok(text.includes(`"${file}"`), `${path} names ${file}`);
      for (const file of screens[name].texts.en)
        assert.ok(!text.includes(file), `${path} waits for ${file}`);
    }
    // With an empty cache nothing else is fetched before the screen stands.
    const page = await newPerson(phone);
    const fetched = [];
    page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    await page.goto(demo.at(`/m/${links.meeting}`));
    await page.getByRole('button', { name: '议程' }).waitFor();
    const assets = fetched.filter((path) => path.startsWith('/assets/'));
    assert.deepEqual([...new Set(assets)].sort(), files(screens.room, 'zh').sort());
    assert.equal(assets.length, new Set(assets).size, 'nothing is fetched twice');
  }));

/** The lines a person reads in the first paint, but for the one that says what is coming. */
const firstLines = (page) =>
  page
    .locator('#first :is(h1, h2, p, strong, .chip):not(:has(p, strong)):not(.coming)')
    .evaluateAll((all) =>
      all
        .map((one) => one.innerText.replace(/[●\s\u00a0]+/g, ' ').trim())
        .filter((line) => line !== ''),
    );

/** What is served, by a browser that runs no script; then what the client makes of it. */
async function expectSameWords(demo, path, wait, says = '') {
  // What was answered as done is told to others a moment later.
  await until(async () => (await html(demo, path)).text.includes(says), `${path} to say ${says}`);
  const plain = await newPerson(phone, { javaScriptEnabled: false });
  await plain.goto(demo.at(path));
  const lines = await firstLines(plain);
  assert.ok(lines.length >= 2, `${path} has a first paint`);
  await expectFits(plain, `${path} without scripts`);
  await picture(plain, `first-${path.replace(/\W+/g, '-')}`);
  const page = await newPerson(phone);
  await page.goto(demo.at(path));
  await wait(page);
  await page.locator('#first').waitFor({ state: 'detached' });
  const shown = (await page.locator('body').innerText()).replace(/[●\s\u00a0]+/g, ' ');
  for (const line of lines)
    assert.ok(shown.includes(line), `${path} shows "${line}": ${shown.slice(0, 600)}`);
  return lines;
}

const kTabs = (page) => page.getByRole('button', { name: /议程|Agenda/ }).waitFor();

test('the first paint of the Room says what the Room then says, in each phase and both languages', () =>
  withDemo(async (demo) => {
    const path = `/m/${demo.links.meeting}`;
    const chair = await demo.client(demo.links.facilitator);
    await chair.join(demo.links.meeting);
    for (const lang of ['?lang=zh', '?lang=en']) await expectSameWords(demo, path + lang, kTabs);
    await chair.done(demo.links.meeting, { type: 'meeting.open' });
    await expectSameWords(demo, path, kTabs, '签到开始了');
    await chair.done(demo.links.meeting, { type: 'meeting.start' });
    await expectSameWords(demo, path, kTabs, '会议正在进行');
    const item = Object.entries(chair.view.agenda).find(([, one]) => one.kind === 'decision')[0];
    await chair.done(demo.links.meeting, { type: 'agenda.start', item });
    await expectSameWords(demo, path, kTabs, '准备表决');
    await expectSameWords(demo, `${path}?lang=en`, kTabs, 'About to vote');
    await chair.done(demo.links.meeting, { type: 'meeting.recess' });
    await expectSameWords(demo, path, kTabs, '现在休会');
    chair.close();
  }));

test('while a ballot is open the first paint asks its question; no name and no vote is in it', () =>
  withDemo(async (demo) => {
    const chair = await demo.client(demo.links.facilitator);
    await openBallot(chair, demo.links.meeting);
    for (const lang of ['?lang=zh', '?lang=en']) {
      const path = `/m/${demo.links.meeting}${lang}`;
      const lines = await expectSameWords(demo, path, kTabs, '同意按方案二加装电梯吗？');
      assert.ok(lines.includes('同意按方案二加装电梯吗？'));
    }
    // Whoever asks, signed in or not, is told the same.
    const cookie = await demo.cookie(demo.links.residents[0].url);
    const { text } = await html(demo, `/m/${demo.links.meeting}`, { cookie });
    assert.equal(text, (await html(demo, `/m/${demo.links.meeting}`)).text);
    for (const { unit } of demo.links.residents) assert.ok(!text.includes(unit), unit);
    chair.close();
  }));

test('the first paint of every screen that has one says what the screen then says', () =>
  withDemo(async (demo) => {
    for (const lang of ['lang=zh', 'lang=en']) {
      await expectSameWords(demo, `/?${lang}`, shown);
      for (const name of waiting.filter((one) => one !== 'hall')) {
        const path = addressOf(name, demo.links);
        await expectSameWords(demo, path + (path.includes('?') ? '&' : '?') + lang, shown);
      }
    }
  }));

/** How much of the page moved while it loaded, as the browser counts it. */
async function shiftOf(page, address) {
  await page.addInitScript(() => {
    window.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (!entry.hadRecentInput) window.shifted += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(address);
  await shown(page);
  await page.waitForLoadState('networkidle');
  return page.evaluate(() => window.shifted);
}

test('nothing moves while a screen loads: not on a phone, not on a laptop, not in elder mode', () =>
  withDemo(async (demo) => {
    const { links } = demo;
    const chair = await demo.client(links.facilitator);
    await openBallot(chair, links.meeting);
    const paths = ['/', '/sign-in', ...waiting.map((name) => addressOf(name, links))];
    for (const viewport of [phone, laptop]) {
      for (const query of ['', 'elder=1']) {
        for (const path of paths) {
          const page = await newPerson(viewport);
          const address = demo.at(path + (query && `${path.includes('?') ? '&' : '?'}${query}`));
          const shift = await shiftOf(page, address);
          assert.ok(shift <= kShiftMax, `${address} at ${viewport.width} px moved by ${shift}`);
          assert.deepEqual(page.problems, []);
          await page.context().close();
        }
      }
    }
    chair.close();
  }));

test('the language and the mode somebody chose are there with the first paint of the next visit', () =>
  withDemo(async (demo) => {
    const page = await newPerson(phone);
    await page.goto(demo.at('/'));
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Easy view' }).click();
    const cookies = await page.context().cookies();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const { text } = await html(demo, '/', { cookie });
    assert.match(text, /<html lang="en" class="elder size-1">/);
    assert.match(text, /Meetings/);
    await page.reload();
    await page.getByRole('button', { name: '中文' }).waitFor();
    await expectAccessible(page, 'the city in English and elder mode');
  }));

test('what is not there answers 404 and leads on; the client says the same', () =>
  withDemo(async (demo) => {
    for (const path of [
      '/nothing',
      '/m/nothing',
      '/m/nothing/hall',
      '/g/nothing',
      '/records/nothing',
      '/page.html',
    ]) {
      const { response, text } = await html(demo, path);
      assert.equal(response.status, 404, path);
      assert.match(text, /href="\/"/, path);
    }
    for (const path of [
      '/',
      '/g/root',
      `/m/${demo.links.meeting}`,
      '/join/anything',
      '/desk/staff',
    ]) {
      assert.equal((await html(demo, path)).response.status, 200, path);
    }
    const picture = await fetch(demo.at('/nothing.png'));
    assert.equal(picture.status, 404);
    const page = await newPerson(phone);
    await page.goto(demo.at('/nothing'));
    await page.getByText('没有这个页面').waitFor();
    await page.goto(demo.at('/m/nothing'));
    await page.locator('#first').waitFor({ state: 'detached' });
    await page.getByText('没有找到这个会议').waitFor();
    await expectFits(page, 'a meeting that is not there');
  }));

test('robots, the manifest and its icons are there', () =>
  withDemo(async (demo) => {
    assert.match((await html(demo, '/robots.txt')).text, /Disallow: \/api\//);
    const { text } = await html(demo, '/manifest.webmanifest');
    for (const { src, type, sizes } of JSON.parse(text).icons) {
      const response = await fetch(demo.at(src));
      assert.equal(response.headers.get('content-type'), type, src);
      const bytes = Buffer.from(await response.arrayBuffer());
      if (type === 'image/png')
        assert.equal(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, sizes, src);
    }
    assert.equal(
      (await fetch(demo.at('/favicon.ico'))).headers.get('content-type'),
      'image/x-icon',
    );
    assert.equal(
      (await html(demo, `/m/${demo.links.meeting}`)).response.headers.get('x-robots-tag'),
      'noindex',
    );
  }));

test('a page pasted into a chat has a title, a description and a picture at a whole address', () =>
  withDemo(async (demo) => {
    const { records } = await (await fetch(demo.at('/api/v1/grids/root'))).json();
    const paths = ['/', ...waiting.map((name) => addressOf(name, demo.links))];
    if (records.length > 0) paths.push(`/records/${records[0].id}`);
    for (const path of paths) {
      const { text } = await html(demo, path);
      const of = (name) =>
        new RegExp(`<meta (?:name|property)="${name}" content="([^"]+)">`).exec(text)?.[1] ?? '';
      assert.ok(of('description').length > 10, `${path}: ${of('description')}`);
      assert.equal(of('og:description'), of('description'), path);
      assert.ok(of('og:title').length > 1, path);
      assert.equal((await fetch(of('og:image'))).headers.get('content-type'), 'image/png', path);
      assert.equal((await fetch(of('og:url'))).status, 200, path);
    }
  }));

test('what a tap opens is there before the tap, also when the line is gone by then', () =>
  withDemo(async (demo) => {
    const page = await newPerson(phone);
    await enterAs(page, demo.links.residents[0].url);
    // The first paint has the heading too, before any script listens: the tabs are the script's own.
    const minutes = page.getByRole('button', { name: '纪要' });
    await minutes.waitFor();
    const later = ['MinutesPage', 'zh_opened', 'zh_refusals'].map((part) =>
      page
        .waitForResponse((response) => response.url().includes(part))
        .then((response) => response.finished()),
    );
    await page.getByRole('heading', { level: 1 }).click();
    await Promise.all(later);
    await page.context().setOffline(true);
    await minutes.click();
    await page.locator('#minutes-log').waitFor();
  }));
