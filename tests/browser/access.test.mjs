// Ways in and rights, against the running program: single-use invitations, an answer that got lost,
// rights that change while a connection is open.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { Client, binary, newId, until, withDemo } from './support.mjs';
import { button, newPerson, phone } from './people.mjs';

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

/** A page whose requests to join or sign in are met as `meet` says, one by one; gives their keys. */
async function interfered(path, meet) {
  const page = await newPerson(phone);
  const keys = [];
  await page.route(`**/api/v1/${path}`, async (route) => {
    keys.push(await route.request().headerValue('idempotency-key'));
    const deed = meet[keys.length - 1] ?? 'pass';
    if (deed === 'pass') return route.continue();
    if (deed === 'lose the answer') await route.fetch();
    if (typeof deed !== 'number') return route.abort();
    await route.fulfill({ status: deed, json: { code: 'server.busy', status: deed, fields: {} } });
  });
  return { page, keys };
}

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

test('who lost the answer to joining comes in by the same tap, also after the page is loaded anew', () =>
  withDemo(async (demo) => {
    const link = demo.at(`/join/${invite(demo, 'demo-head-303')}`);
    const { page, keys } = await interfered('join', ['lose the answer']);
    await page.goto(link);
    await button(page, /我是 303室/).click();
    await page.getByText(/连不上服务器/).waitFor();
    await page.context().clearCookies();
    await page.reload();
    await button(page, /我是 303室/).click();
    await page.waitForURL(/\/m\//);
    assert.equal(keys[1], keys[0]);
    const kind = await page.evaluate(async () => (await (await fetch('/api/v1/me')).json()).kind);
    assert.equal(kind, 'resident');
  }));

test('joining keeps its key until it is definitely refused', () =>
  withDemo(async (demo) => {
    const link = demo.at(`/join/${invite(demo, 'demo-head-303')}`);
    const { page, keys } = await interfered('join', ['no way', 503, 429]);
    await page.goto(link);
    const enter = button(page, /我是 303室/);
    for (let tries = 1; tries <= 3; tries += 1) {
      await enter.click();
      await until(() => keys.length === tries, 'the request');
      await until(() => enter.isEnabled(), 'the answer');
    }
    await enter.click();
    await page.waitForURL(/\/m\//);
    assert.equal(keys[1], keys[0]);
    assert.equal(keys[2], keys[0]);
    assert.notEqual(keys[3], keys[0]);
  }));

test('signing in keeps its key and the password until it is definitely refused', () =>
  withDemo(async (demo) => {
    const login = run(demo, 'account', 'list').match(/^(\S+)\t/m)[1];
    const { page, keys } = await interfered('sign-in', [503]);
    await page.goto(demo.at('/sign-in'));
    const [name, password] = [page.locator('input').first(), page.locator('[type=password]')];
    await name.fill(login);
    await password.fill('not the password');
    const enter = page.locator('form button');
    for (let tries = 1; tries <= 3; tries += 1) {
      if (tries === 2) assert.equal(await password.inputValue(), 'not the password');
      if (tries === 3) await password.fill('another wrong one');
      await enter.click();
      await until(() => keys.length === tries, 'the request');
      await until(() => enter.isEnabled(), 'the answer');
    }
    assert.equal(keys[1], keys[0]);
    assert.notEqual(keys[2], keys[0]);
    await page.getByText('账号或密码不对').waitFor();
  }));
