// The floor in real Chromium: stance first, sides in turn, a card, the wrong speaker undone; the same on
// phones, the Console and the Hall; axe on each, both languages.
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

async function raiseHand(page, stance, name) {
  await button(page, '举手发言').click();
  const dialog = page.getByRole('dialog');
  if (name) {
    await dialog.getByRole('radio', { name: '用称呼' }).check();
    await dialog.getByLabel(/^称呼，例如/).fill(name);
  }
  await expectAccessible(page, 'choosing a stance');
  await dialog.getByRole('button', { name: stance }).click();
  await page.getByText(/排在第/).waitFor();
}

test('neighbours speak in turn, by side, and everybody sees who has the floor', () =>
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
    await raiseHand(people['502室'], /同意/);
    await raiseHand(people['601室'], /同意/, '王阿姨');
    await chair.getByText(/王阿姨（\d 号）/).waitFor();
    await raiseHand(people['102室'], /反对/);

    await button(chair, /请发言.*502室/).click();
    await people['502室'].getByText('轮到您了，请发言。').waitFor();
    // The other side comes next, though it asked last.
    await people['102室'].getByText(/排在第 1 位/).waitFor();
    await people['601室'].getByText(/排在第 2 位/).waitFor();
    await expectAccessible(people['102室'], 'the Room with a speaker');
    await expectFits(people['102室'], 'the Room with a speaker');

    const hall = await newPerson(laptop);
    await hall.goto(demo.links.hall);
    await hall.getByText(/下一位/).waitFor();
    await expectAccessible(hall, 'the Hall with a speaker');

    await button(people['102室'], '提出程序提醒').click();
    await button(people['102室'], '跑题了').click();
    await chair
      .getByText(/102室提出/)
      .first()
      .waitFor();
    await expectAccessible(chair, 'the Console with a card');
    await button(chair, '不成立').click();
    await button(people['502室'], '我讲完了').click();
    await button(chair, /请发言.*102室/).click();
    await button(chair, '叫错人了').click();
    await people['102室'].getByText(/排在第 1 位/).waitFor();
    await button(people['102室'], '把手放下').click();
    await button(people['102室'], '举手发言').waitFor();

    await people['601室'].goto(`${people['601室'].url().split('?')[0]}?lang=en`);
    await people['601室']
      .getByText(/number 1|place 1|first|no\. 1/i)
      .first()
      .waitFor();
    await expectAccessible(people['601室'], 'the Room in English');
    await button(chair, /请发言.*601室/).click();
    // A Hall that whoever runs the meeting has opened tells the name she chose.
    await chair.goto(new URL(`/m/${demo.links.meeting}/hall`, chair.url()).href);
    await chair.getByText(/^王阿姨（\d 号）$/).waitFor();
    for (const page of [chair, hall, ...Object.values(people)]) {
      assert.deepEqual(page.problems, []);
      await page.context().close();
    }
  }));
