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
