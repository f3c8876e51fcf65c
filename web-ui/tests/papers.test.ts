// Where the papers of a meeting are, in which forms, and that a building narrows those that list
// households alone.
import { expect, test } from 'vitest';
import { formsOf, paperOf } from '../src/store/papers';

test('tables have a form for a spreadsheet, other papers have none', () => {
  expect(formsOf('sign_in')).toContain('xlsx');
  expect(formsOf('delivery')).toContain('xlsx');
  for (const paper of [
    'notice',
    'agenda',
    'ballots',
    'secret',
    'proxy',
    'hand_count',
    'kit',
  ] as const) {
    expect(formsOf(paper)).toEqual(['html', 'pdf', 'docx']);
  }
});

test('a building narrows what lists households', () => {
  const at = (address: string) => new URL(address, 'http://a.example');
  const sheet = at(paperOf('m1', 'sign_in', 'xlsx', '12 甲'));
  expect(sheet.pathname).toBe('/api/v1/meetings/m1/papers/sign_in');
  expect(sheet.searchParams.get('building')).toBe('12 甲');
  expect(sheet.searchParams.get('form')).toBe('xlsx');
  expect(at(paperOf('m1', 'agenda', 'pdf', '12')).searchParams.get('building')).toBeNull();
  const secret = at(paperOf('m1', 'secret', 'html', '12'));
  expect(secret.pathname).toBe('/api/v1/meetings/m1/papers/ballots');
  expect(secret.searchParams.get('secret')).toBe('1');
  expect(secret.searchParams.get('building')).toBeNull();
});

test('the notice stays where it was', () => {
  expect(paperOf('m1', 'notice', 'html')).toContain('/meetings/m1/notice?');
  expect(paperOf('m1', 'notice', 'pdf')).toContain('/meetings/m1/notice/document?form=pdf');
});
