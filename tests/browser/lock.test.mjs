// A computer that others use too: locked, nothing of what was open is to be seen in any tab, and the
// password of whoever is signed in on it opens it again. The clock is not waited for: she locks it
// herself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withServed } from './served.mjs';
import {
  button,
  expectAccessible,
  expectFits,
  laptop,
  newPerson,
  picture,
  kPassword,
  setUpDesk,
} from './people.mjs';

async function signIn(page, served) {
  await page.goto(served.at('/sign-in?next=/desk/staff'));
  await page.getByLabel('账号').fill('zhou');
  await page.getByLabel('密码').fill(kPassword);
  await page.getByLabel('这台电脑还有别人用').check();
  await expectFits(page, 'sign-in-shared');
  await button(page, '登录').click();
  await page.getByText('银杏街道 · 管理员').first().waitFor();
}

const locked = (page) => page.getByRole('heading', { name: '已锁定' }).waitFor();

test('a locked computer shows nothing in any tab, and the password opens all of them', () =>
  withServed(async (served) => {
    const first = await newPerson(laptop);
    await setUpDesk(first, served);
    const page = await newPerson(laptop);
    await signIn(page, served);
    const other = await page.context().newPage();
    await other.goto(served.at('/desk/grids'));
    await other.getByRole('link', { name: '人员' }).waitFor();

    await button(page, '锁定').click();
    await locked(page);
    await locked(other);
    assert.equal(await page.getByText('银杏街道').count(), 0);
    await expectFits(page, 'locked');
    await expectAccessible(page, 'locked');
    await picture(page, 'locked-zh');
    // Nor does the page come back by loading it anew.
    await other.reload();
    await locked(other);

    await page.getByLabel('周管理的密码').fill('not this one');
    await button(page, '解锁').click();
    await page.getByText('账号或密码不对').waitFor();
    await page.getByLabel('周管理的密码').fill(kPassword);
    await button(page, '解锁').click();
    await page.getByText('银杏街道 · 管理员').first().waitFor();
    await other.getByRole('link', { name: '人员' }).waitFor();
  }));

test('whoever comes next at a locked computer signs in as herself, and the choice is remembered', () =>
  withServed(async (served) => {
    const first = await newPerson(laptop);
    await setUpDesk(first, served);
    const page = await newPerson(laptop);
    await signIn(page, served);
    await button(page, '锁定').click();
    await locked(page);
    await button(page, '退出登录，换人使用').click();
    await page.waitForURL(/\/sign-in$/);
    assert.ok(await page.getByLabel('这台电脑还有别人用').isChecked());
    // A computer of one's own is asked for nothing: there is no such button.
    await first.goto(served.at('/desk/staff'));
    await first.getByText('银杏街道 · 管理员').first().waitFor();
    assert.equal(await button(first, '锁定').count(), 0);
  }));
