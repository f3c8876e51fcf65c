// SIGKILL at instants counted in writes to the log's files, over real WebSockets: whatever was
// answered `done` is there after the restart, a resend gets the first answer, nothing is there twice
// and the chain holds; and a ballot whose deadline has come is closed once. The seed is printed; ROUNDTABLE_SEED repeats a run, ROUNDTABLE_LONG lengthens it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { join } from 'node:path';
import {
  Client,
  Demo,
  binary,
  newFolder,
  newId,
  openBallot,
  until,
  verifyCall,
} from './support.mjs';

const kills = process.env.ROUNDTABLE_LONG ? 400 : 50;
const program = process.env.ROUNDTABLE_CRASH_SERVER ?? join(binary, '../../tests/crash_server');
const closings = process.env.ROUNDTABLE_LONG ? 120 : 12;
const kClosingWrites = 60; // about as many as a start and a closing make
const kChoices = ['yes', 'no', 'abstain'];

/** A small generator with a printed seed (mulberry32). */
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

class Voter {
  constructor(unit, url) {
    this.unit = unit;
    this.url = url;
    this.sent = new Map(); // command id -> {command, answer}
  }

  async connect(demo) {
    this.client = await Client.open(demo.port, this.cookie);
    this.client.onAnswer = (frame) => this.note(frame);
  }

  note(frame) {
    const known = this.sent.get(frame.id);
    if (frame.op === 'done') {
      if (known.answer)
        assert.deepEqual(
          frame.receipt,
          known.answer.receipt,
          'a resend is answered as the first time',
        );
      known.answer = frame;
    } else {
      assert.equal(frame.op, 'unknown', `${this.unit}: ${JSON.stringify(frame)}`);
    }
  }
}

/** Resends everything of the last rounds and waits until each has its `done`. */
async function resend(voter, meeting) {
  for (const [id, known] of voter.sent) {
    voter.client.send({ op: 'do', id, meeting, command: known.command });
    // At most 16 unanswered commands a socket: one after the other is enough here.
    await waitFor(voter, () => voter.client.answers.has(id));
    assert.equal(voter.client.answers.get(id).op, 'done');
  }
}

function waitFor(voter, holds) {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (holds()) resolve();
      else if (voter.client.closed !== null) reject(new Error('closed'));
      else setImmediate(look);
    };
    look();
  });
}

/** Votes and changes votes until the server is killed under it. */
async function voteUntilKilled(voter, meeting, ballot, chance) {
  try {
    for (;;) {
      const id = newId();
      const choice = kChoices[Math.floor(chance() * 3)];
      const command = { type: 'ballot.cast', ballot, choice };
      voter.sent.set(id, { command, answer: null });
      voter.client.send({ op: 'do', id, meeting, command });
      await waitFor(voter, () => voter.client.answers.has(id));
    }
  } catch (error) {
    if (error.message !== 'closed') throw error;
  }
}

test('SIGKILL at many write counts loses nothing that was answered', async () => {
  const seed = Number(process.env.ROUNDTABLE_SEED ?? Date.now() % 1e9);
  console.log(`seed ${seed}, ${kills} kills`);
  const chance = random(seed);
  const { folder, remove } = await newFolder();

  let demo = await Demo.start(folder, { program });
  const { meeting, residents, facilitator } = demo.links;
  const chair = await demo.client(facilitator);
  const ballot = await openBallot(chair, meeting);
  const voters = residents.slice(0, 4).map(({ unit, url }) => new Voter(unit, url));
  for (const voter of voters) voter.cookie = await demo.cookie(voter.url);
  await demo.stop();

  for (let kill = 0; kill < kills; kill += 1) {
    const writes = 1 + Math.floor(chance() * 40);
    demo = await Demo.start(folder, {
      program,
      env: { ROUNDTABLE_KILL_AFTER_WRITES: String(writes) },
    });
    if (!demo.links) continue; // killed before it listened: also an instant
    try {
      for (const voter of voters) {
        await voter.connect(demo);
      }
      await Promise.all(
        voters.map(async (voter) => {
          await resend(voter, meeting);
          for (const [id] of voter.sent) voter.sent.delete(id);
          await voteUntilKilled(voter, meeting, ballot, chance);
        }),
      );
    } catch (error) {
      if (!/closed|ECONNRE|hang up/.test(error.message)) throw error;
    }
    const { signal } = await demo.exit;
    assert.equal(signal, 'SIGKILL');
  }

  demo = await Demo.start(folder, { program });
  const newest = new Map();
  for (const voter of voters) {
    await voter.connect(demo);
    await resend(voter, meeting);
    await voter.client.join(meeting);
    newest.set(voter.unit, voter.client.me.ballots[ballot]?.cast);
    // What stands is the voter's newest vote in the log, whichever answer was lost.
    const answered = [...voter.sent.values()].map((known) => known.answer.receipt.version);
    if (answered.length > 0) assert.equal(newest.get(voter.unit).version, Math.max(...answered));
  }
  const audience = await demo.client();
  const view = await audience.join(meeting);
  const counted = Object.values(view.ballots[ballot].tally).reduce(
    (sum, one) => sum + one.heads,
    0,
  );
  assert.equal(counted, [...newest.values()].filter(Boolean).length, 'one vote a household');
  await demo.stop();

  const { stdout } = await promisify(execFile)(binary, verifyCall(demo.data));
  assert.match(stdout, /0 findings/);
  await remove();
});

/** True once nothing that follows from an entry waits any more. */
async function settled(data) {
  const { stdout } = await promisify(execFile)(binary, ['reactions', '--data', data]);
  return stdout.includes('0 waiting, 0 given up');
}

/** The ballot is closed, everybody sees it, and nothing is left to be done. */
async function closed(client, ballot, data) {
  await until(
    () => client.closed !== null || client.view?.ballots[ballot]?.state === 'closed',
    'the closing',
  );
  if (client.closed === null) await until(() => settled(data), 'what became of it');
}

async function follow(demo, cookie, meeting) {
  const client = await Client.open(demo.port, cookie);
  await client.join(meeting);
  return client;
}

test('SIGKILL between a deadline and its closing: the ballot is closed exactly once', async () => {
  const seed = Number(process.env.ROUNDTABLE_SEED ?? Date.now() % 1e9);
  console.log(`seed ${seed}, ${closings} kills`);
  const chance = random(seed);
  const { folder, remove } = await newFolder();
  let demo = await Demo.start(folder, { program });
  const { meeting, facilitator } = demo.links;
  const cookie = await demo.cookie(facilitator);
  let chair = await Client.open(demo.port, cookie);
  const soon = () => Math.round((Date.now() + 1500) * 1000);
  let ballot = await openBallot(chair, meeting, { deadline: soon() });
  await until(() => chair.view.ballots?.[ballot], 'the ballot');
  const { item, rule, scope } = chair.view.ballots[ballot];
  const isOpening = (answer) => answer.result?.ballot === ballot;

  let killed = 0;
  for (let kill = 0; kill < closings; kill += 1) {
    const opened = [...chair.answers.values()].find(isOpening).seq;
    await demo.stop();
    const writes = 1 + Math.floor(chance() * kClosingWrites);
    demo = await Demo.start(folder, {
      program,
      env: { ROUNDTABLE_KILL_AFTER_WRITES: String(writes) },
    });
    try {
      if (demo.links) {
        const watching = follow(demo, cookie, meeting).then((one) =>
          closed(one, ballot, demo.data),
        );
        await Promise.race([watching, demo.exit]);
        watching.catch(() => {}); // killed under it
      }
    } catch (error) {
      if (!/closed|ECONNRE|hang up|in vain/.test(error.message)) throw error;
    }
    const { signal } = await demo.stop();
    killed += signal === 'SIGKILL' ? 1 : 0;

    demo = await Demo.start(folder, { program });
    chair = await follow(demo, cookie, meeting);
    await closed(chair, ballot, demo.data);
    assert.equal(chair.view.ballots[ballot].closed_by, 'deadline');
    assert.equal(chair.seq, opened + 1, 'one closing and nothing else');
    const answer = await chair.done(meeting, {
      type: 'ballot.open',
      item,
      question: `第${kill + 2}次`,
      rule,
      scope,
      secrecy: 'named',
      counts: 'live',
      deadline: soon(),
    });
    ballot = answer.result.ballot;
    await until(() => chair.view.ballots[ballot], 'the next ballot');
  }
  console.log(`${killed} killed before all was done`);
  assert.ok(killed > 0);
  await demo.stop();
  const { stdout } = await promisify(execFile)(binary, verifyCall(demo.data));
  assert.match(stdout, /0 findings/);
  await remove();
});
