// Votes that somebody else enters, and a ballot that was closed by mistake: what the household, the chair
// and the record say of it.
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
import { openBallot, until, withDemo } from './support.mjs';

const kUnit = '303室';

/** An open ballot, its chair, and a household in its Room. */
async function sitting(demo) {
  const chair = await demo.client(demo.links.facilitator);
  const { meeting } = demo.links;
  const ballot = await openBallot(chair, meeting);
  await until(() => chair.view.ballots[ballot], 'the ballot');
  const head = Object.keys(chair.view.seats).find((one) => one.endsWith('-303'));
  const room = await newPerson(phone);
  await enterAs(room, demo.links.residents.find((one) => one.unit === kUnit).url);
  return { chair, meeting, ballot, head, room };
}

const entry = (ballot, head, more = {}) => ({
  type: 'ballot.cast',
  ballot,
  head,
  choice: 'yes',
  channel: 'helper',
  reason: '上门登记',
  ...more,
});

async function publish(chair, meeting, ballot) {
  const contact = '居委会办公室';
  const { result } = await chair.done(meeting, { type: 'record.publish', ballot, contact });
  return `/records/${result.record}`;
}

test('a household sees who entered its vote and objects; chair and record say so, and it stays', () =>
  withDemo(async (demo) => {
    const { chair, meeting, ballot, head, room } = await sitting(demo);
    const bare = await chair.give(meeting, entry(ballot, head, { reason: undefined }));
    assert.equal(bare.code, 'ballot.reason_needed');
    const hand = await chair.give(meeting, entry(ballot, head, { channel: 'hand' }));
    assert.equal(hand.code, 'attendance.not_checked_in');
    await chair.done(meeting, entry(ballot, head));

    await room.getByText(/这一票由.*录入（代录）/).waitFor();
    await room.getByText('缘由：上门登记').waitFor();
    await button(room, '这不是我投的').click();
    await expectAccessible(room, 'asking whether to object');
    await button(room, '提出异议').click();
    await room.getByText(/您已于.*提出异议/).waitFor();
    await picture(room, 'objected');
    const vote = () => chair.view.ballots[ballot].voted[head];
    await until(() => vote()?.objected_at, 'the objection');
    assert.equal(vote().reason, '上门登记');

    const console = await newPerson(laptop);
    await enterAs(console, demo.links.facilitator);
    await console
      .getByText(/有 1\s位业主说录入的一票不是自己投的/)
      .first()
      .waitFor();
    await picture(console, 'objections');

    await chair.done(meeting, { type: 'ballot.close', ballot });
    const mine = room.locator('#my-votes');
    await mine.getByText(/这一票由.*录入（代录）/).waitFor();
    await mine.getByText(/回执：第 \d+ 条/).waitFor();
    await expectFits(room, 'my votes');
    await expectAccessible(room, 'my votes');
    await picture(room, 'my-votes');
    await room.goto(demo.at(`${await publish(chair, meeting, ballot)}?lang=zh`));
    await room.getByText(/1\s位业主对代录提出异议/).waitFor();
    assert.equal(await room.getByText(kUnit).count(), 0);
    assert.deepEqual(room.problems, []);
    assert.deepEqual(console.problems, []);
  }));

test('staff cannot put a vote in place of one from the own phone unless the household lets them', () =>
  withDemo(async (demo) => {
    const { chair, meeting, ballot, head, room } = await sitting(demo);
    await button(room, '反对').first().click();
    await button(room, '确认投票').click();
    await room.getByText('您的一票已记录').waitFor();
    const refused = await chair.give(meeting, entry(ballot, head));
    assert.equal(refused.code, 'ballot.cast_by_household');

    await button(room, '请工作人员替我改投').click();
    await button(room, '同意代录').click();
    await room.getByText('您已同意由工作人员代录').waitFor();
    await picture(room, 'released');
    await chair.done(meeting, entry(ballot, head));
    await room.getByText(/这一票由.*录入（代录）/).waitFor();
    await room.getByText(/您在手机上投过一票/).waitFor();
    await until(() => chair.view.ballots[ballot].voted[head]?.earlier, 'both votes');
    assert.equal(chair.view.ballots[ballot].tally.yes.heads, 1);
    assert.equal(chair.view.ballots[ballot].tally.no.heads, 0);
    assert.deepEqual(room.problems, []);
  }));

test('a ballot closed by mistake goes on, with the reason on the record', () =>
  withDemo(async (demo) => {
    const { chair, meeting, ballot, room } = await sitting(demo);
    const console = await newPerson(laptop);
    await enterAs(console, demo.links.facilitator);
    await chair.done(meeting, { type: 'ballot.close', ballot });
    await button(console, '重新开启').click();
    await console.getByRole('dialog').getByRole('textbox').fill('手滑点错');
    await picture(console, 'reopen');
    await button(console, '确认重新开启').click();
    await until(() => chair.view.ballots[ballot].state === 'open', 'the ballot to go on');
    await button(room, '同意').first().click();
    await button(room, '确认投票').click();
    await room.getByText('您的一票已记录').waitFor();

    await chair.done(meeting, { type: 'ballot.close', ballot });
    const record = await publish(chair, meeting, ballot);
    const late = await chair.give(meeting, { type: 'ballot.reopen', ballot, reason: '再改' });
    assert.equal(late.code, 'record.already_published');
    await room.goto(demo.at(`${record}?lang=zh`));
    await room.getByText(/重新开启，理由：手滑点错。/).waitFor();
    assert.deepEqual(room.problems, []);
    assert.deepEqual(console.problems, []);
  }));

test('while a vote runs one adds a phone; leaving is confirmed by nobody who has left; who observes has her own words', () =>
  withDemo(async (demo) => {
    const { chair, meeting, ballot, head, room } = await sitting(demo);
    await button(room, '我的').click();
    await button(room, '再加一台手机').click();
    await room.getByRole('img', { name: '让另一台手机进来的二维码' }).waitFor();
    await expectAccessible(room, 'one’s phones');
    await expectFits(room, 'one’s phones');
    await picture(room, 'own-phones');
    await button(room, '关闭').click();
    const observer = await newPerson(phone);
    await observer.goto(demo.at(`/m/${meeting}`));
    await observer.getByText(/^您是旁听/).waitFor();
    const way = observer.getByRole('link', { name: '我有短码' });
    assert.equal(await way.getAttribute('href'), `/join?meeting=${meeting}`);

    await chair.done(meeting, { type: 'ballot.close', ballot });
    await room.getByText('刚才的表决结果').waitFor();
    const said = async () => `${await room.title()} ${await room.locator('body').textContent()}`;
    await until(
      async () => !(await said()).includes('现在表决'),
      'the words of the open ballot gone',
    );
    await observer.getByText(/^您是旁听/).waitFor();
    await chair.done(meeting, { type: 'attendance.check_in', head, mode: 'hall' });
    await button(room, '我要先走').click();
    await button(room, '确认离场').waitFor();
    await chair.done(meeting, { type: 'attendance.undo', head });
    await room.getByText(/这一步现在不能办了/).waitFor();
    assert.equal(await button(room, '确认离场').getAttribute('aria-disabled'), 'true');
    assert.deepEqual(room.problems, []);
    chair.close();
  }));
