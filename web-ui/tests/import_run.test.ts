// Method: a file goes its way with a server that is made up; every request is looked at.
import { afterEach, expect, test, vi } from 'vitest';
import { ImportRun } from '../src/store/import_run.svelte';
import type { ImportPreview, ImportQuestion } from '../src/store/imports';

const question = (joined: boolean): ImportQuestion => ({
  id: 'name_elsewhere-2',
  kind: 'name_elsewhere',
  one_head: false,
  joinable: true,
  joined,
  known: false,
  heads: 2,
  heads_there: 0,
  unit_count: 2,
  units: [],
  text: { zh: '同名', en: 'the same name' },
});

const preview = (joined: boolean, confirm = '0123456789ab') =>
  ({ confirm, questions: [question(joined)], heads: joined ? 1 : 2 }) as unknown as ImportPreview;

interface Asked {
  address: string;
  key: string | undefined;
}

function served(answer: (address: string) => { status: number; body: unknown }): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', (address: string, init: RequestInit) => {
    const headers = init.headers as Record<string, string>;
    asked.push({ address, key: headers['Idempotency-Key'] });
    const { status, body } = answer(address);
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  });
  return asked;
}

const chosen = async () => {
  const run = new ImportRun('/grids/b12/roll');
  await run.choose(new File(['building,room\n'], 'roll.csv'));
  return run;
};

afterEach(() => vi.unstubAllGlobals());

test('what a person joined goes with every request, and what she confirmed with the import', async () => {
  const asked = served((address) => ({ status: 200, body: preview(address.includes('join=')) }));
  const run = await chosen();
  expect(run.preview?.heads).toBe(2);
  await run.join('name_elsewhere-2', true);
  expect(run.preview?.heads).toBe(1);
  await run.import();
  expect(asked.map((one) => one.address)).toEqual([
    '/api/v1/grids/b12/roll?check=1',
    '/api/v1/grids/b12/roll?check=1&join=name_elsewhere-2',
    '/api/v1/grids/b12/roll?confirm=0123456789ab&join=name_elsewhere-2',
  ]);
});

test('a list that changed after it was looked at is shown anew, and nothing is done', async () => {
  const fields = preview(false, 'ba9876543210');
  served((address) =>
    address.includes('check=1')
      ? { status: 200, body: preview(false) }
      : { status: 409, body: { code: 'import.unconfirmed', fields } },
  );
  const run = await chosen();
  expect(await run.import()).toBe(false);
  expect(run.preview?.confirm).toBe('ba9876543210');
  expect(run.done).toBeNull();
  expect(run.wrong).not.toBe('');
});

test('another choice is another request', async () => {
  const asked = served((address) =>
    address.includes('check=1')
      ? { status: 200, body: preview(false) }
      : { status: 503, body: { code: 'log.unknown', fields: {} } },
  );
  const run = await chosen();
  await run.import();
  await run.import();
  await run.join('name_elsewhere-2', true);
  await run.import();
  const keys = asked.map((one) => one.key).filter((key) => key !== undefined);
  expect(keys).toHaveLength(3);
  expect(keys[0]).toBe(keys[1]);
  expect(keys[2]).not.toBe(keys[0]);
});

test('whose roll it is goes with every request, and the rest of the question behind it', async () => {
  const asked = served(() => ({ status: 200, body: preview(false) }));
  const run = new ImportRun('/grids/b12/roll?kind=households');
  await run.choose(new File(['building,room\n'], 'roll.csv'));
  await run.import();
  expect(asked.map((one) => one.address)).toEqual([
    '/api/v1/grids/b12/roll?kind=households&check=1',
    '/api/v1/grids/b12/roll?kind=households&confirm=0123456789ab',
  ]);
});
