// The demonstration with neighbours: simulated people from a process of their own come to the
// meeting, while the test is its facilitator. What happens is read from the public view.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Demo, newFolder, openBallot, until } from './support.mjs';

const kPeople = 12;
// Sixty times as fast as people are: a minute of theirs is a second.
const kArgs = ['--neighbours', String(kPeople), '--seed', '7', '--pace', '60'];

/** A demonstration whose output is kept: the neighbours tell there what they did. */
async function started() {
  const { folder, remove } = await newFolder();
  const demo = await Demo.start(folder, { args: kArgs, output: 'pipe' });
  return { demo, remove };
}

const counted = (told, what) => {
  const line = told.split('\n').find((one) => one.startsWith(`  ${what} `));
  assert.ok(line, `${what} in\n${told}`);
  const [, count, details] = /^ {2}.*? {2,}(\d+)(?: {2}(.*))?$/.exec(line);
  return { count: Number(count), details: details ?? '' };
};

test('neighbours arrive, vote and end with the demonstration', { timeout: 240_000 }, async () => {
  const { demo, remove } = await started();
  try {
    const hall = await demo.client();
    await hall.join(demo.links.meeting, { as: 'hall' });
    const chair = await demo.client(demo.links.facilitator);
    await chair.join(demo.links.meeting);
    const ballot = await openBallot(chair, demo.links.meeting);
    await until(() => hall.view.attendance.heads_present === kPeople, 'all to be there', 60_000);
    const taken = () => hall.view.ballots?.[ballot]?.participation?.heads ?? 0;
    await until(() => taken() >= kPeople - 3, 'the votes', 60_000);
    assert.ok(taken() <= kPeople, 'nobody votes twice, and nobody else votes');
    await chair.done(demo.links.meeting, { type: 'ballot.close', ballot });
    await until(() => hall.view.ballots[ballot].state === 'closed', 'the closing');

    await demo.stop();
    // The output ends when no process holds it any more: the neighbours have ended, too.
    await demo.outputEnded;
    const told = demo.stdout;
    assert.match(told, /neighbours: 12 people, --seed 7\n/);
    assert.match(told, /neighbours: told to end, --seed 7\n/);
    assert.equal(counted(told, 'arrived').count, kPeople);
    assert.equal(counted(told, 'kept out').count, 0);
    assert.equal(counted(told, 'errors').count, 0, told);
    assert.equal(counted(told, 'views that differ').count, 0, told);
    assert.doesNotMatch(counted(told, 'refused').details, /malformed|unknown|permission|id_reused/);
    assert.match(counted(told, 'done').details, /attendance\.check_in 12\b/);
  } finally {
    await demo.stop();
    await remove();
  }
});

test('without the flag nobody comes', async () => {
  const { folder, remove } = await newFolder();
  const demo = await Demo.start(folder, { output: 'pipe' });
  try {
    await demo.stop();
    await demo.outputEnded;
    assert.doesNotMatch(demo.stdout, /neighbours:/);
  } finally {
    await demo.stop();
    await remove();
  }
});
