// Files of a meeting: the facilitator puts one in, a resident opens it on a phone, and once it is
// withdrawn nobody has it any more. On plain http under a name that is not localhost, as in a hall.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
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
import { newId, withDemo } from './support.mjs';

/** One white dot. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==',
  'base64',
);

/** The same dot in a file of that many bytes, with words that nobody sees. */
function dotOf(size) {
  const said = Buffer.alloc(size - png.length - 12 + 4, 'x');
  said.write('tEXta\0');
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(said.length - 4);
  frame.writeUInt32BE(crc32(said), 4);
  const end = png.length - 12;
  return Buffer.concat([
    png.subarray(0, end),
    frame.subarray(0, 4),
    said,
    frame.subarray(4),
    png.subarray(end),
  ]);
}

const inHall = (link) => link.replace(/\/\/[^:/]+/, '//hall.test');
/** What the browser says of an answer that is no success is meant here. */
const unexpected = (page) => page.problems.filter((one) => !one.startsWith('Failed to load'));

async function choose(page, name, buffer) {
  await page
    .getByLabel(/选择文件|换一个文件/)
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}

test('a file is put in, opened by a resident, withdrawn with a reason, and gone', () =>
  withDemo(async (demo) => {
    const chair = await newPerson(laptop);
    await enterAs(chair, inHall(demo.links.facilitator));
    await chair.goto(new URL(`/m/${demo.links.meeting}/console`, chair.url()).href);
    const resident = await newPerson(phone);
    await enterAs(resident, inHall(demo.links.residents[0].url));
    await resident
      .getByRole('link', { name: /两个方案平面示意/ })
      .first()
      .waitFor();

    await button(chair, '材料（2）').click();
    await chair.getByText('凡是看得到这次会议的人，都能打开这份材料。').waitFor();
    await choose(chair, '测算.xlsx', Buffer.from('PK\u0003\u0004'));
    await button(chair, '放进会议').click();
    await chair.getByText('只收 PDF、PNG、JPEG。').waitFor();
    await choose(chair, '现场照片 1.png', png);
    assert.equal(await chair.getByLabel('材料名称').inputValue(), '现场照片 1');
    await chair.getByLabel('材料名称').fill('');
    await button(chair, '放进会议').click();
    await chair.getByText('请写材料名称。').waitFor();
    await chair.getByLabel('材料名称').fill('现场照片');
    await chair.getByLabel('放在哪一项').selectOption({ label: '底层住户的顾虑和补偿' });
    await expectAccessible(chair, 'adding a file');
    await picture(chair, 'files-add');
    await button(chair, '放进会议').click();
    await chair.getByText('《现场照片》已放进会议。').waitFor();
    await chair.getByText('没有查到地点和设备信息。').waitFor();
    await expectAccessible(chair, 'the files in the Console');
    await picture(chair, 'files-console');

    const link = resident.getByRole('link', { name: /现场照片/ }).first();
    await link.waitFor();
    await expectAccessible(resident, 'files in the Room');
    await expectFits(resident, 'files in the Room');
    await picture(resident, 'files-room');
    const opened = resident.context().waitForEvent('page');
    await link.click();
    const shown = await opened;
    await shown.waitForFunction(() => document.images[0]?.naturalWidth === 1);
    const url = shown.url();
    await shown.close();
    const path = new URL(url).pathname;
    const got = await fetch(demo.at(path));
    assert.deepEqual(Buffer.from(await got.arrayBuffer()), png);
    assert.equal(got.headers.get('content-type'), 'image/png');
    assert.equal(got.headers.get('x-content-type-options'), 'nosniff');

    await button(chair, '撤回 现场照片').click();
    await button(chair, '确认撤回').click();
    await chair.getByText('请写明原因').waitFor();
    await chair.getByRole('dialog').getByLabel('原因').fill('照片里有门牌号');
    await expectAccessible(chair, 'withdrawing a file');
    await picture(chair, 'files-withdraw');
    await button(chair, '确认撤回').click();
    await chair
      .getByRole('link', { name: /现场照片/ })
      .first()
      .waitFor({ state: 'detached' });
    await link.waitFor({ state: 'detached' });
    const gone = await fetch(demo.at(path));
    assert.equal(gone.status, 404);
    assert.equal((await gone.json()).code, 'file.withdrawn');
    assert.deepEqual(unexpected(chair), []);
    assert.deepEqual(unexpected(resident), []);
  }));

test('files are read in large type and in English, and stand on the published record', () =>
  withDemo(async (demo) => {
    const reader = await newPerson(phone);
    await reader.goto(demo.at(`/m/${demo.links.meeting}`));
    await button(reader, 'English').first().click();
    await reader.getByRole('heading', { name: 'Files' }).first().waitFor();
    await reader.getByText('PDF · ').first().waitFor();
    await expectFits(reader, 'files in English');
    await picture(reader, 'files-room-en');
    await reader.evaluate(() => localStorage.clear());
    await button(reader, 'Easy view').first().click();
    await reader.getByRole('heading', { name: 'Files' }).first().waitFor();
    await expectAccessible(reader, 'files in elder mode');
    await expectFits(reader, 'files in elder mode');
    await picture(reader, 'files-room-elder');

    const one = demo.links.cases.find(({ name }) => name.zh.includes('东安'));
    const grid = await (
      await fetch(demo.at(`/api/v1/grids/${new URL(one.grid).pathname.split('/').pop()}`))
    ).json();
    const page = await newPerson(phone);
    for (const { id } of grid.records) {
      await page.goto(demo.at(`/records/${id}`));
      const files = page.getByRole('region', { name: '会议材料' });
      const href = await files.getByRole('link').first().getAttribute('href');
      const file = await fetch(demo.at(href));
      assert.equal(file.status, 200);
      assert.equal(file.headers.get('content-type'), 'application/pdf');
      await page.getByText('附件', { exact: true }).waitFor();
      await expectAccessible(page, 'a record with files');
      await expectFits(page, 'a record with files');
      await picture(page, `files-record-${id}`);
    }
    assert.deepEqual(page.problems, []);
  }));

test('who may not add files is told before a large body is read', () =>
  withDemo(async (demo) => {
    const post = async (bytes, headers = {}) =>
      fetch(demo.at(`/api/v1/meetings/${demo.links.meeting}/files?title=x`), {
        method: 'POST',
        headers: {
          'content-type': 'application/octet-stream',
          'idempotency-key': newId(),
          ...headers,
        },
        body: bytes,
      });
    const large = dotOf(200_000);
    const cookie = await demo.cookie(demo.links.residents[0].url);
    assert.equal((await post(large, { cookie })).status, 413);
    // A household's phone is nobody's of the staff: it is asked to sign in, as everywhere at the Desk.
    assert.equal((await post(large.subarray(0, 1_000), { cookie })).status, 401);
    assert.equal((await post(large.subarray(0, 1_000))).status, 401);
    const staff = { cookie: await demo.cookie(demo.links.facilitator) };
    assert.equal((await post(large, staff)).status, 200);
    assert.equal((await post(large, { ...staff, 'content-type': 'text/plain' })).status, 415);
    const most = dotOf(10 * 1024 * 1024);
    assert.equal((await post(most, staff)).status, 200);
    assert.equal((await post(Buffer.concat([most, Buffer.alloc(1)]), staff)).status, 413);
  }));
