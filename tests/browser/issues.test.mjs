// An issue in real Chromium: registered on the page of its grid, taken up by an agenda item, and found
// from there by everybody.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { described, validator } from './described.mjs';
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
import { withDemo } from './support.mjs';

async function seen(page, name) {
  await expectFits(page, name);
  await expectAccessible(page, name);
  await picture(page, name);
}

test('an issue is registered on its grid, taken up by a meeting, and found by a passer-by', () =>
  withDemo(async (demo) => {
    const chair = await newPerson(laptop);
    await enterAs(chair, demo.links.facilitator);
    const { meeting } = demo.links;
    const grid = new URL(demo.links.grid).pathname.split('/').pop();
    const at = (path) => new URL(path, demo.links.facilitator).href;

    await chair.goto(at(`/g/${grid}`));
    await button(chair, '登记事项').click();
    const dialog = chair.getByRole('dialog');
    await dialog.getByRole('button', { name: '登记', exact: true }).click();
    await dialog.getByText('请写是什么事。').waitFor();
    await dialog.getByLabel('什么事').fill('门厅没有地方坐');
    await dialog.getByLabel('具体情况').fill('老人等车、等人只能站着。');
    await dialog.getByLabel('怎么知道的').selectOption({ label: '走访得知' });
    await seen(chair, 'report');
    await dialog.getByRole('button', { name: '登记', exact: true }).click();
    await chair.getByText('门厅没有地方坐').waitFor();
    await seen(chair, 'grid-registered');

    await chair.goto(at(`/m/${meeting}/console`));
    await button(chair, '加一项').click();
    await chair.getByLabel('议题', { exact: true }).fill('门厅装长椅');
    await chair.getByLabel(/属于哪个事项/).selectOption({ label: '门厅没有地方坐' });
    await seen(chair, 'item');
    await chair.getByRole('dialog').locator('button.primary').click();
    await chair.getByText('事项：门厅没有地方坐').first().waitFor();

    const passer = await newPerson(phone);
    await passer.goto(at(`/g/${grid}`));
    await passer.getByText('门厅没有地方坐').waitFor();
    assert.equal(await button(passer, '登记事项').count(), 0);
    await seen(passer, 'grid-taken-up');
    const answer = await (await fetch(demo.at(`/api/v1/grids/${grid}/issues`))).json();
    const fits = validator(await described('openapi.yaml'));
    fits('IssueList', answer);
    const listed = answer.issues.find((issue) => issue.title === '门厅没有地方坐');
    assert.deepEqual(
      listed.meetings.map((one) => one.id),
      [meeting],
    );
    for (const page of [chair, passer]) assert.deepEqual(page.problems, []);
  }));

test('an issue is changed and withdrawn by whoever reported it, seen by others as it happens', () =>
  withDemo(async (demo) => {
    const grid = new URL(demo.links.grid).pathname.split('/').pop();
    const at = (path) => new URL(path, demo.links.facilitator).href;
    const chair = await newPerson(laptop);
    await enterAs(chair, demo.links.facilitator);
    await chair.goto(at(`/g/${grid}`));
    await button(chair, '登记事项').click();
    await chair.getByLabel('什么事').fill('门禁坏了');
    await chair.getByRole('dialog').getByRole('button', { name: '登记', exact: true }).click();
    await chair.getByText('门禁坏了').waitFor();

    // The same person at another screen: both are open.
    const other = await newPerson(laptop);
    await enterAs(other, demo.links.facilitator);
    await other.goto(at(`/g/${grid}`));
    await other.getByText('门禁坏了').waitFor();
    const row = (page, title) => page.locator('li', { hasText: title });
    await row(other, '门禁坏了').getByRole('button', { name: /修改/ }).click();
    const written = other.getByRole('dialog');
    await written.getByLabel('什么事').fill('门禁和大门都坏了');

    await row(chair, '门禁坏了').getByRole('button', { name: /修改/ }).click();
    const dialog = chair.getByRole('dialog');
    await dialog.getByLabel('什么事').fill('');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.getByText('请写是什么事。').waitFor();
    await dialog.getByLabel('什么事').fill('门禁又坏了');
    await dialog.getByLabel('具体情况').fill('刷卡没有反应。');
    await seen(chair, 'issue-change');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.waitFor({ state: 'detached' });
    await chair.getByText('刷卡没有反应。').waitFor();

    // Who was writing meanwhile is told, and writes over nothing.
    await written.getByText('别人刚刚改过这个事项').waitFor();
    await written.getByRole('button', { name: '保存' }).click();
    await written.getByText('请看过现在的文字再改').waitFor();
    await seen(other, 'issue-moved');
    await written.getByRole('button', { name: '换成现在的文字' }).click();
    assert.equal(await written.getByLabel('什么事').inputValue(), '门禁又坏了');
    await written.getByRole('button', { name: '关闭' }).click();
    await other.getByText('刷卡没有反应。').waitFor();

    await row(chair, '门禁又坏了').getByRole('button', { name: /修改/ }).click();
    await dialog.getByRole('button', { name: '撤回这个事项' }).click();
    await dialog.getByRole('button', { name: '撤回', exact: true }).click();
    await dialog.getByText('请写为什么撤回。').waitFor();
    await dialog.getByLabel('为什么撤回').fill('已经修好');
    await seen(chair, 'issue-withdraw');
    await dialog.getByRole('button', { name: '撤回', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await other.getByText('已撤回：已经修好').waitFor();
    assert.equal(await other.getByText('门禁又坏了').count(), 0);
    await seen(other, 'issue-withdrawn');
    await chair.getByText('门禁又坏了').waitFor({ state: 'detached' });

    const passer = await newPerson(phone);
    await passer.goto(at(`/g/${grid}`));
    await passer.getByRole('heading', { name: '事项' }).waitFor();
    assert.equal(await passer.getByText('门禁又坏了').count(), 0);
    assert.equal(await passer.getByRole('button', { name: /修改/ }).count(), 0);
    for (const page of [chair, other, passer]) assert.deepEqual(page.problems, []);
  }));
