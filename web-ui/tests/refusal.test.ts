// The words for what a meeting refuses are fetched when they are needed first.
import { expect, test, vi } from 'vitest';
import { refusal } from '../src/i18n/refusal';
import { loadTexts } from '../src/i18n/sets';

vi.mock('../src/i18n/sets', () => ({ loadTexts: vi.fn(() => Promise.resolve()) }));

test('a refusal that has words fetches none', () => {
  expect(refusal('ballot.closed', {})).not.toContain('ballot.closed');
  expect(loadTexts).not.toHaveBeenCalled();
});

test('one without words asks for them, and says its code until they come', () => {
  expect(refusal('nothing.known', {})).toContain('nothing.known');
  expect(loadTexts).toHaveBeenCalledWith(['refusals'], 'zh');
});
