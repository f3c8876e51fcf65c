// A single choice among plans in real Chromium: opened in the Console, chosen on phones, followed in the
// Hall, closed and published; axe on each, both languages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  button,
  enterAs,
  expectAccessible,
  expectFits,
  laptop,
  newPerson,
  openBrowser,
  phone,
  vote,
} from './people.mjs';
import { withDemo } from './support.mjs';

let browser;
before(async () => {
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
});

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
    const chair = await newPerson(browser, laptop);
    await enterAs(chair, demo.links.facilitator);
    await button(chair, '开放签到').click();
    const people = {};
    for (const unit of ['102室', '502室', '601室']) {
      const page = (people[unit] = await newPerson(browser, phone));
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

    const hall = await newPerson(browser, laptop);
    await hall.goto(demo.links.hall);
    await hall.getByText('架空层').first().waitFor();
    await expectAccessible(hall, 'the Hall among plans');
    await button(chair, '截止表决').click();
    await button(chair, '确认截止').click();
    await button(chair, '公示结果').first().click();
    await chair.getByLabel(/向谁提异议/).fill('居委会办公室');
    await button(chair, '确认公示').click();
    const link = card.getByRole('link', { name: /看公示/ }).first();
    await link.waitFor();
    const record = await newPerson(browser, phone);
    const address = new URL(await link.getAttribute('href'), demo.links.base).href;
    await record.goto(address);
    for (const said of ['架空层', '楼北空地', '都不同意']) {
      await record.getByRole('row', { name: new RegExp(said) }).first().waitFor();
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
