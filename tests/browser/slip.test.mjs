// No act by a slip of the finger: double taps, held keys, presses that come too soon, and where things
// stand that confirm - in the Room and in the Console, on a phone upright and on its side, on a laptop, in
// elder mode.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { button, enterAs, laptop, newPerson, phone, picture } from './people.mjs';
import { openBallot, until, withDemo } from './support.mjs';

const onItsSide = { width: 780, height: 360 };
const resident = (demo, unit) => demo.links.residents.find((one) => one.unit === unit).url;

const middle = ({ x, y, width, height }, down = 0.5) => [x + width / 2, y + height * down];
const overlap = (one, other) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

/** Two presses at one point, as fast as a finger that trembles. */
async function twice(page, [x, y]) {
  await page.mouse.move(x, y);
  for (const clickCount of [1, 2]) {
    await page.mouse.down({ clickCount });
    await page.mouse.up({ clickCount });
  }
}

/** All that is asked of who casts nothing. */
async function votesOf(client, ballot) {
  return client.view.ballots[ballot].participation.heads;
}

const options = (page) => page.getByRole('group', { name: '请选一项' }).getByRole('button');

for (const [where, viewport, elder] of [
  ['on a phone', phone, false],
  ['on a phone in elder mode', phone, true],
  ['on a phone on its side', onItsSide, false],
  ['on a laptop', laptop, false],
]) {
  test(`a double tap on an option chooses it and casts nothing, ${where}`, () =>
    withDemo(async (demo) => {
      const chair = await demo.client(demo.links.facilitator);
      const ballot = await openBallot(chair, demo.links.meeting);
      const page = await newPerson(viewport);
      await enterAs(page, resident(demo, '303室'));
      if (elder) await page.goto(`${page.url().split('?')[0]}?elder=1`);
      const confirm = button(page, '确认投票');
      await confirm.waitFor();
      const count = await options(page).count();
      assert.equal(count, 3);
      for (let n = 0; n < count; ++n) {
        const option = options(page).nth(n);
        for (const down of [0.1, 0.5, 0.9]) {
          await option.click({ trial: true });
          const before = await Promise.all((await options(page).all()).map((o) => o.boundingBox()));
          await twice(page, middle(before[n], down));
          await until(async () => (await option.getAttribute('aria-pressed')) === 'true', 'choice');
          const box = await confirm.boundingBox();
          for (const one of before) assert.ok(!overlap(box, one), `confirming lies on an option`);
          const after = await option.boundingBox();
          assert.deepEqual(after, before[n], 'the option has moved');
        }
      }
      // And a press on the confirming button that comes at once is none either.
      await options(page).first().click({ trial: true });
      await page.evaluate(async () => {
        document.querySelector('.option').click();
        await new Promise((next) => setTimeout(next));
        document.querySelector('.confirm button').click();
      });
      assert.equal(await votesOf(chair, ballot), 0);
      await picture(page, `vote-${where.replaceAll(' ', '-')}`);
      await confirm.click();
      await page.getByText('您的一票已记录').waitFor();
      await until(() => chair.view.ballots[ballot].participation.heads === 1, 'the vote');
      assert.deepEqual(page.problems, []);
      chair.close();
    }));
}

test('holding Enter on an option chooses it and casts nothing; the keyboard goes on from there', () =>
  withDemo(async (demo) => {
    const chair = await demo.client(demo.links.facilitator);
    const ballot = await openBallot(chair, demo.links.meeting);
    const page = await newPerson(phone);
    await enterAs(page, resident(demo, '303室'));
    await options(page).nth(1).click({ trial: true });
    await options(page).nth(1).focus();
    for (let n = 0; n < 30; ++n) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await until(
      async () => (await options(page).nth(1).getAttribute('aria-pressed')) === 'true',
      'the choice',
    );
    // Held on the confirming button too: it casts once, and what comes in its place is not pressed.
    await button(page, '确认投票').click({ trial: true });
    assert.equal(await votesOf(chair, ballot), 0);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.down('Enter');
    for (let n = 0; n < 30; ++n) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await page.getByText('您的一票已记录').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement === document.body), false);
    assert.equal(chair.view.ballots[ballot].tally.no.heads, 1);
    chair.close();
  }));

test('the buttons of the vote are in view at 150 % text, upright and on its side', () =>
  withDemo(async (demo) => {
    const chair = await demo.client(demo.links.facilitator);
    await openBallot(chair, demo.links.meeting, {
      detail: '方案二。\n'.repeat(30),
    });
    for (const [name, viewport] of Object.entries({
      upright: phone,
      side: onItsSide,
    })) {
      const page = await newPerson(viewport);
      await enterAs(page, resident(demo, '303室'));
      await button(page, '确认投票').waitFor();
      await page.evaluate(() => (document.documentElement.style.fontSize = '27px'));
      for (const one of [...(await options(page).all()), button(page, '确认投票')]) {
        // The page is laid out anew for the larger type.
        await until(async () => {
          const tabs = await page.getByRole('navigation').boundingBox();
          const box = await one.boundingBox();
          return box.y >= 0 && box.y + box.height <= tabs.y + 1;
        }, `a button in view, ${name}`);
        const box = await one.boundingBox();
        assert.ok(box.x >= 0 && box.x + box.width <= viewport.width, name);
      }
      await picture(page, `vote-150-${name}`);
    }
    chair.close();
  }));

/** Whatever is asked next is confirmed in the very moment it appears. */
async function confirmAtOnce(page) {
  await page.evaluate(() => {
    const watcher = new MutationObserver(() => {
      const confirming = document.querySelector('[role="dialog"] .button.primary');
      if (!confirming) return;
      watcher.disconnect();
      confirming.click();
      confirming.form?.requestSubmit();
    });
    watcher.observe(document.body, { childList: true, subtree: true });
  });
}

/** Where it takes a press: what has come under the finger by scrolling says that it takes none a frame
    later than it can be seen. */
async function readyAt(page, control) {
  await control.click({ trial: true });
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  await control.click({ trial: true });
  return control.boundingBox();
}

/** Opens a step by a double click, tries to confirm at once, looks where things stand, leaves. */
async function slipOn(page, opener, what) {
  const from = await readyAt(page, opener);
  await confirmAtOnce(page);
  await twice(page, middle(from));
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  const title = await dialog.getByRole('heading').first().textContent();
  for (const one of await dialog.getByRole('button').all()) {
    const box = await one.boundingBox();
    const frame = await dialog.boundingBox();
    // What the dialog's own scrolling hides is not there to be met.
    const hidden = box ? Math.max(0, box.y + box.height - frame.y - frame.height) : 0;
    const seen = box && hidden < box.height ? { ...box, height: box.height - hidden } : null;
    const name = await one.textContent();
    if (seen)
      assert.ok(!overlap(seen, from), `${what}: “${name}” lies where “${title}” was opened`);
  }
  const last = dialog.getByRole('button').last();
  for (let n = 0; n < 5; ++n) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await last.click({ trial: true }); // it is ready now, and nothing has happened
  assert.equal(await dialog.count(), 1, `${what}: “${title}” is still asked`);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.equal(
    await page.evaluate(() => document.activeElement === document.body),
    false,
    `${what}: the focus has fallen to the body after “${title}”`,
  );
}

/** A proposal with an amendment under discussion and somebody who waits to speak. */
async function discuss(chair, member, meeting) {
  const item = chair.view.current.item;
  const facts = {
    title: '装长椅',
    text: '装一排。\n刷漆。',
    who: '居委会',
    where: '大厅',
  };
  const { result } = await member.done(meeting, {
    type: 'proposal.table',
    item,
    ...facts,
  });
  await until(() => chair.view.proposals?.[result.proposal], 'the proposal');
  return result.proposal;
}

for (const [where, viewport, elder] of [
  ['on a laptop', laptop, ''],
  ['on a phone', phone, ''],
  ['on a phone in elder mode', phone, '?elder=1'],
]) {
  test(`no confirming control of the Console is met by a slip, ${where}`, () =>
    withDemo(async (demo) => {
      const { meeting, facilitator, residents } = demo.links;
      const chair = await demo.client(facilitator);
      await chair.join(meeting);
      const member = await demo.client(residents[0].url);
      await member.join(meeting);
      const page = await newPerson(viewport);
      await enterAs(page, facilitator);
      await page.goto(new URL(`/m/${meeting}/console${elder}`, page.url()).href);
      const all = async (names) => {
        for (const name of names) await slipOn(page, button(page, name).first(), where);
      };
      const before = chair.view.meeting.phase;
      await button(page, '开放签到').waitFor();
      await all(['改期', '取消会议']);
      assert.equal(chair.view.meeting.phase, before);

      const ballot = await openBallot(chair, meeting);
      await member.done(meeting, {
        type: 'attendance.check_in',
        mode: 'phone',
      });
      await button(page, '截止表决').waitFor();
      await all(['截止表决', '作废']);
      assert.equal(chair.view.ballots[ballot].state, 'open');
      await member.done(meeting, {
        type: 'ballot.cast',
        ballot,
        choice: 'yes',
      });
      await chair.done(meeting, { type: 'ballot.close', ballot });
      await all(['公示结果']);

      const proposal = await discuss(chair, member, meeting);
      const row = page.locator('details.proposal');
      await row.waitFor();
      if (!(await row.evaluate((one) => one.open))) await row.locator('summary').click();
      await all([/^搁置.*长椅/, '撤回提案']);
      await chair.done(meeting, { type: 'proposal.discuss', proposal });
      await all(['结束这一项', '就这一项再发起表决']);
      assert.equal(chair.view.proposals[proposal].state, 'tabled');
      assert.equal(chair.view.current.proposal, proposal);
      await chair.done(meeting, { type: 'proposal.withdraw', proposal });
      const { item } = chair.view.current;
      await chair.done(meeting, { type: 'agenda.finish', item });
      await all(['闭会']);
      await chair.done(meeting, { type: 'meeting.close' });
      await all(['提交确认']);
      await chair.done(meeting, { type: 'minutes.propose' });
      await all(['确认纪要']);
      await chair.done(meeting, { type: 'minutes.adopt' });
      await all(['公布纪要']);
      assert.equal(Object.keys(chair.view.records ?? {}).length, 0);
      assert.deepEqual(page.problems, []);
      member.close();
      chair.close();
    }));
}

for (const [where, viewport, elder] of [
  ['on a phone', phone, ''],
  ['on a phone in elder mode', phone, '?elder=1'],
  ['on a phone on its side', onItsSide, ''],
  ['on a laptop', laptop, ''],
]) {
  test(`no confirming control of the Room is met by a slip, ${where}`, () =>
    withDemo(async (demo) => {
      const { meeting, facilitator } = demo.links;
      const chair = await demo.client(facilitator);
      await chair.done(meeting, { type: 'meeting.open' });
      await chair.done(meeting, { type: 'meeting.start' });
      await chair.join(meeting);
      const [item] = Object.keys(chair.view.agenda);
      await chair.done(meeting, { type: 'agenda.start', item });
      await until(() => chair.view.current?.item === item, 'the item');
      const member = await demo.client(resident(demo, '502室'));
      await member.join(meeting);
      await member.done(meeting, { type: 'attendance.check_in', mode: 'phone' });
      const proposal = await discuss(chair, member, meeting);
      await chair.done(meeting, { type: 'proposal.discuss', proposal });
      const page = await newPerson(viewport);
      await enterAs(page, resident(demo, '502室'));
      await page.goto(new URL(`/m/${meeting}${elder}`, page.url()).href);
      for (const name of ['举手发言', '提出程序提醒', '撤回提案', '修改提案', '我要先走']) {
        await slipOn(page, button(page, name).first(), where);
      }
      assert.equal(chair.view.proposals[proposal].state, 'tabled');
      assert.deepEqual(Object.keys(chair.view.floor?.speeches ?? {}), []);
      await chair.done(meeting, { type: 'proposal.withdraw', proposal });
      await chair.done(meeting, { type: 'agenda.finish', item });
      await chair.done(meeting, { type: 'meeting.close' });
      await chair.done(meeting, { type: 'minutes.propose' });
      await button(page, '去看纪要').click();
      await slipOn(page, button(page, '我看过了，没有记错'), where);
      assert.equal(chair.view.minutes.signed ?? 0, 0);
      await button(page, '我看过了，没有记错').click();
      await button(page, '确认认可').click();
      await page.getByText('您已经认可这份纪要。').waitFor();
      assert.deepEqual(page.problems, []);
      member.close();
      chair.close();
    }));
}
