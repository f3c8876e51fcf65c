// What is written stays until it has been recorded.
import { beforeEach, expect, test } from 'vitest';
import { choose, chosenFor } from '../src/store/chosen.svelte';
import { keepDraft as keepMeeting, keptDraft as keptMeeting } from '../src/store/convene_draft';
import { DraftShelf } from '../src/store/draft_shelf';
import { dropDrafts } from '../src/store/drafts.svelte';
import { draftOf, keepDraft as keepSection } from '../src/store/section_drafts.svelte';

/** As a browser's: its keys are its own properties. */
class FakeStorage {
  [key: string]: unknown;
}
const methods = {
  getItem(this: FakeStorage, key: string) {
    return (this[key] as string | undefined) ?? null;
  },
  setItem(this: FakeStorage, key: string, value: string) {
    this[key] = value;
  },
  removeItem(this: FakeStorage, key: string) {
    delete this[key];
  },
};
Object.assign(FakeStorage.prototype, methods);

let storage: FakeStorage;
let drafts: DraftShelf;
const opened = () =>
  new DraftShelf(
    () => storage as unknown as Storage,
    () => {},
  );
beforeEach(() => {
  storage = new FakeStorage();
  drafts = opened();
});

const kKey = 'h-502 propose 3';

test('what was written is there when the form is opened again, and after a reload', () => {
  drafts.keep(kKey, '"装长椅"', '""');
  expect(drafts.of(kKey)?.fields).toBe('"装长椅"');
  expect(opened().of(kKey)?.fields).toBe('"装长椅"');
});

test('where the browser keeps nothing it lives as long as the page', () => {
  const here = new DraftShelf(
    () => null,
    () => {},
  );
  here.keep(kKey, '"装长椅"', '""');
  expect(here.of(kKey)?.fields).toBe('"装长椅"');
});

test('what was only looked at, or taken back, is not kept', () => {
  drafts.keep(kKey, '"原文"', '"原文"');
  expect(drafts.of(kKey)).toBeUndefined();
  drafts.keep(kKey, '"改"', '"原文"');
  drafts.keep(kKey, '"原文"', '"原文"');
  expect(opened().of(kKey)).toBeUndefined();
});

test('it goes when it is recorded, also after a reload', () => {
  drafts.keep(kKey, '"装长椅"', '""');
  drafts.send(kKey, '"装长椅"');
  const later = opened();
  later.settle(kKey);
  expect(later.of(kKey)).toBeUndefined();
  expect(opened().of(kKey)).toBeUndefined();
});

test('it stays when it is refused, with the reason', () => {
  drafts.send(kKey, '"装长椅"');
  drafts.settle(kKey, { code: 'phase.wrong', fields: {} });
  expect(drafts.of(kKey)).toMatchObject({ fields: '"装长椅"', refused: { code: 'phase.wrong' } });
});

test('what was written after sending is kept', () => {
  drafts.send(kKey, '"装长椅"');
  drafts.keep(kKey, '"装长椅，刷漆"', '""');
  drafts.settle(kKey);
  expect(drafts.of(kKey)).toEqual({ fields: '"装长椅，刷漆"' });
});

test('what is damaged is nothing, and whoever signs out leaves nothing to the next', () => {
  storage['roundtable.draft.x'] = '{';
  expect(drafts.of('x')).toBeUndefined();
  drafts.keep(kKey, '"装长椅"', '""');
  storage['roundtable.elder'] = '1';
  opened().dropAll();
  expect(opened().of(kKey)).toBeUndefined();
  expect(storage['roundtable.elder']).toBe('1');
});

test('a choice, a section and a meeting under way are kept on the same shelf, and leave it together', () => {
  const meeting = { agenda: [], proposed: { title: '', agenda: [] } };
  choose('h-502 chosen 3', 'yes');
  keepSection('m', 'opening', { base: 2, text: '主持人开场。' });
  keepMeeting(meeting as unknown as Parameters<typeof keepMeeting>[0]);
  expect(chosenFor('h-502 chosen 3')).toBe('yes');
  expect(draftOf('m', 'opening')).toEqual({ base: 2, text: '主持人开场。' });
  expect(keptMeeting()).toEqual(meeting);
  choose('h-502 chosen 3', null);
  expect(chosenFor('h-502 chosen 3')).toBeNull();
  choose('h-502 chosen 4', 'no such <paper>');
  expect(chosenFor('h-502 chosen 4')).toBeNull();
  dropDrafts();
  expect(draftOf('m', 'opening')).toBeNull();
  expect(keptMeeting()).toBeNull();
});
