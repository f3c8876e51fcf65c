// People in a browser: a page each, with the steps a person takes, by the names people see. The browser
// is one for the tests of a file; each test begins without pages.
import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, afterEach, before } from 'node:test';
import { chromium } from 'playwright-core';

const axeSource = await readFile(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);
const kExecutable = process.env.CHROMIUM ?? '/usr/bin/chromium';

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: kExecutable,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // People on a local network come by a name that is neither localhost nor secure.
      '--host-resolver-rules=MAP hall.test 127.0.0.1',
    ],
  });
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
after(() => browser.close());

export const phone = { width: 360, height: 780 };
export const laptop = { width: 1280, height: 800 };

/** A page of its own cookie jar; what goes wrong in it is kept in `page.problems`. */
export async function newPerson(viewport, more = {}) {
  const context = await browser.newContext({
    viewport,
    locale: 'zh-CN',
    reducedMotion: 'reduce',
    ...more,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.problems = [];
  page.on('pageerror', (error) => page.problems.push(String(error)));
  page.on('console', (message) => {
    // 503 with Retry-After is how a busy server has a page ask again; who gives up says so on the page.
    if (message.type() !== 'error' || message.text().includes('status of 503')) return;
    page.problems.push(message.text());
  });
  return page;
}

export const button = (page, name) => page.getByRole('button', { name });

export async function enterAs(page, link) {
  await page.goto(link);
  await button(page, /进入会议|Enter|join/i)
    .last()
    .click();
  await page.waitForURL(/\/m\//);
}

/** A key on what has the focus, once it takes presses: what has just appeared does not yet. */
export async function pressKey(page, key) {
  await page.waitForFunction(() => !document.activeElement.closest('[aria-disabled="true"]'));
  await page.keyboard.press(key);
}

/** Chooses and confirms, as the ballot card asks. */
export async function vote(page, choice) {
  await button(page, choice).first().click();
  await button(page, '确认投票').click();
}

/** No accessibility violation on what is shown now. */
export async function expectAccessible(page, what) {
  // The page's policy forbids foreign scripts; the checker is run by the browser itself.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  const told = violations.map((one) => `${one.id}: ${one.nodes.map((n) => n.html).join(' | ')}`);
  assert.deepEqual(told, [], `axe on ${what}`);
}

/** Nothing sticks out to the side. */
export async function expectFits(page, what) {
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(wide <= 0, `${what} is ${wide} px too wide`);
}

/** Keeps a picture for a person to look at, where ROUNDTABLE_PICTURES names a folder. */
export async function picture(page, name) {
  const folder = process.env.ROUNDTABLE_PICTURES;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

export const kPassword = 'a long enough password';

/** The first administrator of an empty folder, 周管理 of 银杏街道, at her Desk. */
export async function setUpDesk(page, served) {
  await page.goto(served.at('/setup'));
  await page.getByLabel('一次性开通码').fill(served.code);
  await page.getByLabel('姓名').fill('周管理');
  await page.getByLabel('账号').fill('zhou');
  await page.getByLabel('密码').fill(kPassword);
  await page.getByLabel('名称，例如').fill('银杏街道');
  await button(page, '开通并登录').click();
  await page.waitForURL(/\/desk$/);
}
