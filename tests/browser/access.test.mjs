// Ways in and rights, against the running program: single-use invitations, an answer that got lost,
// rights that change while a connection is open.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { Client, binary, newId, until, withDemo } from './support.mjs';

/** Runs a subcommand beside the server; returns what it printed. */
function run(demo, ...args) {
  return execFileSync(binary, args.concat('--data', demo.data), { encoding: 'utf8' });
}

function post(demo, path, body, key = newId()) {
  return fetch(demo.at(path), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  });
}

const invite = (demo, head) =>
  run(demo, 'invite', '--meeting', demo.links.meeting, '--head', head).match(/\/join\/(\S+)/)[1];

const kindOf = async (demo, response) => {
  const cookie = response.headers.get('set-cookie').split(';')[0];
  return (await (await fetch(demo.at('/api/v1/me'), { headers: { cookie } })).json()).kind;
};

test('a real invitation works once, and opening it uses nothing up', () =>
  withDemo(async (demo) => {
    const token = invite(demo, 'demo-head-303');
    for (let look = 0; look < 3; look += 1) {
      const seen = await (await post(demo, '/api/v1/invitations/look', { token })).json();
      assert.equal(seen.state, 'ready');
      assert.equal(seen.label, '303室');
    }
    assert.equal((await post(demo, '/api/v1/join', { token })).status, 200);
    const second = await post(demo, '/api/v1/join', { token });
    assert.equal(second.status, 410);
    assert.equal((await second.json()).code, 'invitation.used');
  }));

test('who lost the answer to joining comes in with the same request, and the lost cookie is worth nothing', () =>
  withDemo(async (demo) => {
    const token = invite(demo, 'demo-head-303');
    const key = newId();
    const first = await post(demo, '/api/v1/join', { token }, key);
    const again = await post(demo, '/api/v1/join', { token }, key);
    assert.equal(again.status, 200);
    assert.equal(await kindOf(demo, again), 'resident');
    assert.equal(await kindOf(demo, first), 'nobody');
  }));

test('wrong codes from one address lock nobody out whose link is right', () =>
  withDemo(async (demo) => {
    const token = invite(demo, 'demo-head-303');
    const statuses = [];
    for (let i = 0; i < 25; i += 1) {
      const code = String(1000000000 + i);
      statuses.push((await post(demo, '/api/v1/join', { code })).status);
    }
    assert.equal(statuses[0], 404);
    assert.equal(statuses.at(-1), 429);
    assert.equal((await post(demo, '/api/v1/join', { token })).status, 200);
  }));

test('a role taken away or given while a connection is open changes what it is shown at once', () =>
  withDemo(async (demo) => {
    const chair = await demo.client(demo.links.facilitator);
    await chair.join(demo.links.meeting);
    assert.ok(chair.view.seats);
    const login = run(demo, 'account', 'list').match(/^(\S+)\t.*facilitator on/m)[1];
    const grid = run(demo, 'account', 'list').match(/facilitator on (\S+)/)[1];
    const role = ['--login', login, '--role', 'facilitator', '--grid', grid];
    run(demo, 'account', 'withdraw', ...role);
    await until(() => !chair.view.seats, 'a view without seats');
    const refused = await chair.give(demo.links.meeting, { type: 'meeting.open' });
    assert.equal(refused.code, 'permission.denied');
    run(demo, 'account', 'grant', ...role);
    await until(() => chair.view.seats, 'the staff view again');
    await chair.done(demo.links.meeting, { type: 'meeting.open' });
    chair.close();
  }));

test('signing out closes every connection of that session', () =>
  withDemo(async (demo) => {
    const cookie = await demo.cookie(demo.links.facilitator);
    const open = await Client.open(demo.port, cookie);
    await fetch(demo.at('/api/v1/sign-out'), { method: 'POST', headers: { cookie } });
    await until(() => open.closed === 4001, 'the close');
  }));

test('a subcommand says what is not there, and makes no folder of a mistyped path', () =>
  withDemo(async (demo) => {
    const mistyped = `${demo.data}-mistyped`;
    const meeting = ['--meeting', demo.links.meeting];
    const refused = [
      [['account', 'list', '--data', mistyped], 'is no data folder'],
      [['invite', ...meeting, '--data', mistyped], 'is no data folder'],
      [['invite', '--meeting', 'no-such', '--data', demo.data], 'there is no meeting no-such'],
      [['invite', ...meeting, '--head', 'no-such', '--data', demo.data], 'no household no-such'],
    ];
    for (const [args, sentence] of refused) {
      const ran = spawnSync(binary, args, { encoding: 'utf8' });
      assert.notEqual(ran.status, 0);
      assert.equal(ran.stdout, '');
      assert.ok(ran.stderr.includes(sentence), ran.stderr);
    }
    assert.ok(!existsSync(mistyped));
  }));

test('a new password ends the sessions of that account and closes what is open', () =>
  withDemo(async (demo) => {
    const cookie = await demo.cookie(demo.links.facilitator);
    const open = await Client.open(demo.port, cookie);
    const login = run(demo, 'account', 'list').match(/^(\S+)\t.*facilitator on/m)[1];
    execFileSync(binary, ['account', 'password', '--login', login, '--data', demo.data], {
      input: 'another long password\n',
    });
    await until(() => open.closed === 4001, 'the close');
    const me = await (await fetch(demo.at('/api/v1/me'), { headers: { cookie } })).json();
    assert.equal(me.kind, 'nobody');
  }));
