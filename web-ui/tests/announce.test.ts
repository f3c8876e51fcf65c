// What was said to screen readers does not stay in the page: it is found there when it is no longer so.
import { beforeEach, expect, test, vi } from 'vitest';

const region = { textContent: '', setAttribute: () => {} } as unknown as HTMLElement;
vi.stubGlobal('document', { createElement: () => region, body: { appendChild: () => {} } });
vi.useFakeTimers();
const { announce, standReadyToAnnounce } = await import('../src/parts/announce');
beforeEach(standReadyToAnnounce);

test('words are said, and go by themselves', () => {
  announce('现在表决');
  vi.advanceTimersByTime(200);
  expect(region.textContent).toBe('现在表决');
  vi.advanceTimersByTime(11_000);
  expect(region.textContent).toBe('');
});

test('nothing takes back what stands, and what was not said yet', () => {
  announce('现在表决');
  vi.advanceTimersByTime(200);
  announce('');
  expect(region.textContent).toBe('');
  announce('现在表决');
  announce('');
  vi.advanceTimersByTime(1_000);
  expect(region.textContent).toBe('');
});

test('a second sentence has its own time', () => {
  announce('一');
  vi.advanceTimersByTime(9_000);
  announce('二');
  vi.advanceTimersByTime(9_000);
  expect(region.textContent).toBe('二');
});
