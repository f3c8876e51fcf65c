// Bad lines and odd browsers: a connection that only looks open, a deadline that passes while nobody is
// reached, links as chat programs mangle them, browsers without storage or cookies, the way back.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import net from 'node:net';
import { test } from 'node:test';
import { binary, openBallot, until, withDemo } from './support.mjs';
import { button, enterAs, laptop, newPerson, phone, picture, vote } from './people.mjs';

const resident = (demo, unit) => demo.links.residents.find((one) => one.unit === unit).url;
/** On the host that the page is at: cookies belong to it. */
const here = (page, path) => new URL(path, page.url()).href;
const pathOf = (link) => new URL(link).pathname;

/** An invitation that can be used once. */
const invite = (demo, head) =>
  execFileSync(
    binary,
    ['invite', '--meeting', demo.links.meeting, '--head', head, '--data', demo.data],
    { encoding: 'utf8' },
  ).match(/\/join\/(\S+)/)[1];

/** A way to the server that can fall silent: what runs through it stays open and brings nothing more,
    as for a phone that slept. `all`: what is opened afterwards is silent, too. */
async function silenceable(port) {
  const pairs = new Set();
  let silent = false;
  const server = net.createServer((near) => {
    const far = net.connect(port, '127.0.0.1');
    const pair = { near, far };
    pairs.add(pair);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ]) {
      from.on('data', (bytes) => pair.silent || to.write(bytes));
      from.on('error', () => {});
      from.on('close', () => to.destroy());
    }
    pair.silent = silent;
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const swallow = () => pairs.forEach((pair) => (pair.silent = true));
  return {
    at: (link) => `http://localhost:${server.address().port}${pathOf(link)}`,
    swallow,
    swallowAll() {
      silent = true;
      swallow();
    },
    mend: () => (silent = false),
    close() {
      for (const { near, far } of pairs) [near, far].forEach((socket) => socket.destroy());
      server.close();
    },
  };
}

async function withVoter(demo, more, act) {
  const chair = await demo.client(demo.links.facilitator);
  const ballot = await openBallot(chair, demo.links.meeting, more);
  const way = await silenceable(demo.port);
  const page = await newPerson(phone);
  await enterAs(page, way.at(resident(demo, '402室')));
  await button(page, /反对/).first().waitFor();
  try {
    await act({ page, way, chair, ballot });
    // What was being fetched through a silent line is lost, and is fetched again when it is asked for.
    const wrong = page.problems.filter((one) => !one.startsWith('Failed to load resource'));
    assert.deepEqual(wrong, []);
  } finally {
    way.close();
    chair.close();
  }
}

test('a vote given into a connection that only looks open goes out over a new one, once', () =>
  withDemo((demo) =>
    withVoter(demo, {}, async ({ page, way, chair, ballot }) => {
      way.swallow();
      await vote(page, /反对/);
      await page.getByText('您的一票已记录').waitFor();
      await until(() => chair.view.ballots[ballot].participation.heads === 1, 'the vote');
      assert.equal(chair.view.ballots[ballot].tally.no.heads, 1);
      assert.equal(await page.getByText('您的一票没有计入').count(), 0);
    }),
  ));

test('a page that comes into sight again replaces its dead connection before anybody taps', () =>
  withDemo((demo) =>
    withVoter(demo, {}, async ({ page, way, chair, ballot }) => {
      way.swallow();
      await chair.done(demo.links.meeting, { type: 'ballot.close', ballot });
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await page.getByText('刚才的表决结果').waitFor();
    }),
  ));

test('that it is connected again is said for a moment, whatever happens in the meeting', () =>
  withDemo((demo) =>
    withVoter(demo, {}, async ({ page, way, chair, ballot }) => {
      way.swallowAll();
      await page.evaluate(() => window.dispatchEvent(new Event('offline')));
      await page
        .getByText(/网络断了/)
        .first()
        .waitFor();
      way.mend();
      await page.getByText('已重新连上').first().waitFor();
      await chair.done(demo.links.meeting, { type: 'ballot.close', ballot });
      await page.getByText('刚才的表决结果').waitFor();
      await page.locator('#app').getByText('已重新连上').waitFor({ state: 'detached' });
    }),
  ));

test('a vote that came too late is told in words that stay until they are read', () =>
  withDemo((demo) => {
    const deadline = (Date.now() + 40_000) * 1000;
    return withVoter(demo, { deadline }, async ({ page, way, chair, ballot }) => {
      way.swallowAll();
      await vote(page, /反对/);
      await until(() => chair.view.ballots[ballot].state === 'closed', 'the deadline', 120_000);
      await page.getByText('截止时间已到，您的一票还没有回音').waitFor();
      way.mend();
      const told = page.getByRole('alert').filter({ hasText: '您的一票没有计入' });
      await told.waitFor();
      await page.getByText('刚才的表决结果').waitFor();
      assert.equal(await button(page, '确认投票').count(), 0);
      await picture(page, 'not-counted');
      assert.match(await told.textContent(), /您选的是反对/);
      await page.reload();
      await told.waitFor();
      await page.locator('nav.tabs').getByRole('button', { name: '纪要' }).click();
      await told.waitFor();
      await button(page, '我知道了').click();
      await told.waitFor({ state: 'detached' });
      await page.reload();
      await page.getByText('刚才的表决结果').or(page.getByText('表决结果')).first().waitFor();
      assert.equal(await told.count(), 0);
      assert.equal(chair.view.ballots[ballot].participation.heads, 0);
    });
  }));

test('links as chat programs mangle them lead where they should', () =>
  withDemo(async (demo) => {
    const page = await newPerson(phone);
    const token = pathOf(resident(demo, '402室')).split('/').pop();
    for (const tail of ['。', '）', '，请尽快', '.', '&from=timeline']) {
      await page.goto(demo.at(`/join/${token}${tail}`));
      await button(page, /我是 402室/).waitFor();
      assert.equal(new URL(page.url()).pathname, `/join/${token}`);
      const record = `${pathOf(demo.links.records[0].url)}${tail}`;
      const response = await page.goto(demo.at(record));
      assert.equal(response.status(), 200, record);
      const room = await page.goto(demo.at(`/m/${demo.links.meeting}${tail}`));
      assert.equal(room.status(), 200);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
    }
    assert.deepEqual(page.problems, []);
  }));

test('a short code in full-width digits is the code', () =>
  withDemo(async (demo) => {
    const out = execFileSync(
      binary,
      ['invite', '--meeting', demo.links.meeting, '--head', 'demo-head-303', '--data', demo.data],
      { encoding: 'utf8' },
    );
    const code = out.match(/\d{3} \d{3} \d{4}/)[0];
    const wide = code.replace(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d)));
    const page = await newPerson(phone);
    await page.goto(demo.at('/join'));
    await page.getByLabel(/短码/).fill(wide);
    await button(page, /继续|下一步|查看|进入/)
      .last()
      .click();
    await button(page, /我是 303室/).click();
    await page.waitForURL(/\/m\//);
  }));

const kNoStorage = {
  'throws at every touch': () => {
    for (const name of ['sessionStorage', 'localStorage']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    }
  },
  'is null': () => {
    for (const name of ['sessionStorage', 'localStorage']) {
      Object.defineProperty(window, name, { value: null });
    }
  },
  'cannot be written': () => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  },
};

for (const [what, without] of Object.entries(kNoStorage)) {
  test(`a household comes in and votes with a browser whose storage ${what}`, () =>
    withDemo(async (demo) => {
      const chair = await demo.client(demo.links.facilitator);
      await openBallot(chair, demo.links.meeting);
      const page = await newPerson(phone);
      await page.addInitScript(without);
      await page.goto(demo.at(`/join/${invite(demo, 'demo-head-303')}`));
      await button(page, /我是 303室/).click();
      await page.waitForURL(/\/m\//);
      await vote(page, /反对/);
      await page.getByText('您的一票已记录').waitFor();
      await button(page, '长辈版').click();
      await page.reload();
      await page.getByText('您的一票已记录').waitFor();
      assert.deepEqual(page.problems, []);
      chair.close();
    }));
}

test('without storage a lost answer does not make the own slip a used one', () =>
  withDemo(async (demo) => {
    const page = await newPerson(phone);
    await page.addInitScript(kNoStorage['throws at every touch']);
    let lost = 0;
    await page.route('**/api/v1/join', async (route) => {
      if (lost++ > 0) return route.continue();
      await route.fetch();
      await route.abort();
    });
    await page.goto(demo.at(`/join/${invite(demo, 'demo-head-303')}`));
    await button(page, /我是 303室/).click();
    await page.getByText(/连不上服务器/).waitFor();
    await page.context().clearCookies();
    await page.reload();
    await button(page, /我是 303室/).click();
    await page.waitForURL(/\/m\//);
  }));

/** Ways in which a browser forgets who came in. */
const kNoCookies = {
  off: (page) =>
    page.addInitScript(() =>
      Object.defineProperty(Navigator.prototype, 'cookieEnabled', { get: () => false }),
    ),
  'dropped on the way': (page) =>
    page.route('**/api/v1/**', async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers() };
      delete headers['set-cookie'];
      await page.context().clearCookies();
      await route.fulfill({ response, headers });
    }),
};

for (const [what, without] of Object.entries(kNoCookies)) {
  test(`with cookies ${what} it is said before a slip is spent, and the slip still works elsewhere`, () =>
    withDemo(async (demo) => {
      const link = demo.at(`/join/${invite(demo, 'demo-head-303')}`);
      const page = await newPerson(phone);
      let joined = 0;
      page.on('request', (request) => {
        if (new URL(request.url()).pathname === '/api/v1/join') joined += 1;
      });
      await without(page);
      await page.goto(link);
      await page.getByText(/Cookie/).waitFor();
      await picture(page, `no-cookies-${what.replace(/ /g, '-')}`);
      await button(page, /我是 303室/).click();
      await page.getByText(/没有用掉/).waitFor();
      assert.equal(joined, 0);
      const other = await newPerson(phone);
      await other.goto(link);
      await button(other, /我是 303室/).click();
      await other.waitForURL(/\/m\//);
    }));
}

test('Back goes one step back: from a dialog, from a tab, and a reload stays', () =>
  withDemo(async (demo) => {
    const page = await newPerson(phone);
    await enterAs(page, resident(demo, '402室'));
    const room = page.url();
    const tab = (name) => page.locator('nav.tabs').getByRole('button', { name });
    await tab('议程').click();
    await page.waitForURL(/tab=agenda/);
    await tab(/纪要/).click();
    await page.waitForURL(/tab=minutes/);
    await page.reload();
    await page.locator('nav.tabs [aria-current=page]', { hasText: '纪要' }).waitFor();
    await page.goBack();
    await page.locator('nav.tabs [aria-current=page]', { hasText: '议程' }).waitFor();
    await page.goBack();
    await page.waitForURL(room);
    assert.deepEqual(page.problems, []);
  }));

test('Back closes the dialog and leaves the Console where it is, however often', () =>
  withDemo(async (demo) => {
    const chair = await newPerson(laptop);
    await enterAs(chair, demo.links.facilitator);
    const console = chair.url();
    const dialog = chair.getByRole('dialog');
    for (let n = 0; n < 2; n += 1) {
      await button(chair, '改期').click();
      await dialog.waitFor();
      await chair.waitForFunction(() => history.state?.dialogs === 1);
      await chair.goBack();
      await dialog.waitFor({ state: 'detached' });
      assert.equal(chair.url(), console);
    }
    await button(chair, '改期').click();
    await dialog.waitFor();
    await chair.waitForFunction(() => history.state?.dialogs === 1);
    await dialog.getByRole('button', { name: '关闭' }).click();
    await dialog.waitFor({ state: 'detached' });
    await chair.waitForFunction(() => !history.state?.dialogs);
    await button(chair, '改期').click();
    await dialog.waitFor();
    await chair.waitForFunction(() => history.state?.dialogs === 1);
    await chair.reload();
    await button(chair, '改期').waitFor();
    await chair.waitForFunction(() => !history.state?.dialogs);
    assert.deepEqual(chair.problems, []);
  }));

test('the steps of convening have addresses, and a reload keeps what was said', () =>
  withDemo(async (demo) => {
    const chair = await newPerson(laptop);
    await enterAs(chair, demo.links.facilitator);
    await chair.goto(here(chair, '/desk/meetings/new'));
    await chair.getByRole('radio').first().check();
    await button(chair, '下一步').click();
    await chair.waitForURL(/step=where/);
    const second = await chair.getByRole('heading', { level: 2 }).first().textContent();
    await chair.reload();
    await chair.getByRole('heading', { level: 2, name: second.trim() }).waitFor();
    await chair.goBack();
    await chair.waitForURL((url) => !url.search.includes('step'));
    assert.equal(await chair.getByRole('radio').first().isChecked(), true);
    assert.deepEqual(chair.problems, []);
  }));

test('two tabs of one browser agree on the language and on who is signed in', () =>
  withDemo(async (demo) => {
    const one = await newPerson(phone);
    await enterAs(one, resident(demo, '402室'));
    const other = await one.context().newPage();
    await other.goto(here(one, '/'));
    await button(other, 'English').first().click();
    await one.getByRole('button', { name: /Agenda/ }).waitFor();
    await one.evaluate(() => (window.asBefore = true));
    await other.getByRole('button', { name: /Sign out/i }).click();
    await one.waitForFunction(() => !window.asBefore);
    const kind = await one.evaluate(async () => (await (await fetch('/api/v1/me')).json()).kind);
    assert.equal(kind, 'nobody');
  }));

test('an old slip and a closed meeting lead to what is alive now', () =>
  withDemo(async (demo) => {
    const token = invite(demo, 'demo-head-303');
    const page = await newPerson(phone);
    await page.goto(demo.at(`/join/${token}`));
    await button(page, /我是 303室/).click();
    await page.waitForURL(/\/m\//);
    await page.goto(demo.at(`/join/${token}`));
    await page.getByText('这个邀请已经用过了').waitFor();
    await page.getByRole('link', { name: '我的会议' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    const chair = await demo.client(demo.links.facilitator);
    await chair.done(demo.links.meeting, { type: 'meeting.cancel', reason: '下雨' });
    await page.goto(demo.at(`/m/${demo.links.meeting}`));
    await page.getByRole('link', { name: '我的会议' }).waitFor();
    chair.close();
  }));
