// The day of handing over, by the names people see: the list to sign, and another key in the place of the
// one that signs - under which the log still holds, whichever of the two is known from outside.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { Served, withServed } from './served.mjs';
import { binary, newFolder } from './support.mjs';
import {
  button,
  expectAccessible,
  expectFits,
  laptop,
  newPerson,
  phone,
  picture,
  setUpDesk,
} from './people.mjs';

/** The code that `roundtable verify` ends with. */
const verified = (data, key) =>
  new Promise((resolve) => {
    const child = spawn(binary, ['verify', '--data', data, '--key', key], { stdio: 'ignore' });
    child.on('exit', resolve);
  });

const keysOf = async (served) => (await (await fetch(served.at('/api/v1/keys'))).json()).keys;

test('the list of what is handed over has people, matters, rolls and fingerprints', () =>
  withServed(async (served) => {
    const page = await newPerson(laptop);
    await setUpDesk(page, served);
    const [{ fingerprint }] = await keysOf(served);
    await page.goto(served.at('/desk/grids'));
    await page.getByRole('link', { name: '银杏街道' }).first().click();
    await page.getByRole('heading', { name: '换届移交' }).waitFor();
    await expectFits(page, 'handover-card');
    const opened = page.waitForEvent('popup');
    await page.getByRole('link', { name: '网页 换届移交' }).click();
    const list = await opened;
    await list.getByRole('heading', { name: '移交清单' }).waitFor();
    const said = await list.locator('main').innerText();
    for (const part of ['周管理', '管理员', '移交人', '接收人', '监交人']) {
      assert.ok(said.includes(part), part);
    }
    assert.ok(said.replaceAll(/\s/g, '').includes(fingerprint));
    await picture(list, 'handover-list-zh');
  }));

test('the key is changed at the Desk, and both keys vouch for the log', async () => {
  const { folder, remove } = await newFolder();
  const served = await Served.start(folder);
  try {
    const page = await newPerson(phone);
    await setUpDesk(page, served);
    const [before] = await keysOf(served);
    await page.goto(served.at('/desk/staff'));
    await page.getByRole('heading', { name: '签名密钥' }).waitFor();
    await expectFits(page, 'signing-key');
    await expectAccessible(page, 'signing-key');
    await picture(page, 'signing-key-360-zh');
    await button(page, '更换签名密钥').click();
    await page.getByText('以前公布的仍然有效').waitFor();
    await page.waitForFunction(() => !document.querySelector('.dialog [aria-disabled="true"]'));
    await page.getByRole('dialog').getByRole('button', { name: '更换', exact: true }).click();
    await page.getByText('已换成新密钥').waitFor();
    await page.getByText('以前的指纹').waitFor();
    const keys = await keysOf(served);
    assert.equal(keys.length, 2);
    assert.equal(keys[0].public_key, before.public_key);
    await served.stop();
    for (const key of keys) {
      assert.equal(await verified(served.data, key.public_key), 0);
      assert.equal(await verified(served.data, key.fingerprint), 0);
    }
    assert.equal(await verified(served.data, '00'.repeat(16)), 2);
  } finally {
    await served.stop();
    await remove();
  }
});
