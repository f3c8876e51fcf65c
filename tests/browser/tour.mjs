// Makes docs/images/tour.png, what the README begins with: a resident's phone and the hall's screen while
// a ballot runs. `node tests/browser/tour.mjs` after a build, from the project's folder.
import { join } from 'node:path';
import { enterAs, laptop, newPerson, phone } from './people.mjs';
import { openBallot, root, withDemo } from './support.mjs';

const kVotes = ['yes', 'yes', 'yes', 'yes', 'abstain', 'no'];

const picture = async (page) =>
  `data:image/png;base64,${(await page.screenshot()).toString('base64')}`;

await withDemo(async (demo) => {
  const { facilitator, hall: hallLink, meeting, residents } = demo.links;
  const chair = await demo.client(facilitator);
  const ballot = await openBallot(chair, meeting, { counts: 'live' });
  const room = await newPerson(phone, { deviceScaleFactor: 2 });
  await enterAs(room, residents.find((one) => one.unit === '502室').url);
  const heads = Object.keys(chair.view.ballots[ballot].not_voted);
  for (const [i, choice] of kVotes.entries()) {
    const entry = { type: 'ballot.cast', ballot, head: heads[i], choice };
    await chair.done(meeting, { ...entry, channel: 'helper', reason: '上门登记' });
  }
  await room.getByRole('group').getByRole('button', { name: /同意/ }).first().click();
  const hall = await newPerson(laptop, { deviceScaleFactor: 2 });
  await hall.goto(hallLink);
  await hall.locator('main .sentence').waitFor();
  await room.evaluate(() => window.scrollTo(0, 0));
  await hall.waitForTimeout(1_000);
  const both = await newPerson({ width: 1_200, height: 590 });
  await both.setContent(`<body style="margin:0;padding:20px;display:flex;background:#d9d5ca">
    <img src="${await picture(room)}" style="height:550px;border-radius:12px;margin-right:20px">
    <img src="${await picture(hall)}" style="height:550px;border-radius:6px"></body>`);
  await both.setViewportSize({ width: 20 + 254 + 20 + 880 + 20, height: 590 });
  await both.screenshot({ path: join(root, 'docs/images/tour.png') });
});
process.exit(0);
