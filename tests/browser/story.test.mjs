// One person from an empty folder to published records, all of it in browsers and none of it
// demonstration data: the first administrator, a building and its roll from a file, a meeting from a
// template, printed invitations; then a meeting of six households, two of them without a phone: floor,
// a proposal with an amendment, a ballot, minutes; and in the end everything is verified.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import {
  button,
  expectAccessible,
  expectFits,
  laptop,
  newPerson,
  phone,
  picture,
  vote,
} from './people.mjs';
import { withServed } from './served.mjs';
import { binary, verifyCall } from './support.mjs';

const kRoll = `楼号,单元,室号,专有面积,面积来源,产权人标识,代表
12,1,101,68.10,不动产登记簿,甲,王建国
12,1,102,76.60,不动产登记簿,乙,
12,1,201,68.10,不动产登记簿,丙,
12,1,202,76.60,不动产登记簿,丁,
12,1,301,68.10,不动产登记簿,戊,
12,1,302,76.60,不动产登记簿,己,
`;
// A host that is neither localhost nor secure, as in a hall.
const kHost = 'hall.test';

async function seen(page, name) {
  await expectFits(page, name);
  await expectAccessible(page, name);
  await picture(page, name);
}

async function setUp(page, served) {
  await page.goto(served.at('/', kHost));
  await page.getByRole('link', { name: '开通第一个管理员' }).click();
  await page.getByLabel('一次性开通码').fill(served.code);
  await page.getByLabel('姓名').fill('周敏');
  await page.getByLabel('账号').fill('zhou');
  await page.getByLabel('密码').fill('a long enough password');
  await page.getByLabel('名称，例如').fill('银杏居民区');
  await page.getByLabel('层级').selectOption('neighbourhood');
  assert.ok(await page.getByLabel('会议也由我来召集和主持').isChecked());
  await seen(page, '01-setup');
  await button(page, '开通并登录').click();
  await page.waitForURL(/\/desk$/);
}

/** A building by hand, its roll from a file. */
async function enterTheBuilding(page) {
  await page.getByRole('link', { name: '网格与名册' }).click();
  await page
    .getByRole('link', { name: /银杏居民区/ })
    .first()
    .click();
  await page.getByLabel('名称', { exact: true }).fill('12号楼');
  await page.getByLabel('哪一级').selectOption('building');
  await button(page, '加上').click();
  await page.getByRole('link', { name: /12号楼/ }).click();
  await page.getByText('这个网格还没有名册。').waitFor();
  const buffer = Buffer.from(kRoll);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '名册.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('heading', { name: '可以导入' }).waitFor();
  await seen(page, '02-roll');
  await button(page, '导入').click();
  await page.getByText(/现有业主名册：1 幢楼，6 套，计票人数 6.*434\.10/).waitFor();
}

/** From the template of an owners' group to its Console; gives the meeting's id. */
async function convene(page, served) {
  const next = () => button(page, '下一步').click();
  await page.goto(served.at('/desk/meetings', kHost));
  await page.getByRole('link', { name: '新建会议' }).click();
  await page.getByRole('radio', { name: /业主小组会议/ }).check();
  await next();
  await page
    .getByRole('radio', { name: /12号楼.*6\s位业主/ })
    .first()
    .check();
  await next();
  await page.getByLabel('地点').fill('12号楼底楼门厅');
  await next();
  await next();
  await seen(page, '03-check');
  await button(page, '召集会议').click();
  await page.getByText('会议建好了').waitFor();
  await page.getByRole('link', { name: '去主持台' }).click();
  await page.waitForURL(/\/m\/[^/]+\/console/);
  return /\/m\/([^/]+)\//.exec(page.url())[1];
}

/** The slips of all households, by the room on them. */
async function printInvitations(page, served, meeting) {
  await page.goto(served.at(`/desk/invitations/${meeting}`, kHost));
  await button(page, '全选').click();
  const made = page.waitForResponse((one) => one.url().endsWith('/households/invite'));
  await button(page, /做 6 张邀请/).click();
  const { slips } = await (await made).json();
  await page.getByRole('img').first().waitFor();
  await seen(page, '04-slips');
  return (room) => slips.find((slip) => slip.label.includes(room));
}

async function join(served, slip, how) {
  const page = await newPerson(phone);
  if (how === 'code') {
    await page.goto(served.at('/join', kHost));
    await page.getByLabel(/短码/).fill(slip.code);
    await page.keyboard.press('Enter');
  } else {
    await page.goto(served.at(`/join/${slip.token}`, kHost));
  }
  await button(page, /进入会议/)
    .last()
    .click();
  await page.waitForURL(/\/m\//);
  return page;
}

async function checkIn(chair, rooms) {
  await chair.getByRole('button', { name: '签到', exact: true }).first().click();
  for (const room of rooms) {
    await chair
      .getByRole('dialog')
      .getByLabel(/找房号/)
      .fill(room);
    await chair
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(`^签到.*${room}`) })
      .click();
    await chair
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(`撤销.*${room}`) })
      .waitFor();
  }
  const dialog = chair.getByRole('dialog');
  await dialog.getByText('名单里没有？在这里登记').click();
  await dialog.getByLabel('单位和称呼').fill('电梯公司 顾工');
  await seen(chair, '04b-guest');
  await dialog.getByRole('button', { name: '登记', exact: true }).click();
  await dialog.getByText('已登记：电梯公司 顾工。').waitFor();
  await chair.keyboard.press('Escape');
}

/** Somebody on a phone and somebody without one, each with the other side. */
async function talk(chair, people) {
  await button(people['101'], '举手发言').click();
  await people['101'].getByRole('dialog').getByRole('button', { name: /同意/ }).click();
  await button(chair, /替没有手机的人举手/).click();
  await chair
    .getByRole('dialog')
    .getByRole('button', { name: /^举手.*302/ })
    .click();
  await chair.getByRole('dialog').getByRole('button', { name: /反对/ }).click();
  await button(chair, /请发言.*101/).click();
  await people['101'].getByText('轮到您了，请发言。').waitFor();
  await seen(chair, '05-floor');
  await button(people['101'], '我讲完了').click();
  await button(chair, /请发言.*302/).click();
  await button(chair, '结束发言').click();
}

/** Moved on a phone, amended on another, accepted, put to the vote and carried. */
async function deliberate(chair, people) {
  const page = people['101'];
  await button(page, '提一个提案').click();
  const form = page.getByRole('dialog');
  await form.getByLabel('做什么（一句话）').fill('底楼门厅装一排长椅');
  await form.getByLabel('具体怎么做').fill('靠北墙装六个座位。');
  await form.getByLabel('谁来做').fill('物业');
  await form.getByLabel('在哪里').fill('12号楼底楼门厅');
  await form.getByRole('button', { name: '提出', exact: true }).click();
  await button(chair, '开始讨论').click();
  await button(people['201'], '我支持这个提案').click();
  await button(people['201'], '我想修改一段').click();
  const amend = people['201'].getByRole('dialog');
  await amend.getByLabel('改成什么样，就写成什么样').fill('靠北墙装八个座位。');
  await amend.getByRole('button', { name: '提出修改' }).click();
  await button(page, '接受这个修改').click();
  await seen(people['201'], '06-proposal');
  await button(chair, '就提案发起表决').click();
  await chair.getByRole('dialog').getByRole('button', { name: '确认发起' }).click();
  for (const room of ['101', '102', '201']) await vote(people[room], /同意/);
  await people['202'].getByText('同意').first().waitFor();
  // Who has no phone holds up a hand.
  await button(chair, '举手计票').click();
  await chair
    .getByRole('dialog')
    .getByRole('button', { name: /^举手.*301/ })
    .click();
  await chair.getByRole('dialog').getByText('同意 4 · 反对 0').waitFor();
  await button(chair, '同意的点完了').click();
  await chair
    .getByRole('dialog')
    .getByRole('button', { name: /^举手.*302/ })
    .click();
  await chair.getByRole('dialog').getByText('同意 4 · 反对 1').waitFor();
  await button(chair, '点完了').click();
  await closeBallot(chair);
}

async function closeBallot(chair) {
  await button(chair, '截止表决').click();
  await button(chair, '确认截止').click();
}

/** The owners' own vote: four on phones, two whose choice the chair enters. */
async function decide(chair, people) {
  await button(chair, '发起表决').first().click();
  await chair.getByLabel(/表决什么/).fill('同意用公共收益给底楼门厅装长椅吗？');
  if (await chair.getByLabel('楼号').count()) await chair.getByLabel('楼号').fill('12');
  await button(chair, '看一遍再发起').click();
  await button(chair, '确认发起').click();
  for (const room of ['101', '102', '201']) await vote(people[room], /同意/);
  await vote(people['202'], /反对/);
  await button(chair, '代录一票').first().click();
  for (const [room, choice] of Object.entries({ 301: /同意/, 302: /弃权/ })) {
    const dialog = chair.getByRole('dialog');
    await dialog.getByRole('button', { name: new RegExp(`代录一票.*${room}`) }).click();
    await dialog.getByRole('button', { name: choice }).click();
    await dialog.getByRole('button', { name: '确认录入' }).click();
    await dialog.getByText(new RegExp(`已录入：.*${room}`)).waitFor();
  }
  await chair.keyboard.press('Escape');
  await closeBallot(chair);
  await chair
    .getByText(/意见征询：达到要求（不具约束力）/)
    .first()
    .waitFor();
  await button(chair, '公示结果').first().click();
  await chair.getByLabel(/向谁提异议/).fill('银杏居委会办公室');
  await chair.getByLabel('发文单位全称').fill('银杏居民委员会');
  await button(chair, '预览成文').click();
  await button(chair, '确认公示').click();
}

/** The recorder's words beside what was recorded; then proposed, adopted and published. */
async function writeMinutes(chair, people) {
  await chair.getByLabel('写哪一节').selectOption({ label: '开场' });
  await chair.getByLabel('这一节的要点').fill('主持人说明会议目的，通报名册。');
  await button(chair, '保存').first().click();
  await chair.getByText('已保存。').waitFor();
  await button(chair, /记一条议定事项/).click();
  const dialog = chair.getByRole('dialog');
  await dialog.getByLabel('议定了什么').fill('物业在年底前装好长椅。');
  const who = dialog.getByLabel(/谁负责/);
  const option = who.locator('option').filter({ hasText: '101' });
  await who.selectOption(await option.getAttribute('value'));
  await dialog.getByRole('button', { name: '记下' }).click();
  await dialog.waitFor({ state: 'detached' });
  await seen(chair, '07-minutes');
  await button(chair, '闭会').click();
  await button(chair, '确认闭会').click();
  await button(chair, '提交确认').click();
  await chair.getByRole('dialog').getByRole('button', { name: '提交', exact: true }).click();
  await button(chair, '确认纪要').click();
  await button(chair, '确认并锁定').click();
  await button(chair, '公布纪要').click();
  await chair.getByLabel(/向谁提意见/).fill('银杏居委会办公室');
  await chair.getByLabel('发文单位全称').fill('银杏居民委员会');
  await button(chair, '预览成文').click();
  await button(chair, '确认公布').click();
  const link = chair.locator('#minutes').getByRole('link', { name: /已公示/ });
  await link.waitFor();
  await seen(people['202'], '08-room-after');
  return link.getAttribute('href');
}

test('a person who starts with an empty folder holds a meeting of her building and publishes it', () =>
  withServed(async (served) => {
    const chair = await newPerson(laptop);
    await setUp(chair, served);
    await enterTheBuilding(chair);
    const meeting = await convene(chair, served);
    const slip = await printInvitations(chair, served, meeting);
    const people = {
      101: await join(served, slip('101'), 'link'),
      102: await join(served, slip('102'), 'code'),
      201: await join(served, slip('201'), 'link'),
      202: await join(served, slip('202'), 'link'),
    };
    await chair.goto(served.at(`/m/${meeting}/console`, kHost));
    await button(chair, '发通知').click();
    await button(chair, '确认发通知').click();
    await button(chair, '开放签到').click();
    for (const page of Object.values(people)) await button(page, /我到了/).click();
    await checkIn(chair, ['301', '302']);
    await button(chair, '开会').click();
    await button(chair, /^开始.*业主提问和讨论/).click();
    await talk(chair, people);
    await deliberate(chair, people);
    await button(chair, '结束这一项').click();
    await button(chair, /^开始.*表决/).click();
    await decide(chair, people);
    const minutes = await writeMinutes(chair, people);

    const record = await newPerson(phone);
    await record.goto(served.at(minutes, kHost));
    for (const said of ['底楼门厅装一排长椅', '物业在年底前装好长椅', '主持人说明会议目的']) {
      await record.getByText(said).first().waitFor();
    }
    // By the representative of the roll: the building and the surname, no room, no whole name.
    await record.getByText('责任人：12号楼业主 王**').waitFor();
    await record.getByText('列席').first().waitFor();
    await record.getByText('1 人：电梯公司 顾工').waitFor();
    assert.equal(await record.getByText(/王建国|\d{3}室/).count(), 0);
    await seen(record, '09-minutes-record');
    await record.goto(`${served.at(minutes, kHost)}?lang=en`);
    await seen(record, '10-minutes-record-en');
    const { stdout } = await promisify(execFile)(binary, verifyCall(served.data));
    assert.match(stdout, /0 findings/);
    for (const page of [chair, record, ...Object.values(people)]) {
      assert.deepEqual(page.problems, []);
    }
  }));
