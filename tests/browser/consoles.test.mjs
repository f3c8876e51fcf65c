// The Console in more than one pair of hands, and by the keyboard alone: mistakes are taken back from
// either of two open Consoles, the later of two is told, and who takes over goes on where it stood.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { button, enterAs, expectAccessible, expectFits, laptop } from './people.mjs';
import { newPerson, phone, pressKey } from './people.mjs';
import { binary, until, withDemo } from './support.mjs';

const kPassword = 'a long enough password';

/** Another facilitator of the same grid, signed in with a password. */
async function second(demo) {
  const run = (...args) =>
    execFileSync(binary, [...args, '--data', demo.data], {
      input: `${kPassword}\n`,
      stdio: 'pipe',
    });
  run('account', 'add', '--login', 'lin', '--name', '林主持');
  const grid = demo.links.grid.split('/').pop();
  run('account', 'grant', '--login', 'lin', '--role', 'facilitator', '--grid', grid);
  const page = await newPerson(laptop);
  const path = `/m/${demo.links.meeting}/console`;
  await page.goto(demo.at(`/sign-in?next=${encodeURIComponent(path)}`));
  await page.getByLabel('账号').fill('lin');
  await page.getByLabel('密码').fill(kPassword);
  await button(page, '登录').click();
  await page.waitForURL(demo.at(path));
  return page;
}

async function first(demo) {
  const page = await newPerson(laptop);
  await enterAs(page, demo.links.facilitator);
  return page;
}

/** Not the button that opens the doors, which has the word in its name. */
const checkInDialog = (page) =>
  page.getByRole('button', { name: '签到', exact: true }).first().click();

test('a lost phone is put out from the check-in list in two taps, and the new slip is there to print', () =>
  withDemo(async (demo) => {
    const page = await first(demo);
    await button(page, '开放签到').click();
    await checkInDialog(page);
    const row = page.getByRole('dialog').getByRole('listitem').filter({ hasText: '502' });
    await row.getByRole('button', { name: /换手机/ }).click();
    await page.getByRole('button', { name: '退出旧手机，做新邀请' }).click();
    const slip = page.getByRole('dialog').getByRole('listitem');
    await slip.getByText(/ · 会议邀请$/).waitFor();
    await slip.getByText('502').first().waitFor();
    await expectAccessible(page, 'the slip made anew on the Console');
    // What has just appeared takes no press yet.
    await page.waitForFunction(() => !document.querySelector('[aria-disabled="true"] summary'));
    await page.getByText('会场的无线网络').click();
    await page.getByLabel('网络名称').fill('居委会活动室');
    await slip.getByRole('img', { name: '连接会场无线网络的二维码' }).waitFor();
    await page.getByLabel(/^密码/).fill('short');
    await page.getByText('无线网络的密码至少 8 位').waitFor();
    assert.equal(await slip.getByRole('img', { name: '连接会场无线网络的二维码' }).count(), 0);
    await page.getByLabel(/^密码/).fill('welcome88');
    await slip.getByText(/先连无线网络\s*居委会活动室，密码\s*welcome88/).waitFor();
    await expectFits(page, 'the slip with the Wi-Fi');
    await expectAccessible(page, 'the slip with the Wi-Fi');
    await button(page, '返回签到').click();
    await page
      .getByRole('dialog')
      .getByLabel(/找房号/)
      .waitFor();
    assert.deepEqual(page.problems, []);
  }));

for (const [where, viewport] of Object.entries({ 'a phone': phone, 'a laptop': laptop })) {
  test(`what the chair reads aloud is seen whole and covered by nothing, on ${where}`, () =>
    withDemo(async (demo) => {
      const page = await newPerson(viewport);
      await enterAs(page, demo.links.facilitator);
      await page.getByText('主持词：接下来这样说').click();
      await page.getByText(/开会，会议是“加装电梯圆桌会”/).click();
      await button(page, '复制群消息').click();
      await page.getByText(/^【开会通知】加装电梯圆桌会，/).click();
      await button(page, '打印材料').click();
      const papers = page.getByRole('dialog', { name: '打印会议材料' });
      await papers.getByText('送达登记表').first().waitFor();
      await expectFits(page, 'the list of papers');
      await expectAccessible(page, 'the list of papers');
      assert.deepEqual(page.problems, []);
    }));
}

test('what one Console did by mistake the other takes back, and it goes on alone', () =>
  withDemo(async (demo) => {
    const one = await first(demo);
    const other = await second(demo);
    await button(one, '开放签到').click();
    await checkInDialog(one);
    await one
      .getByRole('dialog')
      .getByLabel(/找房号/)
      .fill('502');
    await one
      .getByRole('dialog')
      .getByRole('button', { name: /^签到.*502/ })
      .click();
    await one.keyboard.press('Escape');
    await other.getByText(/现场 1/).waitFor();
    await checkInDialog(other);
    await other
      .getByRole('dialog')
      .getByRole('button', { name: /撤销.*502/ })
      .click();
    await one.getByText(/现场 0/).waitFor();
    await other.keyboard.press('Escape');

    await button(one, '开会').click();
    await button(one, /^开始.*通报前期工作/).click();
    await button(other, '结束这一项').waitFor();
    await button(one, /^开始.*方案二/).waitFor({ state: 'detached' });
    await button(other, '调整').click();
    await button(other, /退回.*通报前期工作/)
      .first()
      .click();
    await button(one, /^开始.*通报前期工作/).waitFor();
    await other.keyboard.press('Escape');

    await button(one, /^开始.*方案二/).click();
    await button(one, /替没有手机的人举手/).click();
    await one
      .getByRole('dialog')
      .getByRole('button', { name: /^举手.*102/ })
      .click();
    await one.getByRole('dialog').getByRole('button', { name: /同意/ }).click();
    await button(one, /请发言.*102/).click();
    await button(other, '叫错人了').click();
    await button(one, /请发言.*102/).waitFor();

    await button(one, '发起表决').click();
    await one.getByLabel(/表决什么/).fill('写错了的问题');
    await one.getByLabel('楼号').fill('12');
    await button(one, '看一遍再发起').click();
    await button(one, '确认发起').click();
    await button(other, '作废').first().click();
    await other.getByLabel('原因').fill('问题写错了');
    await button(other, '确认作废').click();
    await button(one, /发起表决/)
      .first()
      .waitFor();
    assert.deepEqual(one.problems, []);
    await one.context().close();
    await expectAccessible(other, 'the Console that took over');
    await button(other, '闭会').click();
    await button(other, '确认闭会').click();
    await other.getByText('已闭会').first().waitFor();
    // All of it stands in the history.
    const staff = await demo.client(demo.links.facilitator);
    const { log } = await staff.join(demo.links.meeting);
    const happened = new Set(Object.values(log).map(({ what }) => what));
    for (const what of [
      'check_in_undone',
      'agenda_item_reset',
      'speech_undone',
      'ballot_annulled',
    ]) {
      assert.ok(happened.has(what), what);
    }
    assert.deepEqual(other.problems, []);
    await other.context().close();
  }));

test('of two who start the same item at once one is told that it has begun', () =>
  withDemo(async (demo) => {
    const meeting = demo.links.meeting;
    const clients = [
      await demo.client(demo.links.facilitator),
      await demo.client(demo.links.facilitator),
    ];
    for (const client of clients) await client.join(meeting);
    await clients[0].done(meeting, { type: 'meeting.open' });
    await clients[0].done(meeting, { type: 'meeting.start' });
    const item = Object.keys(clients[0].view.agenda)[0];
    const start = { type: 'agenda.start', item };
    const answers = await Promise.all(clients.map((client) => client.give(meeting, start)));
    assert.deepEqual(answers.map(({ op }) => op).sort(), ['done', 'refused']);
    assert.equal(answers.find(({ op }) => op === 'refused').code, 'agenda.item_state');
    for (const client of clients) {
      await until(() => client.view.current.item === item, 'the item on both Consoles');
    }
    assert.deepEqual(clients[0].view.agenda, clients[1].view.agenda);
  }));

/** Presses Tab until what is focused has that name; fails where the keyboard cannot get there. */
async function tabTo(page, name) {
  for (let presses = 0; presses < 150; ++presses) {
    const found = await page.evaluate(
      ([source, flags]) => {
        const one = document.activeElement;
        if (!one?.matches('a, button, input, select, textarea, summary')) return false;
        const label = one.labels?.[0]?.textContent ?? '';
        const words = `${one.getAttribute('aria-label') ?? ''} ${label} ${one.textContent ?? ''}`;
        return new RegExp(source, flags).test(words.replace(/\s+/g, ' ').trim());
      },
      [name.source, name.flags],
    );
    if (found) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`the keyboard does not reach ${name}`);
}

async function press(page, name) {
  await tabTo(page, name);
  await pressKey(page, 'Enter');
}

test('a facilitator runs a meeting by the keyboard alone', () =>
  withDemo(async (demo) => {
    const page = await first(demo);
    await button(page, '开放签到').waitFor();
    await press(page, /^开放签到$/);
    await button(page, '签到').first().waitFor();
    await press(page, /^签到$/);
    await page.getByRole('dialog').waitFor();
    await tabTo(page, /找房号/);
    await page.keyboard.type('502');
    await press(page, /^签到.*502/);
    await page
      .getByText(/现场 1/)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await press(page, /^开会$/);
    await button(page, /^开始.*方案二/).waitFor();
    await press(page, /^开始.*方案二/);
    await button(page, '发起表决').waitFor();
    await press(page, /^发起表决$/);
    await page.getByRole('dialog').waitFor();
    await tabTo(page, /表决什么/);
    await page.keyboard.type('同意吗？');
    await tabTo(page, /楼号/);
    await page.keyboard.type('12');
    await press(page, /看一遍再发起/);
    await button(page, '确认发起').waitFor();
    await press(page, /确认发起/);
    await button(page, '截止表决').waitFor();
    await press(page, /^截止表决$/);
    await press(page, /确认截止/);
    await page
      .getByText(/未达到参与要求|未达到要求/)
      .first()
      .waitFor();
    await press(page, /^闭会$/);
    await press(page, /确认闭会/);
    await page.getByText('已闭会').first().waitFor();
    assert.deepEqual(page.problems, []);
    await page.context().close();
  }));
