// The notice of a meeting: everybody who may look at the announced meeting finds it where they are,
// reads it in both languages and in large type, prints it and keeps it in a calendar.
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

/** Follows a link to the notice, in a page of its own where it opens one. */
async function follow(page, link, opens) {
  if (!opens) {
    await link.click();
    await page.waitForURL(/\/notice\?/);
    return page;
  }
  const [sheet] = await Promise.all([page.waitForEvent('popup'), link.click()]);
  await sheet.waitForLoadState();
  return sheet;
}

const masthead = (page, name) => page.getByRole('heading', { name, level: 1 });
const link = (page, name) => page.getByRole('link', { name }).first();

test('a notice is found from the grid and the Room, and read on a phone, in English, in large type', () =>
  withDemo(async (demo) => {
    const grid = new URL(demo.links.grid).pathname;
    const looker = await newPerson(phone);
    await looker.goto(demo.at(grid));
    await follow(looker, link(looker, /^会议通知/));
    await masthead(looker, '会议通知').waitFor();
    for (const heading of ['议程', '表决规则', '怎样参加', '附件'])
      await looker.getByRole('heading', { name: heading, exact: true }).waitFor();
    await expectAccessible(looker, 'a notice');
    await expectFits(looker, 'a notice');
    await picture(looker, 'notice-phone');
    await link(looker, '长辈版').click();
    await looker.locator('html.elder').waitFor();
    await expectAccessible(looker, 'a notice in large type');
    await expectFits(looker, 'a notice in large type');
    await link(looker, 'English').click();
    await masthead(looker, 'Notice of meeting').waitFor();
    assert.ok(await looker.locator('html.elder').count(), 'large type stays');
    await expectFits(looker, 'a notice in English in large type');

    // From the Room in the language and type of the Room, and back.
    await looker.goto(demo.at(`/m/${demo.links.meeting}?lang=zh&elder=1`));
    await follow(looker, link(looker, '会议通知'));
    await masthead(looker, '会议通知').waitFor();
    await looker.locator('html.elder').waitFor();
    await link(looker, '打开会议页面').click();
    await looker.waitForURL(/\/m\//);
    assert.deepEqual(looker.problems, []);
  }));

test('whoever runs the meeting prints its notice from Desk and Console, until the doors open', () =>
  withDemo(async (demo) => {
    const chair = await newPerson(laptop);
    await enterAs(chair, demo.links.facilitator);
    const room = (path) => new URL(path, chair.url()).href;
    for (const path of ['/desk/meetings', `/m/${demo.links.meeting}/console`]) {
      await chair.goto(room(path));
      const sheet = await follow(chair, link(chair, /^打印会议通知/), true);
      await masthead(sheet, '会议通知').waitFor();
      await sheet.evaluate(() => {
        window.printed = 0;
        window.print = () => (window.printed += 1);
      });
      await button(sheet, '打印').click();
      assert.equal(await sheet.evaluate(() => window.printed), 1);
      await sheet.emulateMedia({ media: 'print' });
      // Under localhost no other device could open it.
      await sheet.getByText('打印时没有其他设备能打开的网址').waitFor();
      await sheet.getByText('核验信息').waitFor();
      assert.equal(await button(sheet, '打印').count(), 0, 'no buttons on paper');
      await sheet.close();
    }
    const kept = await fetch(demo.at(`/meetings/${demo.links.meeting}/notice?form=ics`));
    assert.match(await kept.text(), /^BEGIN:VCALENDAR/);
    await button(chair, '开放签到').click();
    await button(chair, '开会').waitFor();
    assert.equal(await chair.getByRole('link', { name: /会议通知/ }).count(), 0);
    assert.deepEqual(chair.problems, []);
  }));
