// A single choice among plans in real Chromium: opened in the Console, chosen on phones, followed in the
// Hall, closed and published; axe on each, both languages.
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
  vote,
} from './people.mjs';
import { openBallot, until, withDemo } from './support.mjs';

const kFirst = '连廊入户，每层停靠，一楼不分摊费用';
const kSecond = '平层入户，外挂门厅，净费用 42.00 万元';

async function openAmongPlans(chair) {
  await button(chair, '发起表决').click();
  await chair.getByLabel(/表决什么/).fill('充电车棚建在哪里？');
  await chair.getByRole('radio', { name: /方案/ }).check();
  await chair.getByLabel(/方案/).last().fill('架空层\n楼北空地');
  await chair.getByLabel('楼号').fill('12');
  await button(chair, '看一遍再发起').click();
  await expectAccessible(chair, 'reading the plans once more');
  await button(chair, '确认发起').click();
  await button(chair, '截止表决').waitFor();
}

test('neighbours choose among plans, and the record names what was chosen', () =>
  withDemo(async (demo) => {
    const chair = await newPerson(laptop);
    await enterAs(chair, demo.links.facilitator);
    await button(chair, '开放签到').click();
    const people = {};
    for (const unit of ['102室', '502室', '601室']) {
      const page = (people[unit] = await newPerson(phone));
      await enterAs(page, demo.links.residents.find((one) => one.unit === unit).url);
      await button(page, /我到了/).click();
    }
    await button(chair, '开会').click();
    await button(chair, /^开始.*方案二/).click();
    await openAmongPlans(chair);

    const card = people['502室'];
    await card.getByText('楼北空地').first().waitFor();
    await expectAccessible(card, 'the card among plans');
    await expectFits(card, 'the card among plans');
    await vote(card, /架空层/);
    await vote(people['601室'], /架空层/);
    await vote(people['102室'], /都不/);
    for (const page of Object.values(people)) await page.getByText('您的一票已记录').waitFor();

    const hall = await newPerson(laptop);
    await hall.goto(demo.links.hall);
    await hall.getByText('架空层').first().waitFor();
    await expectAccessible(hall, 'the Hall among plans');
    await button(chair, '截止表决').click();
    await button(chair, '确认截止').click();
    await button(chair, '公示结果').first().click();
    await chair.getByLabel(/向谁提异议/).fill('居委会办公室');
    await button(chair, '预览成文').click();
    await button(chair, '确认公示').click();
    const link = card.getByRole('link', { name: /看公示/ }).first();
    await link.waitFor();
    const record = await newPerson(phone);
    const address = new URL(await link.getAttribute('href'), demo.links.base).href;
    await record.goto(address);
    for (const said of ['架空层', '楼北空地', '都不同意']) {
      await record
        .getByRole('row', { name: new RegExp(said) })
        .first()
        .waitFor();
    }
    await expectAccessible(record, 'the record among plans');
    await expectFits(record, 'the record among plans');
    await record.goto(`${address}?lang=en`);
    await record.getByRole('row', { name: /None of these/ }).waitFor();
    for (const page of [chair, hall, record, ...Object.values(people)]) {
      assert.deepEqual(page.problems, []);
      await page.context().close();
    }
  }));

/** Nothing of the Hall covers anything else: head, scene and foot stand under one another. */
async function expectApart(hall, what) {
  const edges = await hall.evaluate(() => {
    const box = (selector) => document.querySelector(selector).getBoundingClientRect();
    return {
      head: box('header').bottom,
      top: box('main h2').top,
      bottom: box('main .sentence').bottom,
      foot: box('footer').top,
    };
  });
  assert.ok(edges.head <= edges.top, `${what}: ${JSON.stringify(edges)}`);
  assert.ok(edges.bottom <= edges.foot, `${what}: ${JSON.stringify(edges)}`);
}

test('a plan of many words passes, and Room, Hall and record say which', () =>
  withDemo(async (demo) => {
    const { facilitator, hall: hallLink, meeting, residents } = demo.links;
    const chair = await demo.client(facilitator);
    const plans = { question: '加装电梯用哪个方案？', options: [kFirst, kSecond] };
    const ballot = await openBallot(chair, meeting, plans);
    const room = await newPerson(phone);
    await enterAs(room, residents.find((one) => one.unit === '502室').url);
    const offered = room.getByRole('group').getByRole('button');
    await until(async () => (await offered.count()) === 4, 'the options');
    const names = (await offered.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
    for (const [i, said] of [kFirst, kSecond, '弃权', '都不同意'].entries()) {
      assert.ok(names[i].endsWith(said), `${names[i]} at ${i}`);
    }
    await expectFits(room, 'the card of long plans');
    // A plan may have left the screen: however large the type, what is confirmed says which it is.
    await room.evaluate(() => (document.documentElement.style.fontSize = '27px'));
    await offered.first().click();
    await room.locator('.picked').getByText(kFirst).waitFor();
    await room.evaluate(() => (document.documentElement.style.fontSize = ''));
    await vote(room, new RegExp(kFirst));
    const hall = await newPerson(laptop);
    await hall.goto(hallLink);
    const bar = hall.getByRole('listitem').filter({ hasText: kFirst });
    await bar.getByText(/1\s位业主/).waitFor();
    await expectApart(hall, 'the Hall with long plans');

    for (const head of Object.keys(chair.view.ballots[ballot].not_voted)) {
      const entry = {
        type: 'ballot.cast',
        ballot,
        head,
        choice: 'o2',
        channel: 'helper',
        reason: '上门登记',
      };
      await chair.done(meeting, entry);
    }
    await chair.done(meeting, { type: 'ballot.close', ballot });
    for (const page of [room, hall])
      await page.getByText(`意见征询：“${kSecond}”达到要求（不具约束力）`).first().waitFor();
    await expectAccessible(hall, 'the Hall with the plan that passed');
    await expectApart(hall, 'the Hall with the plan that passed');
    await expectFits(room, 'the Room with the plan that passed');
    const { result } = await chair.done(meeting, {
      type: 'record.publish',
      ballot,
      contact: '居委会办公室',
    });
    const record = await newPerson(phone);
    await record.goto(demo.at(`/records/${result.record}`));
    await record.getByText(`意见征询：“${kSecond}”达到要求（不具约束力）`).first().waitFor();
    await expectAccessible(record, 'the record of long plans');
    await expectFits(record, 'the record of long plans');
    for (const page of [hall, record, room]) {
      assert.deepEqual(page.problems, []);
      await page.context().close();
    }
  }));

test('ten plans stay on the screen of the Hall', () =>
  withDemo(async (demo) => {
    const { facilitator, hall: hallLink, meeting } = demo.links;
    const chair = await demo.client(facilitator);
    const options = Array.from({ length: 10 }, (_, i) => `${kFirst}（第 ${i + 1} 种）`);
    const ballot = await openBallot(chair, meeting, { question: '用哪个方案？', options });
    const hall = await newPerson(laptop);
    await hall.goto(hallLink);
    await hall.getByText('都不同意').first().waitFor();
    await expectApart(hall, 'ten plans');
    await chair.done(meeting, { type: 'ballot.close', ballot });
    await hall.locator('main .outcome').waitFor();
    await expectApart(hall, 'ten plans, closed');
    assert.deepEqual(hall.problems, []);
    await hall.context().close();
  }));
