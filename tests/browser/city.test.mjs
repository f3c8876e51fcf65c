// The city of the demonstration: it holds what it says, and anybody finds a grid whose name is
// there more than once and opens the right one - with a phone, with the keyboard, in both languages
// and in elder mode.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { described, validator } from './described.mjs';
import { withDemo } from './support.mjs';
import { button, expectAccessible, expectFits, laptop, newPerson, phone } from './people.mjs';

/** Two neighbourhoods have this name: one in 徐汇区, one in 长宁区. */
const kRepeated = '和平居委会';
const kInChangning = '310105004018';

const searchBox = (page) => page.getByRole('searchbox', { name: /找网格|Find a grid/ });
const results = (page) => page.getByRole('search').getByRole('link');

test('a name that is there twice is found with a phone, told apart by its path, and opened', () =>
  withDemo(async (demo) => {
    const page = await newPerson(phone);
    await page.goto(demo.at('/'));
    await searchBox(page).fill(kRepeated);
    await page.getByText(/^找到 \d+ 个/).waitFor();
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
  withDemo(async (demo) => {
    const page = await newPerson(laptop);
    await page.goto(demo.at('/?lang=en'));
    await searchBox(page).focus();
    await page.keyboard.type('310110016');
    await page.keyboard.press('Enter');
    await page.getByText(/\d+ found/).waitFor();
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
  withDemo(async (demo) => {
    const page = await newPerson(phone);
    await page.goto(demo.at('/g/310110016?elder=1'));
    await searchBox(page).fill('没有这个地方');
    await page.getByText('没有找到').waitFor();
    await expectAccessible(page, 'nothing found, elder mode');
    await expectFits(page, 'nothing found, elder mode');
    assert.deepEqual(page.problems, []);
  }));

test('the city has 16 districts and 33,614 microgrids, and what is said of it fits its description', () =>
  withDemo(async (demo) => {
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
