// What somebody writes is not lost by Escape, an input method, a reload or a lost line; what a translator
// does to the page freezes no count; that a ballot opens, and that the line is gone, is said.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { button, enterAs, newPerson, phone, picture } from './people.mjs';
import { openBallot, until, withDemo } from './support.mjs';

const resident = (demo, unit) => demo.links.residents.find((one) => one.unit === unit).url;
const said = (page, words) =>
  page.waitForFunction((w) => document.querySelector('#announced')?.textContent.includes(w), words);

/** The meeting sits and talks of an item; a resident is in the Room. */
async function talking(demo) {
  const { meeting, facilitator } = demo.links;
  const chair = await demo.client(facilitator);
  await chair.done(meeting, { type: 'meeting.open' });
  await chair.done(meeting, { type: 'meeting.start' });
  await chair.join(meeting);
  const [item] = Object.keys(chair.view.agenda);
  await chair.done(meeting, { type: 'agenda.start', item });
  const page = await newPerson(phone);
  await enterAs(page, resident(demo, '502室'));
  await button(page, /我到了/).click();
  await button(page, '提一个提案').waitFor();
  return { chair, page, item };
}

const composed = (key) => {
  const options = {
    key,
    code: key,
    keyCode: 229,
    isComposing: true,
    bubbles: true,
  };
  document.activeElement.dispatchEvent(
    new KeyboardEvent('keydown', { ...options, cancelable: true }),
  );
};

test('an input method’s Escape and Enter close and send nothing; what was written is there again', () =>
  withDemo(async (demo) => {
    const { chair, page } = await talking(demo);
    await button(page, '提一个提案').click();
    const form = page.getByRole('dialog');
    const text = form.getByLabel('具体怎么做');
    await form.getByLabel('做什么（一句话）').fill('装长椅');
    await text.fill('装一排。');
    await text.focus();
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Input.imeSetComposition', {
      text: 'ju wei',
      selectionStart: 6,
      selectionEnd: 6,
    });
    await page.evaluate(composed, 'Escape');
    await page.evaluate(composed, 'Enter');
    assert.equal(await form.count(), 1);
    await cdp.send('Input.insertText', { text: '居委' });
    await form.getByText('您写的还留着').waitFor();
    await picture(page, 'draft-kept');

    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await button(page, '提一个提案').click();
    assert.equal(await text.inputValue(), '装一排。居委');
    await page.waitForFunction(() => history.state?.dialogs === 1);
    await page.reload();
    await button(page, '提一个提案').click();
    assert.equal(await text.inputValue(), '装一排。居委');
    assert.equal(await form.getByLabel('做什么（一句话）').inputValue(), '装长椅');
    await form.getByRole('button', { name: '关闭' }).click();
    // The dialog's entry in the history goes with it, which would stop an address called meanwhile.
    await page.waitForFunction(() => !history.state?.dialogs);
    await page.goto(new URL('/', page.url()).href);
    await page.goBack();
    await button(page, '提一个提案').click();
    assert.equal(await text.inputValue(), '装一排。居委');
    assert.equal(Object.keys(chair.view.proposals ?? {}).length, 0);
    chair.close();
  }));

test('words sent while the line is gone wait, say so in the dialog, and go out once it is back', () =>
  withDemo(async (demo) => {
    const { chair, page } = await talking(demo);
    await button(page, '提一个提案').click();
    const form = page.getByRole('dialog');
    for (const [label, words] of [
      ['做什么（一句话）', '装长椅'],
      ['具体怎么做', '装一排。'],
      ['谁来做', '居委会'],
      ['在哪里', '大厅'],
    ]) {
      await form.getByLabel(label).fill(words);
    }
    await page.context().setOffline(true);
    await said(page, '网络断了');
    await form.getByRole('button', { name: '提出', exact: true }).click();
    await form.getByText('连上后自动送出').waitFor();
    await form.getByRole('button', { name: '关闭' }).click();
    await form.waitFor({ state: 'detached' });
    await page.context().setOffline(false);
    await until(() => Object.keys(chair.view.proposals ?? {}).length === 1, 'the proposal');
    await said(page, '已重新连上');
    await button(page, '提一个提案').click();
    assert.equal(await form.getByLabel('具体怎么做').inputValue(), '');
    assert.equal(Object.keys(chair.view.proposals).length, 1);
    chair.close();
  }));

test('a translator that replaces every text freezes no count', () =>
  withDemo(async (demo) => {
    const { meeting, facilitator } = demo.links;
    const chair = await demo.client(facilitator);
    const ballot = await openBallot(chair, meeting);
    const page = await newPerson(phone);
    await enterAs(page, resident(demo, '303室'));
    await page.getByText('已有 0 / 24 位业主参与').waitFor();
    await page.evaluate(() => {
      const walker = document.createTreeWalker(
        document.getElementById('app'),
        NodeFilter.SHOW_TEXT,
      );
      const texts = [];
      while (walker.nextNode()) texts.push(walker.currentNode);
      for (const text of texts) {
        const outer = document.createElement('font');
        const inner = outer.appendChild(document.createElement('font'));
        inner.textContent = text.data;
        text.replaceWith(outer);
      }
    });
    for (const unit of ['102室', '502室']) {
      const member = await demo.client(resident(demo, unit));
      await member.join(meeting);
      await member.done(meeting, {
        type: 'attendance.check_in',
        mode: 'phone',
      });
      await member.done(meeting, {
        type: 'ballot.cast',
        ballot,
        choice: 'yes',
      });
      member.close();
    }
    await page.getByText('已有 2 / 24 位业主参与').waitFor();
    assert.equal(await page.getByText('已有 0 / 24 位业主参与').count(), 0);
    await chair.done(meeting, { type: 'ballot.close', ballot });
    await page.getByText('共 2 / 24 位业主参与').waitFor();
    assert.equal(await page.getByText('已有 2 / 24 位业主参与').count(), 0);
    assert.equal(await button(page, '确认投票').count(), 0);
    assert.deepEqual(page.problems, []);
    chair.close();
  }));

test('a ballot that opens is announced over an open dialog, and stands in the title', () =>
  withDemo(async (demo) => {
    const { chair, page, item } = await talking(demo);
    await page.evaluate(() => {
      window.buzzed = 0;
      navigator.vibrate = () => (window.buzzed += 1);
    });
    await button(page, '提一个提案').click();
    await page.getByRole('dialog').waitFor();
    await chair.done(demo.links.meeting, {
      type: 'ballot.open',
      item,
      question: '先修屋顶吗？',
      rule: 'elevator-building',
      scope: { kind: 'building', building: '12', stair: '' },
      secrecy: 'named',
      counts: 'live',
    });
    await said(page, '现在表决：先修屋顶吗？');
    const silenced = await page.evaluate(
      () => !!document.querySelector('#announced').closest('[aria-hidden="true"]'),
    );
    assert.equal(silenced, false);
    await until(async () => (await page.title()).startsWith('● 现在表决'), 'the title');
    assert.equal(await page.evaluate(() => window.buzzed), 1);
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.activeElement === document.body), false);
    chair.close();
  }));
