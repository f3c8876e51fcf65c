// A facilitator and three residents, from invitation to published record, in real Chromium: both
// languages, elder mode, axe on every screen, a host that is no secure origin, a connection that is cut
// in the middle of casting.
import assert from 'node:assert/strict';
import net from 'node:net';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { test } from 'node:test';
import { binary, openBallot, verifyCall, withDemo } from './support.mjs';
import {
  button,
  enterAs,
  expectAccessible,
  expectFits,
  laptop,
  newPerson,
  phone,
  picture,
  vote,
} from './people.mjs';

const resident = (demo, unit) => demo.links.residents.find((one) => one.unit === unit).url;

async function openBallotAsChair(chair) {
  await button(chair, /^开始.*方案二/).click();
  await button(chair, '发起表决').click();
  await chair.getByLabel(/表决什么/).fill('同意按方案二加装电梯吗？');
  await chair.getByLabel('楼号').fill('12');
  await button(chair, '看一遍再发起').click();
  await button(chair, '确认发起').click();
  await button(chair, '截止表决').waitFor();
}

/** The reader of a record types a receipt: as it is, with one wrong digit, and something else. */
async function checkReceipt(record, receipt) {
  const ask = async (typed) => {
    await record.getByLabel('回执', { exact: true }).fill(typed);
    await button(record, '核对').click();
  };
  const answer = record.getByRole('status');
  await ask(receipt.replace(/.$/, (last) => (last === '0' ? '1' : '0')));
  await answer.getByText('本次会议的过程记录里没有这一条').waitFor();
  await ask('王建国');
  await answer.getByText(/这不像回执/).waitFor();
  await ask(receipt);
  await answer.getByText(/回执上的第 \d+ 条原样在过程记录里/).waitFor();
  await answer.getByText('这一条是一票，已计入表决结果。').waitFor();
  await answer.getByText(/这不说明：您选了什么/).waitFor();
  assert.equal(await answer.getByText(/同意|反对|弃权/).count(), 0, 'the choice is not told');
  await picture(record, 'receipt');
}

test('a meeting from the invitation to the published record', () =>
  withDemo(async (demo) => {
    const chair = await newPerson(laptop);
    await chair.goto(demo.links.facilitator);
    await expectAccessible(chair, 'the joining page');
    await enterAs(chair, demo.links.facilitator);
    await button(chair, '开放签到').click();

    const people = {};
    for (const unit of ['102室', '502室', '601室']) {
      const page = (people[unit] = await newPerson(phone));
      await enterAs(page, resident(demo, unit));
      await button(page, /我到了/).click();
      await page.getByText(/您已签到/).waitFor();
      await expectFits(page, `the Room of ${unit}`);
    }
    await expectAccessible(people['502室'], 'the Room before the sitting');
    await button(chair, '开会').click();
    await openBallotAsChair(chair);
    await expectAccessible(chair, 'the Console with a ballot');

    await people['502室'].getByText('这是意见征询，不具法律约束力。').waitFor();
    await expectAccessible(people['502室'], 'the ballot card');
    await vote(people['502室'], /同意/);
    await vote(people['601室'], /同意/);
    await vote(people['102室'], /反对/);
    for (const page of Object.values(people)) await page.getByText('您的一票已记录').waitFor();
    const receipt = await people['601室'].getByText(/回执：第/).textContent();
    await chair
      .getByText(/再有 13\s位业主/)
      .first()
      .waitFor();

    const hall = await newPerson(laptop);
    await hall.goto(demo.links.hall);
    await hall
      .getByText(/再有 13\s位业主/)
      .first()
      .waitFor();
    await expectAccessible(hall, 'the Hall');

    await button(chair, '截止表决').click();
    await button(chair, '确认截止').click();
    await people['502室']
      .getByText(/意见征询：未达到参与要求（不具约束力）/)
      .first()
      .waitFor();
    await button(chair, '公示结果').first().click();
    await chair.getByLabel(/向谁提异议/).fill('居委会办公室');
    await button(chair, '预览成文').click();
    await button(chair, '确认公示').click();
    const link = people['502室'].getByRole('link', { name: /看公示/ }).first();
    await link.waitFor();
    const record = await newPerson(phone);
    await record.goto(new URL(await link.getAttribute('href'), demo.links.base).href);
    await record.getByText('同意按方案二加装电梯吗？').first().waitFor();
    await record
      .getByText(/核验通过|完整|一致/)
      .first()
      .waitFor();
    await checkReceipt(record, receipt.trim());
    // Of the receipts that are none the browser notes that they were not found.
    record.problems = record.problems.filter((told) => !/status of 40[04]/.test(told));
    await expectAccessible(record, 'the Record');
    await expectFits(record, 'the Record');

    const { stdout } = await promisify(execFile)(binary, verifyCall(demo.data));
    assert.match(stdout, /0 findings/);
    for (const page of [chair, hall, record, ...Object.values(people)]) {
      assert.deepEqual(page.problems, []);
      await page.context().close();
    }
  }));

test('the record is complete without JavaScript', () =>
  withDemo(async (demo) => {
    const page = await newPerson(phone, { javaScriptEnabled: false });
    await page.goto(demo.links.records[0].url);
    const text = await page.textContent('body');
    for (const said of [
      '达到要求（不具约束力）',
      '参与表决',
      '三分之二',
      '意见征询',
      'SHA-256',
      '演示数据',
    ]) {
      assert.ok(text.includes(said), said);
    }
    await page.goto(`${demo.links.records[0].url}?lang=en`);
    assert.match(await page.textContent('body'), /Opinion poll: requirement met \(not binding\)/);
  }));

test('English, elder mode and a plain http host that is not localhost', () =>
  withDemo(async (demo) => {
    const chair = await demo.client(demo.links.facilitator);
    await openBallot(chair, demo.links.meeting);
    const page = await newPerson(phone);
    const token = new URL(resident(demo, '303室')).pathname;
    await page.goto(`http://hall.test:${demo.port}${token}?lang=en`);
    assert.equal(await page.evaluate(() => window.isSecureContext), false);
    await button(page, /enter|join|303/i)
      .last()
      .click();
    await page.waitForURL(/\/m\//);
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
    await button(page, /^Agree|^Yes|^For/)
      .first()
      .click();
    await button(page, /Confirm/).click();
    await page.getByText(/Your vote is recorded|has been recorded/).waitFor();
    await expectAccessible(page, 'the Room in English');
    await expectFits(page, 'the Room in English');
    await page.goto(`${page.url().split('?')[0]}?lang=zh&elder=1`);
    await page.getByText('您的一票已记录').waitFor();
    const size = await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
    assert.ok(size >= 18, `elder text is ${size} px`);
    await expectAccessible(page, 'the Room in elder mode');
    await expectFits(page, 'the Room in elder mode');
    assert.deepEqual(page.problems, []);
    await page.context().close();
    chair.close();
  }));

/** A way to the server that can be cut: what runs through it, and what tries to, is dropped. */
async function cuttable(port) {
  const sockets = new Set();
  let cut = false;
  const server = net.createServer((near) => {
    if (cut) return near.destroy();
    const far = net.connect(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ]) {
      sockets.add(from);
      from.pipe(to);
      from.on('error', () => {});
      from.on('close', () => to.destroy());
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: server.address().port,
    cut() {
      cut = true;
      for (const socket of sockets) socket.destroy();
    },
    mend() {
      cut = false;
    },
    close: () => server.close(),
  };
}

test('a connection cut in the middle of casting: said plainly, kept, sent once', () =>
  withDemo(async (demo) => {
    const chair = await demo.client(demo.links.facilitator);
    const ballot = await openBallot(chair, demo.links.meeting);
    const way = await cuttable(demo.port);
    const page = await newPerson(phone);
    await page.goto(`http://localhost:${way.port}${new URL(resident(demo, '402室')).pathname}`);
    await button(page, /进入会议/)
      .last()
      .click();
    await page.waitForURL(/\/m\//);
    await button(page, /反对/).first().click();
    way.cut();
    await page
      .getByText(/网络断了/)
      .first()
      .waitFor();
    await button(page, '确认投票').click();
    await page
      .getByText(/还没送到/)
      .first()
      .waitFor();
    way.mend();
    await page.getByText('您的一票已记录').waitFor();
    const view = await (async () => {
      const audience = await demo.client();
      await audience.join(demo.links.meeting);
      return audience.view;
    })();
    assert.deepEqual(view.ballots[ballot].tally.no.heads, 1);
    assert.equal(view.ballots[ballot].participation.heads, 1);
    await page.context().close();
    way.close();
    chair.close();
  }));
