// Letters by e-mail, from the household that asks for them to the link that ends them, with a mail server
// on this machine that takes them over SMTP and a reader of somebody else's that understands them.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { afterEach, test } from 'node:test';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import {
  button,
  expectAccessible,
  expectFits,
  kPassword,
  newPerson,
  phone,
  picture,
} from './people.mjs';
import { withServed } from './served.mjs';
import { Client, newId, until } from './support.mjs';

const kRoll = `楼号,单元,室号,专有面积,面积来源,产权人标识,代表
12,1,101,68.10,不动产登记簿,甲,
12,1,102,76.60,不动产登记簿,乙,
12,1,201,68.10,不动产登记簿,丙,
`;
const kBase = 'http://roundtable.test';
const kDay = 24 * 3600 * 1_000_000;

const closing = [];
afterEach(() => Promise.all(closing.splice(0).map((close) => close())));

/** A mail server, closed when its test ends; `refuses` says to which addresses it says no for good. */
async function mailServer(options = {}) {
  const letters = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, session, tell) =>
      options.refuses?.includes(address)
        ? tell(Object.assign(new Error('no such user'), { responseCode: 550 }))
        : tell(),
    onData: (stream, session, tell) =>
      simpleParser(stream).then((letter) => {
        letters.push(letter);
        tell();
      }, tell),
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server.server, 'listening');
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return {
    letters,
    port: server.server.address().port,
    letter: async (subject) => {
      const found = () => letters.find((one) => one.subject.includes(subject));
      await until(found, `a letter about ${subject}`, 60_000);
      return found();
    },
    close: () => closing.shift()(),
  };
}

const settings = (port) => ({
  ROUNDTABLE_BASE_URL: kBase,
  ROUNDTABLE_SMTP_URL: `smtp://127.0.0.1:${port}`,
  ROUNDTABLE_SMTP_FROM: 'roundtable@example.org',
});

/** The office: an administrator who also facilitates, a building with its roll, a meeting. */
async function office(served) {
  let cookie = '';
  const ask = async (path, body, type = 'application/json') => {
    const answer = await fetch(served.at(`/api/v1${path}`), {
      method: body === undefined ? 'GET' : 'POST',
      headers: { cookie, 'content-type': type, 'idempotency-key': newId() },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    });
    const said = await answer.json();
    assert.ok(answer.ok, `${path}: ${JSON.stringify(said)}`);
    const cookies = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
    if (cookies.length > 0) cookie = cookies.join('; ');
    return said;
  };
  await ask('/setup', {
    code: served.code.replaceAll(' ', ''),
    login: 'zhou',
    password: kPassword,
    name: '周敏',
    facilitates: true,
    grid: { name: '银杏居民区', level: 'neighbourhood' },
  });
  const { home: grid } = await ask('/me');
  const { roll } = await ask(`/grids/${grid}/roll`, kRoll, 'text/csv');
  const { meeting } = await ask('/meetings', {
    template: 'roundtable',
    grid,
    roll,
    scope: { kind: 'zone' },
    title: '停车圆桌会',
    place: '党群服务站',
    scheduled_at: Date.now() * 1000 + 20 * kDay,
    agenda: [{ title: '车位怎么分', kind: 'deliberation' }],
  });
  const { households } = await ask(`/meetings/${meeting}/households`);
  const { slips } = await ask(`/meetings/${meeting}/households/invite`, {
    heads: households.map(({ head }) => head),
  });
  const chair = await Client.open(served.started(), cookie);
  await chair.join(meeting);
  const give = (command) => chair.done(meeting, command);
  return { meeting, slips, give, close: () => chair.close() };
}

async function enter(page, served, slip) {
  await page.goto(served.at(`/join/${slip.token}`));
  await button(page, '进入会议').last().click();
  await page.waitForURL(/\/m\//);
}

async function askForLetters(page, email) {
  await button(page, '我的').click();
  await page.getByRole('heading', { name: '收电子邮件' }).waitFor();
  await page.getByLabel('电子邮箱').fill(email);
  await page.waitForFunction(() => !document.querySelector('.dialog [aria-disabled="true"]'));
  await button(page, '发验证码').click();
}

test('a household asks for letters, is told of its meeting, and ends them by the link', async () => {
  const mail = await mailServer();
  await withServed(async (served) => {
    const desk = await office(served);
    await desk.give({ type: 'meeting.announce' });
    const page = await newPerson(phone);
    await enter(page, served, desk.slips[0]);
    await askForLetters(page, 'wang@example');
    await page.getByText('这不像电子邮箱').waitFor();
    await page.getByLabel('电子邮箱').fill('Ｗang＠Example.com');
    await expectFits(page, 'own-mail');
    await expectAccessible(page, 'own-mail');
    await picture(page, 'own-mail-zh');
    await button(page, '发验证码').click();
    await page.getByText('验证码已发到 W***@example.com').waitFor();
    await picture(page, 'own-mail-code-zh');
    const { text, subject, to, from } = await mail.letter('验证码');
    assert.equal(to.text, 'Wang@example.com');
    assert.equal(from.value[0].address, 'roundtable@example.org');
    const [code] = /\d{6}/.exec(subject);
    assert.ok(text.includes(code));
    await page.getByLabel('6 位验证码').fill('1');
    await button(page, '确认邮箱').click();
    await page.getByText('验证码不对').waitFor();
    await page.getByLabel('6 位验证码').fill(code);
    await button(page, '确认邮箱').click();
    await page.getByText('信会发到 W***@example.com').waitFor();
    await expectAccessible(page, 'own-mail-confirmed');

    await desk.give({
      type: 'meeting.reschedule',
      scheduled_at: Date.now() * 1000 + 21 * kDay,
      place: '二楼活动室',
      reason: '原来的房间漏水',
    });
    const moved = await mail.letter('会议改期：停车圆桌会');
    assert.equal(moved.to.text, 'Wang@example.com');
    for (const part of [
      '二楼活动室',
      '原来的房间漏水',
      `${kBase}/meetings/${desk.meeting}/notice`,
    ]) {
      assert.ok(moved.text.includes(part), part);
    }
    for (const part of ['101', '甲', '/join/', desk.slips[0].head]) {
      assert.ok(!moved.text.includes(part), part);
    }

    const stranger = await newPerson(phone);
    const link = new URL(/http\S+\/mail\/\S+/.exec(moved.text)[0]);
    await stranger.goto(served.at(link.pathname));
    await stranger.getByRole('heading', { name: '不再收电子邮件' }).waitFor();
    await expectFits(stranger, 'letters-end');
    await expectAccessible(stranger, 'letters-end');
    await picture(stranger, 'letters-end-zh');
    await button(stranger, '不再发信').click();
    await stranger.getByText('好了，不再发信').waitFor();
    const before = mail.letters.length;
    await desk.give({ type: 'meeting.cancel', reason: '另行通知' });
    await stranger.reload();
    await button(stranger, '不再发信').click();
    await stranger.getByText('这个链接已经失效').waitFor();
    assert.equal(mail.letters.length, before);
    desk.close();
  }, settings(mail.port));
});

test('a letter waits while the mail server is away and comes when it is back, once', async () => {
  const first = await mailServer();
  const { port } = first;
  await withServed(async (served) => {
    const desk = await office(served);
    const page = await newPerson(phone);
    await desk.give({ type: 'meeting.announce' });
    await enter(page, served, desk.slips[0]);
    await askForLetters(page, 'wang@example.com');
    const [code] = /\d{6}/.exec((await first.letter('验证码')).subject);
    await page.getByLabel('6 位验证码').fill(code);
    await button(page, '确认邮箱').click();
    await page.getByText('信会发到').waitFor();
    await first.close();
    await desk.give({ type: 'meeting.cancel', reason: '台风' });
    const metric = async () =>
      /^roundtable_letters_waiting (\d+)/m.exec(await (await fetch(served.at('/metrics'))).text());
    await until(async () => (await metric())?.[1] === '1', 'a letter that waits');
    const second = await mailServer({ port });
    const letter = await second.letter('会议取消');
    assert.ok(letter.text.includes('台风'));
    await until(async () => (await metric())?.[1] === '0', 'no letter that waits');
    assert.equal(second.letters.length, 1);
    desk.close();
  }, settings(port));
});

test('a household learns that its address was refused', async () => {
  const mail = await mailServer({ refuses: ['nobody@example.com'] });
  await withServed(async (served) => {
    const desk = await office(served);
    await desk.give({ type: 'meeting.announce' });
    const page = await newPerson(phone);
    await enter(page, served, desk.slips[1]);
    await askForLetters(page, 'nobody@example.com');
    await page.getByText('验证码已发到').waitFor();
    const own = async () => (await page.request.get(served.at('/api/v1/me/mail'))).json();
    await until(async () => (await own()).trouble === 'refused', 'the refusal');
    await page.reload();
    await button(page, '我的').click();
    await page.getByText('上一封信被对方退回').waitFor();
    assert.deepEqual(mail.letters, []);
    desk.close();
  }, settings(mail.port));
});
