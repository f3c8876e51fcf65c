// The cases of the demonstration: each in its place and marked, its issue and its meeting there for
// a passer-by with a phone; the closed one with minutes and a record that verify; the facilitator
// of another one at the Console.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { binary, verifyCall, withDemo } from './support.mjs';
import {
  button,
  enterAs,
  expectAccessible,
  expectFits,
  laptop,
  newPerson,
  phone,
} from './people.mjs';

const caseOf = (demo, name) => demo.links.cases.find((one) => one.name.zh.includes(name));
const pageOf = (demo, one) => demo.at(new URL(one.grid).pathname);

test('each of the six cases is in its place, with its issue, marked as demonstration data', () =>
  withDemo(async (demo) => {
    const page = await newPerson(phone);
    assert.equal(demo.links.cases.length, 6);
    const districts = ['杨浦区', '松江区', '闵行区', '徐汇区', '长宁区', '普陀区'];
    for (const district of districts) {
      const one = caseOf(demo, district);
      await page.goto(pageOf(demo, one));
      const path = page.getByRole('navigation', { name: '所在位置' });
      await path.getByRole('link', { name: district, exact: true }).waitFor();
      await page.getByText('演示数据').first().waitFor();
      await page
        .getByRole('region', { name: '事项' })
        .getByText(/居民反映|走访得知|巡查发现|12345/)
        .first()
        .waitFor();
      await expectAccessible(page, one.name.zh);
      await expectFits(page, one.name.zh);
    }
    assert.deepEqual(page.problems, []);
  }));

test('the minutes and the record of the closed case verify, in the browser and on the disk', () =>
  withDemo(async (demo) => {
    const page = await newPerson(laptop);
    for (const title of [/会议纪要/, /评议意见.*表决结果/]) {
      await page.goto(pageOf(demo, caseOf(demo, '东安')));
      // Of its meeting and in the list of what was published.
      await page.getByRole('link', { name: title }).first().click();
      await page.waitForURL(/\/records\//);
      await page.getByText('本文件完整，签名有效').waitFor();
      await expectAccessible(page, String(title));
      await expectFits(page, String(title));
    }
    assert.deepEqual(page.problems, []);
    await demo.stop();
    const verified = spawnSync(binary, verifyCall(demo.data), {
      encoding: 'utf8',
    });
    assert.equal(verified.status, 0, verified.stdout);
    assert.match(verified.stdout, /^0 findings$/m);
  }));

test('a facilitator opens the roundtable of 17 compounds, and a passer-by reads what is proposed', () =>
  withDemo(async (demo) => {
    const chair = await newPerson(laptop);
    await enterAs(chair, caseOf(demo, '新凯').facilitator);
    await button(chair, '开放签到').click();
    await chair.getByText('/ 17 人').first().waitFor();
    const passer = await newPerson(phone);
    await passer.goto(demo.at('/m/demo-xinkai'));
    await passer.getByText('议程', { exact: true }).last().click();
    await passer.getByText('月租统一标价，收支每季度张榜').first().waitFor();
    await expectFits(passer, 'the room of a passer-by');
    for (const page of [chair, passer]) assert.deepEqual(page.problems, []);
  }));
