import { describe, expect, test } from 'vitest';
import type { View } from '../src/protocol/frames';
import { filesOf, sizeWords, titleFrom } from '../src/store/files';

const file = (order: number, item?: string) => ({
  order,
  ...(item ? { item } : {}),
  title: `材料${order}`,
  media: 'pdf' as const,
  bytes: 1,
  sha256: 'a'.repeat(64),
});

describe('files of a meeting', () => {
  test('belong to an item or to the whole meeting, in the order they were added', () => {
    const view = { files: { c: file(3, 'i1'), a: file(2), b: file(1, 'i1') } } as unknown as View;
    expect(filesOf(view, 'i1').map(({ id }) => id)).toEqual(['b', 'c']);
    expect(filesOf(view).map(({ id }) => id)).toEqual(['a']);
  });

  test.each([
    [0, '1 KB'],
    [1025, '2 KB'],
    [1023 * 1024, '1023 KB'],
    [1023 * 1024 + 1, '1.0 MB'],
    [2_500_000, '2.4 MB'],
    [10 * 1024 * 1024, '10.0 MB'],
  ])('%i bytes are told as %s, as in published documents', (bytes, words) => {
    expect(sizeWords(bytes)).toBe(words);
  });

  test('are called as their file is, without its extension', () => {
    expect(titleFrom('方案平面示意 v1.2.pdf')).toBe('方案平面示意 v1.2');
    expect(titleFrom('IMG_2031.JPEG')).toBe('IMG_2031');
    expect(titleFrom('.pdf')).toBe('.pdf');
    expect(Array.from(titleFrom('长'.repeat(200) + '.pdf'))).toHaveLength(120);
  });
});
