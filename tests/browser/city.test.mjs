// The city of the demonstration: it holds what it says, and anybody finds a grid whose name is
// there more than once and opens the right one - with a phone, with the keyboard, in both languages
// and in elder mode.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { described, validator } from './described.mjs';
import { binary, oneDemo } from './support.mjs';
import {
  button,
  expectAccessible,
  expectFits,
  laptop,
  newPerson,
  phone,
  picture,
} from './people.mjs';

/** Two neighbourhoods have this name: one in 徐汇区, one in 长宁区. */
const kRepeated = '和平居委会';
const kInChangning = '310105004018';

const inCity = oneDemo({ wholeCity: true });

const searchBox = (page) => page.getByRole('searchbox', { name: /找网格|Find/ });
/** The city is new: until the index holds it a search says 503, and whoever asked asks again. */
async function untilIndexed(demo) {
  for (let tries = 0; tries < 60; tries += 1) {
    const answer = await fetch(demo.at(`/api/v1/search?q=${encodeURIComponent(kRepeated)}`));
    if (answer.status === 200) return;
    assert.equal(answer.status, 503);
    assert.ok(answer.headers.get('retry-after'));
  }
  assert.fail('the index does not come to hold the city');
}
const results = (page) => page.getByRole('search').getByRole('link');

test('a name that is there twice is found with a phone, told apart by its path, and opened', () =>
  inCity(async (demo) => {
    await untilIndexed(demo);
    const page = await newPerson(phone);
    await page.goto(demo.at('/'));
    await searchBox(page).fill(kRepeated);
    await page
      .getByText(/^找到 \d+ 个/)
      .first()
      .waitFor();
    const named = results(page).filter({ hasText: kRepeated });
    await named.filter({ hasText: '徐汇区' }).first().waitFor();
    await expectAccessible(page, 'what was found');
    await expectFits(page, 'what was found');
    await named.filter({ hasText: '长宁区' }).first().click();
    await page.waitForURL(`**/g/${kInChangning}`);
    const path = page.getByRole('navigation', { name: '所在位置' });
    await path.waitFor();
    assert.deepEqual(await path.getByRole('link').allTextContents(), [
      '上海市',
      '长宁区',
      '新华路街道',
    ]);
    await page.getByText('演示生成').first().waitFor();
    await expectAccessible(page, 'a neighbourhood');
    await expectFits(page, 'a neighbourhood');

    // Coming back shows what was found before.
    await page.goBack();
    await named.filter({ hasText: '徐汇区' }).first().waitFor();
    assert.equal(await searchBox(page).inputValue(), kRepeated);
    assert.deepEqual(page.problems, []);
  }));

test('the keyboard alone finds a grid by its code, and shows the rest of a long list', () =>
  inCity(async (demo) => {
    await untilIndexed(demo);
    const page = await newPerson(laptop);
    await page.goto(demo.at('/?lang=en'));
    await searchBox(page).focus();
    await page.keyboard.type('310110016');
    await page.keyboard.press('Enter');
    await page
      .getByText(/\d+ found/)
      .first()
      .waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/g/310110016');
    const below = page.locator('[data-row]').filter({ has: page.locator('a[href^="/g/"]') });
    await button(page, /^Show \d+ more/).focus();
    const shown = await below.count();
    assert.ok(shown > 0);
    await page.keyboard.press('Enter');
    await below.nth(shown).waitFor();
    const focused = await page.evaluate(() => document.activeElement.getAttribute('href'));
    assert.equal(focused, await below.nth(shown).getByRole('link').getAttribute('href'));
    assert.deepEqual(page.problems, []);
  }));

test('elder mode shows the same in large type, and says so when nothing is found', () =>
  inCity(async (demo) => {
    await untilIndexed(demo);
    const page = await newPerson(phone);
    await page.goto(demo.at('/g/310110016?elder=1'));
    await searchBox(page).fill('没有这个地方');
    await page.getByText('没有找到').waitFor();
    await expectAccessible(page, 'nothing found, elder mode');
    await expectFits(page, 'nothing found, elder mode');
    assert.deepEqual(page.problems, []);
  }));

test('an administrator gives a role on a grid of the city by its name, on a phone', () =>
  inCity(async (demo) => {
    const password = 'a long enough password';
    const run = (...args) =>
      execFileSync(binary, [...args, '--data', demo.data], {
        input: `${password}\n`,
        stdio: 'pipe',
      });
    const root = (await (await fetch(demo.at('/api/v1/grids/root'))).json()).id;
    run('account', 'add', '--login', 'zhou', '--name', '周管理');
    run('account', 'grant', '--login', 'zhou', '--role', 'administrator', '--grid', root);
    const page = await newPerson(phone);
    await page.goto(demo.at('/sign-in?next=/desk/staff'));
    await page.getByLabel('账号').fill('zhou');
    await page.getByLabel('密码').fill(password);
    await button(page, '登录').click();
    await button(page, '添加账号').click();
    const form = page.getByRole('dialog');
    await form.getByLabel('姓名').fill('顾书记');
    await form.getByLabel('账号').fill('gu');
    await form.getByText('换一个网格').click();
    await form.getByLabel('找网格').fill(kRepeated);
    const choice = form.getByRole('radio', { name: /^和平居委会.*长宁区/ });
    await choice.waitFor();
    await expectAccessible(page, 'choosing a grid');
    await expectFits(page, 'choosing a grid');
    await picture(page, 'choosing a grid');
    await choice.check();
    await form.getByRole('button', { name: '添加并显示密码' }).click();
    await page.getByText(/gu/).first().waitFor();
    await page
      .getByText(/密码只显示|只显示这一次|记下/)
      .first()
      .waitFor();
    const accounts = await page.evaluate(async () => (await fetch('/api/v1/accounts')).json());
    const made = accounts.accounts.find(({ login }) => login === 'gu');
    assert.deepEqual(
      made.roles.map(({ role, grid }) => [role, grid]),
      [['facilitator', kInChangning]],
    );
    assert.deepEqual(page.problems, []);
  }));

test('the city has 16 districts and 33,614 microgrids, and what is said of it fits its description', () =>
  inCity(async (demo) => {
    const fits = validator(await described('openapi.yaml'));
    const get = async (path, name) => {
      const answer = await (await fetch(demo.at(`/api/v1/${path}`))).json();
      fits(name, answer);
      return answer;
    };
    const levels = new Map();
    const count = async (id) => {
      const grid = await get(`grids/${id}`, 'Grid');
      levels.set(grid.level, (levels.get(grid.level) ?? 0) + 1);
      assert.equal(grid.generated ?? false, grid.kind === 'generated');
      assert.equal(grid.children.length, Math.min(grid.children_total, 100));
      for (const child of grid.children) {
        if (child.level === 'microgrid' || child.level === 'building') {
          assert.equal(child.generated, true, child.id);
          levels.set(child.level, (levels.get(child.level) ?? 0) + 1);
        } else await count(child.id);
      }
    };
    await count('root');
    assert.equal(levels.get('district'), 16);
    assert.equal(levels.get('subdistrict'), 234);
    assert.equal(levels.get('neighbourhood'), 6509);
    assert.equal(levels.get('microgrid'), 33614);
    const found = await get('grids?query=%E4%B8%80', 'FoundGrids');
    assert.equal(found.grids.length, 20);
    assert.ok(found.total > 20);
    for (const query of ['', 'x'.repeat(200)]) {
      const refused = await fetch(demo.at(`/api/v1/grids?query=${query}`));
      assert.equal(refused.status, 400);
      assert.equal((await refused.json()).code, 'grid.query');
    }
  }));
