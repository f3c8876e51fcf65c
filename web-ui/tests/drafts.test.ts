// What is written stays until it has been recorded.
import { beforeEach, expect, test } from 'vitest';
import { choose, chosenFor } from '../src/store/chosen.svelte';
import { keepDraft as keepMeeting, keptDraft as keptMeeting } from '../src/store/convene_draft';
import { DraftShelf, taken } from '../src/store/draft_shelf';
import { draftKey, dropDrafts } from '../src/store/drafts.svelte';
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

const kChen = { actor: 'chen' };
/** Somebody who follows a meeting. */
const by = (actor: string, meeting: string) => ({ meeting, state: { me: { actor } } });

const kKey = 'h-502 m propose 3';

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
  expect(drafts.of(kKey)?.fields).toBe('"装长椅，刷漆"');
  expect(drafts.of(kKey)?.sent).toBeUndefined();
});

test('what others have changed since is not undone by a form that did not touch it', () => {
  const form = { title: '停车', minutes: 20, place: '活动室' };
  const written = { ...form, title: '停车与充电' };
  drafts.keep(kKey, JSON.stringify(written), JSON.stringify(form));
  const kept = opened().of(kKey);
  const now = { ...form, title: '停车位', minutes: 40 };
  expect(kept && taken(kept, now)).toEqual({ ...now, title: '停车与充电' });
  // Also where it was sent, and refused.
  drafts.send(kKey, JSON.stringify(written));
  drafts.settle(kKey, { code: 'phase.wrong', fields: {} });
  const refused = opened().of(kKey);
  expect(refused && taken(refused, now)).toEqual({ ...now, title: '停车与充电' });
});

test('what is damaged is nothing, and whoever signs out leaves nothing to the next', () => {
  storage['roundtable.drafts.x'] = '{';
  expect(drafts.of('x')).toBeUndefined();
  drafts.keep(kKey, '"装长椅"', '""');
  storage['roundtable.elder'] = '1';
  opened().dropAll();
  expect(opened().of(kKey)).toBeUndefined();
  expect(storage['roundtable.elder']).toBe('1');
});

test('a choice, a section and a meeting under way are kept on the same shelf, and leave it together', () => {
  const meeting = { agenda: [], proposed: { title: '', agenda: [] } };
  const here = by('h-502', 'm');
  const mark = draftKey(here, 'chosen', '3');
  choose(mark, 'yes');
  keepSection(here, 'opening', { base: 2, text: '主持人开场。' });
  keepMeeting(kChen, meeting as unknown as Parameters<typeof keepMeeting>[1]);
  expect(chosenFor(mark)).toBe('yes');
  expect(draftOf(here, 'opening')).toEqual({ base: 2, text: '主持人开场。' });
  expect(keptMeeting(kChen)).toEqual(meeting);
  choose(mark, null);
  expect(chosenFor(mark)).toBeNull();
  const other = draftKey(here, 'chosen', '4');
  choose(other, 'no such <paper>');
  expect(chosenFor(other)).toBeNull();
  dropDrafts();
  expect(draftOf(here, 'opening')).toBeNull();
  expect(keptMeeting(kChen)).toBeNull();
});

test('two people at one browser, and one of them at two meetings, never find each other’s words', () => {
  const meeting = { agenda: [], proposed: { title: '', agenda: [] } };
  const mine = by('chen', 'm');
  keepSection(mine, 'opening', { base: 0, text: '开场。' });
  keepMeeting(kChen, meeting as unknown as Parameters<typeof keepMeeting>[1]);
  choose(draftKey(mine, 'chosen', '3'), 'yes');
  for (const other of [by('li', 'm'), by('chen', 'n')]) {
    expect(draftOf(other, 'opening')).toBeNull();
    expect(chosenFor(draftKey(other, 'chosen', '3'))).toBeNull();
  }
  expect(keptMeeting({ actor: 'li' })).toBeNull();
  dropDrafts();
});

test('what was kept before without an owner goes, and nothing else does', () => {
  storage['roundtable.draft.convene'] = '{"fields":"{}"}';
  storage['roundtable.draft.minutes m opening'] = '{"fields":"{}"}';
  storage['roundtable.elder'] = '1';
  drafts.keep(kKey, '"装长椅"', '""');
  expect(opened().of(kKey)?.fields).toBe('"装长椅"');
  expect(Object.keys(storage).sort()).toEqual([`roundtable.drafts.${kKey}`, 'roundtable.elder']);
});
