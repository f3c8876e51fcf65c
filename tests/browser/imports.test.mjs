// Grids and a roll from files, at the Desk: every problem is told where it is, the preview says what
// would change, and nothing changes before a person presses Import.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { described, validator } from './described.mjs';
import { binary, withDemo } from './support.mjs';
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
const kRollHeader = '楼号,单元,室号,专有面积,面积来源,产权人标识,代表\n';
const kRows = [
  '5,1,101,68.10,不动产登记簿,甲,王建国\n',
  '5,1,102,76.60,测绘,甲+乙,\n',
  '5,1,201,68.10,测绘,丙,\n',
];

/** An account with that role, made beside the running server. */
function account(demo, login, role, grid) {
  const run = (...args) => {
    const options = { input: `${kPassword}\n`, stdio: 'pipe' };
    execFileSync(binary, [...args, '--data', demo.data], options);
  };
  run('account', 'add', '--login', login, '--name', '周书记');
  run('account', 'grant', '--login', login, '--role', role, '--grid', grid);
}

async function signedIn(demo, login, viewport, path) {
  const page = await newPerson(viewport);
  await page.goto(demo.at(`/sign-in?next=${path}`));
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('密码').fill(kPassword);
  await button(page, '登录').click();
  await page.waitForURL(demo.at(path));
  return page;
}

const put = (page, name, bytes) =>
  page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(bytes) });

/** Says that somebody looked at who is one head. */
const confirm = (page) => page.getByLabel('以上各项我已逐一核对').check();

const heading = (page, name) => page.getByRole('heading', { name });
const gridsIn = async (demo, id) =>
  (await (await fetch(demo.at(`/api/v1/grids/${id}`))).json()).children.map((one) => one.name);

/** Above the building of the demonstration, which has a roll: a grid that has none. */
async function neighbourhoodOf(demo) {
  const id = demo.links.grid.split('/').pop();
  const { path } = await (await fetch(demo.at(`/api/v1/grids/${id}`))).json();
  return path.at(-2).id;
}

/** Every answer about imports that a page gets, to be held against openapi.yaml. */
async function answersTo(page) {
  const answers = [];
  // Read on its way, since a page that goes on takes its answers with it.
  await page.route(/\/api\/v1\/(import\/grids|grids\/[^/]+\/roll)(\?|$)/, async (route) => {
    const response = await route.fetch();
    const url = new URL(route.request().url());
    const name =
      route.request().method() === 'GET'
        ? 'GridRolls'
        : url.searchParams.has('check')
          ? 'ImportPreview'
          : 'ImportCounts';
    answers.push({ name, body: await response.json() });
    await route.fulfill({ response });
  });
  return answers;
}

async function withPeople(act) {
  await withDemo(async (demo) => {
    account(demo, 'zhou', 'secretary', '310110');
    await act(demo);
  });
}

test('a secretary brings in grids and a roll from files, on a phone', () =>
  withPeople(async (demo) => {
    const page = await signedIn(demo, 'zhou', phone, '/desk/grids');
    const answers = await answersTo(page);
    const before = await gridsIn(demo, '310110016');

    // Two problems: each with its place and its reason, and nothing is changed.
    const bad = '代码,名称,层级,上级\nx1,试验居民区,居民区,310110999\nx2,坏层级,区,310110016\n';
    await put(page, 'bad.csv', bad);
    await heading(page, '还不能导入：有 2 处问题').waitFor();
    const first = page.getByRole('listitem').filter({ hasText: 'D2' });
    assert.match(await first.innerText(), /第 2 行第 14 个字符[^]*找不到上级“310110999”。/);
    assert.equal(await button(page, '导入').count(), 0);
    assert.deepEqual(await gridsIn(demo, '310110016'), before);
    await expectFits(page, 'problems');
    await expectAccessible(page, 'problems');

    // As a Chinese spreadsheet saves it: GBK. Seen first, done on the button.
    const gbk = (hex, ascii) => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from(ascii)]);
    await put(
      page,
      'good.csv',
      Buffer.concat([
        gbk('b4fac2eb', ','), // 代码
        gbk('c3fbb3c6', ','), // 名称
        gbk('b2e3bcb6', ','), // 层级
        gbk('c9cfbcb6', '\r\nx1,'), // 上级
        gbk('c3fbb3c6', ',neighbourhood,310110016\r\nx1-5,'),
        gbk('c3fbb3c6', ',building,x1\r\n'),
      ]),
    );
    await heading(page, '可以导入').waitFor();
    assert.match(await page.locator('main').innerText(), /按 GB18030 读取/);
    assert.deepEqual(await gridsIn(demo, '310110016'), before);
    await button(page, '导入').click();
    await page.getByText('新增 2 个网格').waitFor();
    assert.deepEqual(await gridsIn(demo, '310110016'), [...before, '名称']);

    await page.goto(demo.at('/desk/grids/x1'));
    await page.getByRole('link', { name: /x1-5/ }).click();
    await page.getByText('这个网格还没有名册。').waitFor();
    await put(page, 'roll.csv', kRollHeader + kRows.join('').replace('76.60', '-76.60'));
    await page.getByText('面积“-76.60”是负数。').waitFor();
    await put(page, 'roll.csv', kRollHeader + kRows.join(''));
    await heading(page, '请核对：哪些套合计一人（1 项）').waitFor();
    await page.getByText('产权人只有部分相同，按 2 人计。').waitFor();
    await page.getByText('5号楼1单元101室（第 2 行）、5号楼1单元102室（第 3 行）').waitFor();
    await expectFits(page, 'preview');
    await expectAccessible(page, 'preview');
    await button(page, '导入').click();
    await page.getByText('请先逐项核对，勾选后再导入。').waitFor();
    await confirm(page);
    await button(page, '导入').click();
    await page.getByText(/现有业主名册：1 幢楼，3 套，计票人数 3.*212\.80/).waitFor();
    await page.getByText('看业主名册', { exact: true }).click();
    await page.getByRole('row', { name: /102室 5号楼1单元.*76\.60/ }).waitFor();
    await expectFits(page, 'the roll');
    await expectAccessible(page, 'the roll');
    assert.deepEqual(page.problems, []);

    const fits = validator(await described('openapi.yaml'));
    for (const { name, body } of answers) fits(name, body);
    const seen = new Set(answers.map(({ name }) => name));
    assert.deepEqual([...seen].sort(), ['GridRolls', 'ImportCounts', 'ImportPreview']);
  }));

test('units that a new file no longer has leave the roll only after a person has ticked it', () =>
  withPeople(async (demo) => {
    const grid = await neighbourhoodOf(demo);
    const page = await signedIn(demo, 'zhou', laptop, `/desk/grids/${grid}`);
    await put(page, 'roll.csv', kRollHeader + kRows.join(''));
    await confirm(page);
    await button(page, '导入').click();
    const there = page.getByText('现有业主名册：1 幢楼，3 套');
    await there.waitFor();
    await button(page, '再导入一个文件').click();

    await put(page, 'roll.csv', kRollHeader + kRows.slice(0, 2).join(''));
    const tick = page.getByLabel('我已核对：有 1 套将移出名册');
    await tick.waitFor();
    await button(page, '导入').click();
    await page.getByText('请先核对，勾选后再导入。').waitFor();
    await there.waitFor();
    await tick.check();
    await button(page, '导入').click();
    await page.getByText('现有业主名册：1 幢楼，2 套').waitFor();
    await button(page, '再导入一个文件').click();
    await put(page, 'roll.csv', kRollHeader + kRows.slice(0, 2).join(''));
    await page.getByText('文件与现有内容相同，不用导入。').waitFor();
    assert.equal(await button(page, '导入').count(), 0);
    assert.deepEqual(page.problems, []);
  }));

test('namesakes in two buildings are one head only where a person says so, on a phone', () =>
  withPeople(async (demo) => {
    const grid = await neighbourhoodOf(demo);
    const page = await signedIn(demo, 'zhou', phone, `/desk/grids/${grid}`);
    const answers = await answersTo(page);
    const rows = [
      '5,1,101,68.10,测绘,王伟,\n',
      '9,2,602,91.00,测绘,王伟,\n',
      '5,1,102,76.60,测绘,310115 19800101 0120,\n',
      '9,2,603,91.00,测绘,310115198001010120,\n',
    ];
    const heads = (n) => page.locator('main').getByText(new RegExp(`^人数\\s*${n}$`));
    await put(page, 'roll.csv', kRollHeader + rows.join(''));
    await heading(page, '请核对：哪些套合计一人（2 项）').waitFor();
    await page.getByText('产权人标识写法不同，统一后相同，2 套合计一人。').waitFor();
    await heads(3).waitFor();
    await confirm(page);
    await page.getByLabel('是同一业主：2 套合计一人').check();
    await heads(2).waitFor();
    await picture(page, 'who-is-one-head-phone');
    await expectFits(page, 'who is one head');
    await expectAccessible(page, 'who is one head');
    await button(page, '导入').click();
    await page.getByText(/现有业主名册：2 幢楼，4 套，计票人数 2/).waitFor();
    // What was said once is not asked again.
    await button(page, '再导入一个文件').click();
    await put(page, 'roll.csv', kRollHeader + rows.join('').replace('68.10', '68.15'));
    await page.getByText('现有名册里已经如此的 2 项').waitFor();
    await heads(2).waitFor();
    await button(page, '导入').click();
    await page.getByText('变更 1 套').waitFor();
    assert.deepEqual(page.problems, []);
    const fits = validator(await described('openapi.yaml'));
    for (const { name, body } of answers) fits(name, body);
  }));

test('a lost answer is asked for again, and the file goes in once', () =>
  withPeople(async (demo) => {
    const grid = await neighbourhoodOf(demo);
    const page = await signedIn(demo, 'zhou', laptop, `/desk/grids/${grid}`);
    const keys = [];
    await page.route(/\/roll(\?|$)/, async (route) => {
      const asked = route.request();
      if (asked.method() !== 'POST' || asked.url().includes('check=')) return route.continue();
      keys.push(await route.request().headerValue('idempotency-key'));
      if (keys.length > 1) return route.continue();
      await route.fetch();
      await route.abort();
    });
    await put(page, 'roll.csv', kRollHeader + kRows.join(''));
    await confirm(page);
    await button(page, '导入').click();
    await page.getByText('连不上服务器，请检查网络后再试。').waitFor();
    await button(page, '导入').click();
    await page.getByText(/新增 3 套，变更 0 套/).waitFor();
    assert.equal(keys.length, 2);
    assert.equal(keys[0], keys[1]);
  }));

test('the template is read back without its example, in both languages, by keyboard alone', () =>
  withPeople(async (demo) => {
    const grid = await neighbourhoodOf(demo);
    const page = await signedIn(demo, 'zhou', laptop, `/desk/grids/${grid}`);
    // The browser is told to hand file choosers over before the first key is pressed.
    page.on('filechooser', () => undefined);
    for (const [language, key, template, skipped] of [
      ['zh', 'Enter', '下载模板', '以 # 开头的 1 行没有读入，从此行起。'],
      [
        'en',
        'Space',
        'Download a template',
        'Rows that begin with # were not read: 1, from this one on.',
      ],
    ]) {
      if (language === 'en') await button(page, 'English').click();
      const href = await page.getByRole('link', { name: template }).getAttribute('href');
      const bytes = Buffer.from(decodeURIComponent(href.split(',').slice(1).join(',')));
      assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
      const input = page.locator('input[type=file]');
      await input.focus();
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.keyboard.press(key),
      ]);
      await chooser.setFiles({
        name: 'template.csv',
        mimeType: 'text/csv',
        buffer: Buffer.concat([bytes, Buffer.from('5,1,101,68.10,survey,k,\r\n')]),
      });
      // The news has the keyboard now: only then is it somebody's to move.
      await page.locator(':focus').getByText(skipped).waitFor();
    }
    await expectAccessible(page, 'the preview in English');
    assert.deepEqual(page.problems, []);
  }));

test('who keeps no register is told so, and the server refuses all the same', () =>
  withPeople(async (demo) => {
    account(demo, 'li', 'facilitator', '310110');
    const grid = demo.links.grid.split('/').pop();
    const page = await signedIn(demo, 'li', phone, `/desk/grids/${grid}`);
    await page.getByText('您在这个网格没有管理名册的职务。').waitFor();
    assert.equal(await page.locator('input[type=file]').count(), 0);
    await page.goto(demo.at('/desk/grids'));
    await page.getByText('您没有管理网格的职务。').waitFor();
    assert.equal(await page.locator('input[type=file]').count(), 0);
    const status = await page.evaluate(async () => {
      const headers = { 'content-type': 'text/csv' };
      const body = 'code,name,level,parent\nx1,x,neighbourhood,310110016\n';
      const init = { method: 'POST', headers, body };
      return (await fetch('/api/v1/import/grids?check=1', init)).status;
    });
    assert.equal(status, 403);
  }));
