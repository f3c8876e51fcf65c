// The pages of tasks: what they call a button is what stands on one, and each has its steps.
import { expect, test } from 'vitest';
import { en, zh } from './all_texts';
import { isTask, kTasks, stepsOf } from '../src/store/guide';

const own = (key: string) => key.startsWith('guide.');
const plain = (text: string) => text.replace(/\u00a0/g, ' ');

test('every button and heading that a page names is there under that name', () => {
  const there = new Set(
    Object.entries(zh).flatMap(([key, text]) => (own(key) ? [] : [plain(text)])),
  );
  const named = Object.entries(zh)
    .filter(([key]) => own(key))
    .flatMap(([, text]) => [...text.matchAll(/“([^”]*)”/g)].map(([, name]) => name ?? ''));
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((name) => !there.has(name))).toEqual([]);
});

test('each task has three steps or more, as many in either language', () => {
  for (const task of [...kTasks.residents, ...kTasks.staff]) {
    expect(isTask(task)).toBe(true);
    expect(stepsOf(task).length).toBeGreaterThanOrEqual(3);
    const key = `guide.steps.${task}` as const;
    expect(en[key].split('\n')).toHaveLength(zh[key].split('\n').length);
  }
  expect(isTask('banknotes')).toBe(false);
});
