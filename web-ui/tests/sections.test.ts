// Where the minutes are written while the meeting has not come to its first item.
import { expect, it } from 'vitest';
import type { AgendaItem, LogEntry, View } from '../src/protocol/frames';
import { logOf, sectionNow } from '../src/store/sections';

const viewWith = (more: Partial<View>) =>
  ({ meeting: { phase: 'open' }, ...more }) as unknown as View;
const item = (order: number) =>
  ({ order, title: '', kind: 'report', state: 'waiting' }) as AgendaItem;
const entry = (order: number, of?: string, what = 'agenda_item_started'): LogEntry => ({
  order,
  at: 0,
  what: of ? what : 'x',
  item: of,
});

it('begins with the opening, whichever item a file was put to before the meeting', () => {
  const log = { 1: entry(1), 2: entry(2, 'a2', 'file_added'), 3: entry(3) };
  const before = viewWith({ agenda: { a1: item(0), a2: item(1) }, log });
  expect(sectionNow(before)).toBe('opening');
  expect(Object.keys(logOf(before, 'opening'))).toEqual(['1', '2', '3']);
  expect(logOf(before, 'a2')).toEqual({});
  expect(logOf(before, 'closing')).toEqual({});
  const begun = viewWith({ ...before, log: { ...log, 4: entry(4, 'a1'), 5: entry(5) } });
  expect(sectionNow(begun)).toBe('a1');
  expect(Object.keys(logOf(begun, 'opening'))).toEqual(['1', '2', '3']);
  expect(Object.keys(logOf(begun, 'closing'))).toEqual(['5']);
});
