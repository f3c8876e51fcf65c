// The minutes in real Chromium: two people write the same section and nobody's text is lost; proposed to
// the members, corrected, adopted, published; the document read in both languages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  button,
  enterAs,
  expectAccessible,
  expectFits,
  laptop,
  newPerson,
  phone,
  picture,
} from './people.mjs';
import { openBallot, until, withDemo } from './support.mjs';

/** A sitting with a speech, a ballot, its record and a decision, over. */
async function hold(demo) {
  const { meeting, facilitator, residents } = demo.links;
  const staff = await demo.client(facilitator);
  await staff.join(meeting);
  const ballot = await openBallot(staff, meeting);
  await until(() => staff.view.ballots[ballot], 'the ballot');
  const { item } = staff.view.ballots[ballot];
  const member = await demo.client(residents[0].url);
  await member.join(meeting);
  await member.done(meeting, { type: 'attendance.check_in', mode: 'phone' });
  await member.done(meeting, { type: 'ballot.cast', ballot, choice: 'yes' });
  const [neighbour] = Object.keys(staff.view.seats).filter((head) => head.endsWith('-102'));
  await staff.done(meeting, { type: 'attendance.check_in', head: neighbour, mode: 'hall' });
  const { result } = await member.done(meeting, { type: 'floor.request', stance: 'for' });
  await staff.done(meeting, { type: 'floor.grant', speech: result.speech });
  await member.done(meeting, { type: 'floor.finish', speech: result.speech });
  await staff.done(meeting, { type: 'ballot.close', ballot });
  const published = await staff.done(meeting, {
    type: 'record.publish',
    ballot,
    contact: '居委会',
  });
  await staff.done(meeting, { type: 'meeting.recess' });
  await staff.done(meeting, { type: 'meeting.resume' });
  await staff.done(meeting, {
    type: 'decision.record',
    item,
    text: '请三家单位报价',
    due: '2026-12-31',
  });
  await staff.done(meeting, { type: 'agenda.finish', item });
  await staff.done(meeting, { type: 'meeting.close' });
  return { staff, meeting, item, result: published.result.record };
}

/** The Console's editor of the opening. */
async function openEditor(page) {
  const section = page.getByLabel('写哪一节');
  await section.selectOption({ label: '开场' });
  return page.getByLabel('这一节的要点');
}

test('a telephone number and a room in the minutes are pointed out while they can be changed', () =>
  withDemo(async (demo) => {
    const { staff, meeting } = await hold(demo);
    const chair = await newPerson(laptop);
    await enterAs(chair, demo.links.facilitator);
    const text = await openEditor(chair);
    await text.fill('3号602室联系电话13812345678。');
    await chair.keyboard.press('Control+s');
    await until(() => staff.view.minutes.sections.opening?.base === 1, 'the edit');
    await button(chair, '提交确认').click();
    const warning = chair.getByRole('dialog').getByRole('alert');
    await warning.getByText('13812345678').waitFor();
    await warning.getByText('3号602室').waitFor();
    await expectAccessible(chair, 'the warning');
    await picture(chair, 'private');
    await chair.keyboard.press('Escape');
    const edit = { type: 'minutes.edit', section: 'opening', base: 1, text: '大家到齐了。' };
    await staff.done(meeting, edit);
    await button(chair, '提交确认').click();
    await chair.getByRole('dialog').waitFor();
    assert.equal(await chair.getByText('像电话号码').count(), 0);
    assert.deepEqual(chair.problems, []);
    await chair.context().close();
  }));

test('minutes are written by two, proposed, corrected, adopted and published', () =>
  withDemo(async (demo) => {
    const { staff, meeting, result } = await hold(demo);
    const chair = await newPerson(laptop);
    await enterAs(chair, demo.links.facilitator);
    const text = await openEditor(chair);
    await text.fill('主持人宣读议事规则。');
    await chair.keyboard.press('Control+s');
    await until(() => staff.view.minutes.sections.opening?.base === 1, 'the first edit');

    // Somebody else writes while the chair is typing: both texts are shown, none is lost.
    await text.fill('主持人宣读议事规则，大家无异议。');
    const other = { type: 'minutes.edit', section: 'opening', base: 1 };
    await staff.done(meeting, { ...other, text: '主持人宣读议事规则和会场纪律。' });
    await chair.getByText('您写的时候，别人也改了这一节').waitFor();
    await button(chair, '看两稿').click();
    await chair.getByRole('dialog').getByText('主持人宣读议事规则和会场纪律。').waitFor();
    await expectAccessible(chair, 'two texts of one section');
    await picture(chair, 'conflict');
    await button(chair, '用我写的').click();
    await chair.keyboard.press('Escape');
    await text.focus();
    await chair.keyboard.press('Control+s');
    await until(
      () => staff.view.minutes.sections.opening.text === '主持人宣读议事规则，大家无异议。',
      async () => `the merged text; the editor: ${await chair.locator('form.editor').innerText()}`,
    );
    assert.equal(staff.view.minutes.sections.opening.base, 3);

    await button(chair, '提交确认').click();
    await button(chair, '提交').last().click();
    const resident = await newPerson(phone);
    await enterAs(resident, demo.links.residents[1].url);
    await resident.getByRole('tab', { name: '纪要' }).or(button(resident, '纪要')).first().click();
    await resident.getByText('主持人宣读议事规则，大家无异议。').waitFor();
    await resident.getByText('请三家单位报价').first().waitFor();
    await expectAccessible(resident, 'the proposed minutes');
    await expectFits(resident, 'the proposed minutes');
    await picture(resident, 'proposed');
    // A line of it is wrong: said of that line, seen by the chair, taken back by accepting it all.
    await button(resident, /^这里有记错的\s*开场/).click();
    const wrong = resident.getByRole('dialog');
    await wrong.getByRole('radio', { name: '主持人宣读议事规则，大家无异议。' }).check();
    await wrong.getByLabel('错在哪里，应该怎么写').fill('我有异议');
    await expectAccessible(resident, 'what is wrong in the minutes');
    await picture(resident, 'objecting');
    await button(resident, '提出异议').click();
    await resident.getByText('我有异议').waitFor();
    await chair.getByText(/异议\s?1\s?条，1\s?条未更正/).waitFor();
    await button(resident, '我看过了，没有记错').click();
    await button(resident, '确认认可').click();
    await resident.getByText('您已经认可这份纪要。').waitFor();
    await chair.getByText(/1\s位业主已认可/).waitFor();

    await text.fill('主持人宣读议事规则，到会住户无异议。');
    await chair.getByLabel('为什么更正').fill('用词不准');
    await button(chair, '保存更正').click();
    await resident.getByText('（本节更正过，原稿留有记录）').waitFor();
    // What was accepted has changed: it is asked for again.
    await resident.getByText('您认可之后纪要又改过，请再看一遍。').waitFor();
    await picture(resident, 'corrected');
    await button(resident, '我看过了，没有记错').click();
    await button(resident, '确认认可').click();
    await chair.getByText(/1\s位业主已认可/).waitFor();
    await button(chair, '确认纪要').click();
    await button(chair, '确认并锁定').click();
    await button(chair, '公布纪要').click();
    await chair.getByRole('dialog').getByRole('textbox').fill('居委会办公室，工作日9:00至17:00');
    await button(chair, '预览成文').click();
    await button(chair, '确认公布').click();
    const published = chair.getByRole('link', { name: /^已公示/ }).last();
    await published.waitFor();
    await picture(chair, 'published');
    const href = `/records/${staff.view.records && Object.entries(staff.view.records).find(([, one]) => one.ballot === undefined)[0]}`;

    for (const viewport of [phone, laptop]) {
      const reader = await newPerson(viewport);
      await reader.goto(demo.at(`${href}?lang=zh`));
      await reader.getByText('到会住户无异议').waitFor();
      await reader.getByText(/住户1发言，表示同意/).waitFor();
      await reader
        .getByText(/到会的\s?2\s?位业主中，有\s?1\s?位业主在手机上核对纪要，确认内容属实。/)
        .waitFor();
      await reader.getByText('1. 请三家单位报价。完成时限：2026年12月31日。').waitFor();
      assert.equal(await reader.getByText(/\d+室/).count(), 0);
      await expectAccessible(reader, 'the published minutes');
      await expectFits(reader, 'the published minutes');
      await picture(reader, `record-zh-${viewport.width}`);
      await reader.goto(demo.at(`${href}?lang=en`));
      await reader.getByText(/Household 1 spoke in favour/).waitFor();
      await expectFits(reader, 'the published minutes in English');
      await picture(reader, `record-en-${viewport.width}`);
      await reader.goto(demo.at(`/records/${result}?lang=zh`));
      await reader.getByRole('link', { name: /会议纪要/ }).click();
      await reader.getByText('到会住户无异议').waitFor();
      assert.deepEqual(reader.problems, []);
      await reader.context().close();
    }
    for (const page of [chair, resident]) {
      assert.deepEqual(page.problems, []);
      await page.context().close();
    }
  }));
