// The Desk, by the names people see: from an empty folder to the first administrator and a second
// account; invitations on paper; a lost phone; devices that are signed out.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { Served, withServed } from './served.mjs';
import { Client, newId, root, until, withDemo } from './support.mjs';
import {
  button,
  expectAccessible,
  expectFits,
  laptop,
  newPerson,
  phone,
  picture,
} from './people.mjs';

const kPassword = 'a long enough password';
const described = parse(await readFile(join(root, 'docs/openapi.yaml'), 'utf8'));
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema(described, 'api');

/** The answer's body, which must be as openapi.yaml says. */
async function told(schema, response) {
  const body = await response.json();
  const fits = ajv.getSchema(`api#/components/schemas/${schema}`);
  assert.ok(fits(body), `${schema}: ${JSON.stringify(fits.errors)}`);
  return body;
}

const post = (at, path, body, cookie = '', key = newId()) =>
  fetch(at(path), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key, cookie },
    body: JSON.stringify(body),
  });

async function expectGood(page, name) {
  await expectFits(page, name);
  await expectAccessible(page, name);
  await picture(page, name);
}

/** Fills the form that a start page without any account leads to. */
async function setUp(page, served, code) {
  await page.goto(served.at('/'));
  await page.getByRole('link', { name: '开通第一个管理员' }).click();
  await page.getByLabel('一次性开通码').fill(code);
  await page.getByLabel('姓名').fill('周管理');
  await page.getByLabel('账号').fill('zhou');
  await page.getByLabel('密码').fill(kPassword);
  await page.getByLabel('名称，例如').fill('银杏街道');
  await button(page, '开通并登录').click();
}

test('from an empty folder to an administrator and a facilitator, and then the way is closed', () =>
  withServed(async (served, folder) => {
    const before = await told('Person', await fetch(served.at('/api/v1/me')));
    assert.equal(before.setup, true);
    const page = await newPerson(phone);
    await setUp(page, served, '000 000 0000');
    await page.getByText('开通码不对').waitFor();
    await expectGood(page, 'setup-360-zh');
    await page.getByLabel('一次性开通码').fill(served.code);
    await button(page, '开通并登录').click();
    await page.waitForURL(/\/desk$/);
    assert.ok(!served.stderr.includes(served.code.replaceAll(' ', '')));
    assert.ok(!served.stderr.includes(served.code));

    const listed = page.waitForResponse((one) => one.url().endsWith('/api/v1/accounts'));
    await page.getByRole('link', { name: '人员' }).click();
    await told('Accounts', await listed);
    await page.getByText('银杏街道 · 管理员').first().waitFor();
    await button(page, '添加账号').click();
    await page.getByRole('textbox', { name: '姓名' }).fill('陈主持');
    await page.getByRole('textbox', { name: '账号' }).fill('chen');
    const added = page.waitForResponse(
      (one) => one.url().endsWith('/api/v1/accounts') && one.request().method() === 'POST',
    );
    await button(page, '添加并显示密码').click();
    await told('GivenPassword', await added);
    const password = await page.locator('.password').innerText();
    assert.match(password, /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    await expectGood(page, 'password-360-zh');
    await button(page, '已经记下').click();
    await page.getByText('银杏街道 · 主持人').first().waitFor();
    await expectGood(page, 'staff-360-zh');

    const chen = await newPerson(laptop);
    await chen.goto(served.at('/desk/staff'));
    await chen.waitForURL(/\/sign-in/);
    await chen.getByLabel('账号').fill('chen');
    await chen.getByLabel('密码').fill(password);
    await button(chen, '登录').click();
    await chen.waitForURL(/\/desk\/staff$/);
    await chen.getByText('账号由管理员管理').waitFor();
    assert.equal(await button(chen, '添加账号').count(), 0);
    await button(chen, 'English').click();
    await expectGood(chen, 'staff-1280-en');
    assert.ok(!(await chen.content()).includes('zhou'));

    const closed = await post((path) => served.at(path), '/api/v1/setup', {
      code: served.code,
      login: 'other',
      password: kPassword,
      name: 'x',
    });
    assert.equal(closed.status, 409);
    assert.equal((await closed.json()).code, 'setup.closed');
    await served.stop();
    const again = await Served.start(folder);
    assert.equal(again.code, undefined);
    await again.stop();
    const refusedOnce = page.problems.filter((one) => !/401|409/.test(one));
    assert.deepEqual(refusedOnce, []);
  }));

/** People of the demonstration have a host name each. */
const deskAt = (demo, section) => new URL(`/desk/${section}`, demo.links.facilitator).href;

/** The facilitator of the demonstration on the list of households of the announced meeting. */
async function atInvitations(demo, viewport) {
  const page = await newPerson(viewport);
  await page.goto(demo.links.facilitator);
  await button(page, /进入会议/)
    .last()
    .click();
  await page.waitForURL(/\/m\//);
  await page.goto(deskAt(demo, `invitations/${demo.links.meeting}`));
  return page;
}

test('invitations are printed, replace the unused ones, and let the household in', () =>
  withDemo(async (demo) => {
    const page = await atInvitations(demo, laptop);
    await button(page, '全选').click();
    await expectGood(page, 'households-1280-zh');
    const made = page.waitForResponse((one) => one.url().endsWith('/households/invite'));
    await button(page, /做 24 张邀请/).click();
    const first = (await told('Slips', await made)).slips;
    assert.equal(first.length, 24);
    await page.getByText('这个网址只有本机能打开').waitFor();
    assert.equal(await page.getByRole('img').count(), 0, 'no code that leads to this machine');
    await page.getByLabel('居民打开的网址').fill('http://hall.test:8080');
    await page.getByText('网址 http://hall.test:8080/join').first().waitFor();
    assert.equal(await page.getByRole('img').count(), 24);
    const paper = page.getByRole('listitem').filter({ hasText: '会议邀请' }).first();
    await paper.getByText(/ · 会议邀请$/).waitFor();
    await paper.getByText(/^时间：\d{4}年/).waitFor();
    await paper.getByText(/^地点：/).waitFor();
    await page.getByLabel('有事问谁').fill('居委会王老师，6500 1234');
    await paper.getByText('联系：居委会王老师，6500 1234').waitFor();
    await expectGood(page, 'slips-1280-zh');
    await page.emulateMedia({ media: 'print' });
    assert.ok(!(await button(page, '打印').isVisible()));
    assert.ok(!(await page.getByRole('navigation').first().isVisible()));
    await picture(page, 'slips');
    await page.emulateMedia({ media: 'screen' });

    await button(page, '返回名单').click();
    await page.getByRole('checkbox', { name: /303室/ }).check();
    await button(page, /做 1 张邀请/).waitFor();
    await page.getByText('旧的就作废').waitFor();
    const remade = page.waitForResponse((one) => one.url().endsWith('/households/invite'));
    await button(page, /做 1 张邀请/).click();
    const [second] = (await told('Slips', await remade)).slips;
    await page.getByText('联系：居委会王老师，6500 1234').waitFor();
    const old = first.find((slip) => slip.head === second.head);
    const at = (path) => demo.at(path);
    assert.equal((await post(at, '/api/v1/join', { token: old.token })).status, 404);
    assert.equal((await post(at, '/api/v1/join', { code: second.code })).status, 200);
    assert.ok(!demo.stderr.includes(second.token));
    assert.deepEqual(page.problems, []);
  }));

test('a lost phone is out in two taps and the household comes in anew; one device can be signed out alone', () =>
  withDemo(async (demo) => {
    const at = (path) => demo.at(path);
    const page = await atInvitations(demo, phone);
    await page.getByRole('checkbox', { name: /303室/ }).check();
    const made = page.waitForResponse((one) => one.url().endsWith('/households/invite'));
    await button(page, /做 1 张邀请/).click();
    const [slip] = (await told('Slips', await made)).slips;
    const joined = await post(at, '/api/v1/join', { token: slip.token });
    const cookie = joined.headers.get('set-cookie').split(';')[0];
    const lost = await Client.open(demo.port, cookie);
    await lost.join(demo.links.meeting);

    const list = page.waitForResponse((one) => one.url().endsWith('/households'));
    await page.reload();
    // Asked for anew: the answer caught may be of the page before, whose body is gone with it.
    const { pathname } = new URL((await list).url());
    const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`);
    await told(
      'Households',
      await fetch(demo.at(pathname), { headers: { cookie: cookies.join('; ') } }),
    );
    const row = page.getByRole('listitem').filter({ hasText: '303室' });
    await button(row, /换手机/).click();
    await expectGood(page, 'lost-360-zh');
    const replaced = page.waitForResponse((one) => one.url().endsWith('/replace-phone'));
    await button(page, '退出旧手机，做新邀请').click();
    const [fresh] = (await told('Slips', await replaced)).slips;
    await page.getByText(fresh.code).waitFor();
    await expectGood(page, 'slip-360-zh');
    await until(() => lost.closed === 4001, 'the lost phone to be out');
    const me = await fetch(at('/api/v1/me'), { headers: { cookie } });
    assert.equal((await me.json()).kind, 'nobody');

    const anew = await post(at, '/api/v1/join', { token: fresh.token });
    assert.equal(anew.status, 200);
    const device = await Client.open(demo.port, anew.headers.get('set-cookie').split(';')[0]);
    await device.join(demo.links.meeting);
    await page.reload();
    await button(row, /设备/).click();
    await button(page, '让它退出').click();
    await until(() => device.closed === 4001, 'the device to be signed out');
    await page.getByText('现在没有已登录的设备').waitFor();
    assert.deepEqual(page.problems, []);
  }));

test('the Desk in large type and in English fits a phone', () =>
  withDemo(async (demo) => {
    const page = await atInvitations(demo, phone);
    await button(page, /长辈|大字/)
      .first()
      .click();
    await button(page, '全选').waitFor();
    await expectGood(page, 'households-360-elder');
    for (const section of ['meetings', 'grids', 'staff']) {
      await page.goto(deskAt(demo, section));
      await page.getByRole('heading', { level: 2 }).first().waitFor();
      await expectGood(page, `${section}-360-elder`);
    }
    await button(page, 'English').click();
    await expectGood(page, 'staff-360-elder-en');
  }));

test('an organisation is entered, a role held for it until a day, and who works for two says for which', () =>
  withServed(async (served) => {
    const page = await newPerson(phone);
    await setUp(page, served, served.code);
    await page.waitForURL(/\/desk$/);
    await page.getByRole('link', { name: '网格与名册' }).click();
    await page.getByRole('link', { name: /银杏街道/ }).click();
    await page.getByText('组织', { exact: true }).click();
    await button(page, '添加组织').click();
    await page.getByLabel('全称', { exact: true }).fill('银杏一村居民委员会');
    await button(page.getByRole('dialog'), '添加').click();
    await page.getByText('已保存：银杏一村居民委员会').waitFor();
    await expectGood(page, 'organisations-360-zh');

    // The second one, and the second role, go the same way: asked for straight.
    const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`);
    const cookie = cookies.join('; ');
    const at = (path) => served.at(path);
    const ask = async (path) => fetch(at(path), { headers: { cookie } });
    const grid = new URL(page.url()).pathname.split('/').at(-1);
    const path = `/api/v1/grids/${grid}/organisations`;
    const second = { kind: 'owners_committee', name: '银杏一村业主委员会' };
    const owners = await told('Organisation', await post(at, path, second, cookie));
    assert.equal((await told('Organisations', await ask(path))).organisations.length, 2);

    await page.getByRole('link', { name: '人员' }).click();
    await button(page, '添加账号').click();
    await page.getByRole('textbox', { name: '姓名' }).fill('陈主持');
    await page.getByRole('textbox', { name: '账号' }).fill('chen');
    await page.getByLabel('代表哪个组织').selectOption({ label: '银杏一村居民委员会' });
    await page.getByLabel('任期到哪一天').fill('2099-12-31');
    await expectGood(page, 'account-for-360-zh');
    await button(page, '添加并显示密码').click();
    const password = await page.locator('.password').innerText();
    await button(page, '已经记下').click();
    await page.getByText('代表银杏一村居民委员会 · 任期到 2099年12月31日').first().waitFor();
    const { accounts } = await told('Accounts', await ask('/api/v1/accounts'));
    const { id } = accounts.find(({ login }) => login === 'chen');
    const grant = [{ role: 'recorder', grid, organisation: owners.id }];
    assert.equal((await post(at, `/api/v1/accounts/${id}/roles`, { grant }, cookie)).status, 200);

    const chen = await newPerson(phone);
    await chen.goto(served.at('/desk'));
    await chen.getByLabel('账号').fill('chen');
    await chen.getByLabel('密码').fill(password);
    await button(chen, '登录').click();
    await chen.getByRole('heading', { name: '您现在代表谁？' }).waitFor();
    assert.equal(await chen.getByRole('link', { name: '人员' }).count(), 0);
    await expectGood(chen, 'acting-360-zh');
    await button(chen, /业主委员会/)
      .first()
      .click();
    await chen.getByText('代表：银杏一村业主委员会').waitFor();
    await chen.getByRole('link', { name: '人员' }).waitFor();
    const me = await chen.evaluate(() => fetch('/api/v1/me').then((answer) => answer.json()));
    assert.deepEqual(me.roles, { [grid]: { recorder: true } });
    await button(chen, '换一个').click();
    await button(chen, /居民委员会/)
      .first()
      .click();
    await chen.getByText('代表：银杏一村居民委员会').waitFor();
    await expectGood(chen, 'acting-for-360-zh');
    assert.deepEqual(page.problems, []);
  }));
