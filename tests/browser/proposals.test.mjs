// Proposals in real Chromium: tabled on a phone, supported, amended by paragraph with the difference
// shown, an amendment accepted, another put to the vote first, the proposal decided; one entered for
// somebody without a phone; Room, Console and Hall, axe on each, both languages.
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
} from './people.mjs';
import { withDemo } from './support.mjs';

async function propose(page, { title, text, who, where }) {
  await button(page, '提一个提案').click();
  const form = page.getByRole('dialog');
  await form.getByLabel('做什么（一句话）').fill(title);
  await form.getByLabel('具体怎么做').fill(text);
  await form.getByLabel('谁来做').fill(who);
  await form.getByLabel('在哪里').fill(where);
  await form.getByLabel('何时完成（可不填）').fill('2026-12-31');
  await form.getByLabel('多少元（可不填）').fill('3000.5');
  await expectAccessible(page, 'making a proposal');
  await form.getByRole('button', { name: '提出', exact: true }).click();
  await page.getByText(title).first().waitFor();
}

async function amend(page, number, words) {
  await button(page, '我想修改一段').click();
  await button(page, `修改第 ${number} 段`).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('改成什么样，就写成什么样').fill(words);
  await expectAccessible(page, 'amending');
  await form.getByRole('button', { name: '提出修改' }).click();
  await form.waitFor({ state: 'detached' });
}

test('a proposal is tabled, amended and decided before everybody’s eyes', () =>
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

    await propose(people['502室'], {
      title: '架空层改成充电车棚',
      text: '拆掉旧棚。\n装十二个充电口。',
      who: '居委会',
      where: '12号楼架空层',
    });
    const hall = await newPerson(laptop);
    await hall.goto(demo.links.hall);
    await button(chair, '开始讨论').waitFor();
    await expectAccessible(chair, 'the Console with a proposal');
    await button(chair, '开始讨论').click();
    await hall.getByText('架空层改成充电车棚').first().waitFor();
    await expectAccessible(hall, 'the Hall with a proposal');

    await button(people['601室'], '我支持这个提案').click();
    await people['502室']
      .getByText(/1\s位业主支持/)
      .first()
      .waitFor();
    await expectAccessible(people['601室'], 'the Room with a proposal');
    await expectFits(people['601室'], 'the Room with a proposal');

    // One amendment is accepted by the mover, the other goes to the vote before the proposal.
    await amend(people['601室'], 1, '旧棚年底前拆掉。');
    await button(people['502室'], '接受这个修改').click();
    await people['601室'].getByText('提出人已接受').first().waitFor();
    await amend(people['102室'], 2, '装十个充电口。');
    // The way to the proposal's own vote leads past the amendment that is still open.
    await button(chair, '先处理 1 处修改').click();
    assert.equal(await button(chair, '就提案发起表决').count(), 0);
    await button(chair, '就修改发起表决').click();
    await chair.getByRole('dialog').getByRole('button', { name: '确认发起' }).click();
    for (const page of [hall, people['502室']]) {
      await page.getByRole('heading', { name: /只表决这处修改：.*第 2 段/ }).waitFor();
    }
    for (const [unit, choice] of Object.entries({
      '102室': '同意',
      '601室': '同意',
      '502室': '反对',
    })) {
      const page = people[unit];
      await page.getByRole('button', { name: choice }).first().click();
      assert.equal(await page.getByRole('button', { name: '弃权' }).count(), 0);
      await button(page, /确认|投/)
        .first()
        .click();
      await page.getByText('您的一票已记录').first().waitFor();
    }
    await expectAccessible(people['102室'], 'the Room with a motion');
    await expectAccessible(hall, 'the Hall with a motion');
    for (const page of [chair, hall, ...Object.values(people)]) {
      assert.deepEqual(page.problems, []);
      await page.context().close();
    }
  }));
