// A meeting that has been announced is set for another day and place: who looks at it learns the old and
// the new, and why.
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
} from './people.mjs';
import { withDemo } from './support.mjs';

test('a rescheduled meeting tells everyone what it was set for and why it was moved', () =>
  withDemo(async (demo) => {
    const chair = await newPerson(laptop);
    const one = demo.links.cases.find(({ name }) => name.zh.includes('新凯'));
    await enterAs(chair, one.facilitator);
    const meeting = new URL(chair.url()).pathname.split('/')[2];
    const looker = await newPerson(phone);
    await looker.goto(demo.at(`/m/${meeting}`));
    await looker.getByText('会议还没有开始').waitFor();
    const hall = await newPerson(laptop);
    await hall.goto(demo.at(`/m/${meeting}/hall`));

    await button(chair, '改期').click();
    await button(chair, '确认改期').click();
    await chair.getByText('时间和地点都没有改。').waitFor();
    await chair.getByRole('textbox', { name: '地点' }).fill('居委会二楼活动室');
    await chair.getByLabel('开始时间').fill('18:30');
    await chair.getByLabel('原因').fill('原会议室停电');
    await expectAccessible(chair, 'rescheduling');
    await picture(chair, 'reschedule-dialog');
    await button(chair, '确认改期').click();
    await chair.getByRole('dialog').waitFor({ state: 'detached' });

    await looker.getByText('时间或地点改了').waitFor();
    await looker.getByText(/原定：/).waitFor();
    await looker.getByText('原因：原会议室停电').waitFor();
    await looker.getByText('地点：居委会二楼活动室').waitFor();
    await expectAccessible(looker, 'a rescheduled meeting');
    await expectFits(looker, 'a rescheduled meeting');
    await hall.getByText(/原定：/).waitFor();
    await chair.goto(new URL('/desk/meetings', chair.url()).href);
    await chair.getByText('时间或地点改了').first().waitFor();
    await picture(chair, 'reschedule-desk');
    await picture(looker, 'reschedule-room');
    await picture(hall, 'reschedule-hall');
    for (const page of [chair, looker, hall]) {
      assert.deepEqual(page.problems, []);
      await page.context().close();
    }
  }));
