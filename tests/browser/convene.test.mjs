// A facilitator convenes on the Desk in real Chromium: from a kind of meeting to an open meeting with
// the agenda as she made it; on a phone in English, by the keyboard, over plain http; axe on each screen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  button,
  enterAs,
  expectAccessible,
  expectFits,
  laptop,
  newPerson,
  phone,
  picture,
  pressKey,
} from './people.mjs';
import { withDemo } from './support.mjs';

async function expectGood(page, what) {
  await expectAccessible(page, what);
  await expectFits(page, what);
  await picture(page, what);
}

/** Signs in on a name that is neither localhost nor secure, as in a hall. */
async function facilitator(demo, viewport, query = '') {
  const page = await newPerson(viewport);
  const there = new URL(demo.links.facilitator);
  there.hostname = 'hall.test';
  await enterAs(page, there.href);
  assert.equal(await page.evaluate(() => window.isSecureContext), false);
  await page.goto(`http://hall.test:${demo.port}/desk/meetings${query}`);
  return page;
}

const next = (page) => button(page, '下一步').click();

test('a facilitator convenes an owners’ group with her own agenda and opens the meeting', () =>
  withDemo(async (demo) => {
    const page = await facilitator(demo, laptop);
    await page.getByRole('link', { name: '新建会议' }).waitFor();
    await expectGood(page, 'list-zh-1280');
    await page.getByRole('link', { name: '新建会议' }).click();

    await page.getByText('第 1 步，共 5 步').waitFor();
    assert.equal(await page.getByRole('radio').count(), 13);
    await next(page);
    await page.getByText('请先选一种会议。').waitFor();
    await page.getByRole('radio', { name: /业主委员会/ }).check();
    await next(page);
    await page.getByText(/按室号列的名册不能代替/).waitFor();
    await button(page, '上一步').click();
    await page.getByRole('radio', { name: /业主小组会议/ }).check();
    await expectGood(page, 'kind-zh-1280');
    await next(page);

    await next(page);
    await page.getByText('请先选一个范围。').waitFor();
    await page
      .getByRole('radio', { name: /12号楼.*24\s位业主.*1,736\.40/ })
      .first()
      .check();
    await expectGood(page, 'where-zh-1280');
    await next(page);

    await page
      .getByText(/提前 15 天/)
      .first()
      .waitFor();
    assert.equal(await page.getByLabel('会议名称').inputValue(), '12号楼业主小组会议');
    const legal = await page.getByLabel('日期').inputValue();
    const tomorrow = new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10);
    await page.getByLabel('日期').fill(tomorrow);
    await page.getByText(/会上的表决不合规则/).waitFor();
    await page.getByLabel('日期').fill(legal);
    await next(page);
    await page.getByText('请写地点。').waitFor();
    await page.getByLabel('地点').fill('12号楼底楼门厅');
    await expectGood(page, 'when-zh-1280');
    await next(page);

    await button(page, /^上移 表决/).click();
    await button(page, /^删去 推选经办人/).click();
    await button(page, '加一项').click();
    await next(page);
    await page.getByText('第 5 项还没有写议题。').waitFor();
    await page.getByLabel('议题').nth(4).fill('确定业主代表');
    await page.getByLabel('分钟').nth(4).fill('5');
    await page
      .getByLabel(/属于哪个事项/)
      .nth(2)
      .selectOption({ index: 1 });
    await page.getByText(/5 项，一共约 95 分钟/).waitFor();
    await expectGood(page, 'agenda-zh-1280');
    await next(page);

    await page
      .getByText(/参与达到三分之二才有效/)
      .first()
      .waitFor();
    await page.getByText('部分业主共同决定：一般事项').waitFor();
    await expectGood(page, 'check-zh-1280');
    await button(page, '召集会议').click();
    await page.getByText('会议建好了').waitFor();
    await expectGood(page, 'done-zh-1280');
    await page.getByRole('link', { name: '去主持台' }).click();

    await page.waitForURL(/\/m\/[^/]+\/console/);
    const titles = ['核对业主名册', '说明方案', '表决', '业主提问和讨论', '确定业主代表'];
    await page.getByText('确定业主代表').first().waitFor();
    const text = await page.locator('body').innerText();
    const places = titles.map((title) => text.indexOf(title));
    assert.deepEqual(
      places,
      places.slice().sort((a, b) => a - b),
      'the agenda in her order',
    );
    assert.ok(!text.includes('推选经办人'));
    await page.getByText(/事项：/).waitFor();
    await button(page, '发通知').click();
    await button(page, '确认发通知').click();
    await button(page, '开放签到').click();
    await button(page, '开会').waitFor();

    await page.goto(`http://hall.test:${demo.port}/desk/meetings`);
    await page.getByRole('heading', { name: '正在进行' }).waitFor();
    await page.getByText('12号楼业主小组会议').first().waitFor();
    assert.deepEqual(page.problems, []);
    await page.context().close();
  }));

test('the same on a phone, in English and in large type, by the keyboard alone', () =>
  withDemo(async (demo) => {
    const page = await facilitator(demo, phone, '?lang=en&elder=1');
    const press = async (locator, key = 'Enter') => {
      await locator.focus();
      await pressKey(page, key);
    };
    const forward = () => press(button(page, 'Next'));
    await page.getByRole('link', { name: 'New meeting' }).waitFor();
    await expectGood(page, 'list-en-360');
    await press(page.getByRole('link', { name: 'New meeting' }));
    await press(page.getByRole('radio', { name: /Roundtable/ }), 'Space');
    await expectGood(page, 'kind-en-360');
    await forward();
    await press(page.getByRole('radio', { name: /stair 1/i }).first(), 'Space');
    await expectGood(page, 'where-en-360');
    await forward();
    await page.getByLabel('Place').fill('Hall of building 12');
    await expectGood(page, 'when-en-360');
    await forward();
    // The focus stays with the item that moves.
    const up = button(page, /^Up Opinion poll/);
    await press(up);
    await page.getByText('is now item 3').waitFor();
    assert.ok(await up.evaluate((one) => one === document.activeElement));
    await expectGood(page, 'agenda-en-360');
    await forward();
    await page
      .getByText(/Advisory/)
      .first()
      .waitFor();
    await expectGood(page, 'check-en-360');
    await press(button(page, 'Convene'));
    await page.getByText('The meeting is set up').waitFor();
    await press(page.getByRole('link', { name: 'Open the Console' }));
    await page.waitForURL(/\/console/);
    await page.getByText('How the matter came up and what has been done so far').first().waitFor();
    assert.deepEqual(page.problems, []);
    await page.context().close();
  }));

test('who may not convene is offered nothing to convene on', () =>
  withDemo(async (demo) => {
    const page = await newPerson(phone);
    await enterAs(page, demo.links.recorder);
    await page.goto(new URL('/desk/meetings/new', demo.links.recorder).href);
    await page.getByRole('radio', { name: /圆桌会/ }).check();
    await next(page);
    await page.getByText(/还没有名册/).waitFor();
    await expectGood(page, 'where-none-zh-360');
    assert.deepEqual(page.problems, []);
    await page.context().close();
  }));
