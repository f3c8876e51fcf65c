import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../src/i18n/breaks';

describe('the lines of a heading', () => {
  it.each([
    ['同意按方案二加装电梯吗？', ['同意按', '方案二', '加装', '电梯吗？']],
    ['12号楼加装电梯圆桌会', ['12号楼', '加装', '电梯', '圆桌会']],
    ['（第一次）业主大会', ['（第一次）', '业主', '大会']],
  ])('%s', (text, words) => {
    expect(wordsOf(text).join('')).toBe(text);
    const begins = wordsOf(text).slice(1);
    for (const piece of begins) expect(piece).not.toMatch(/^[，。；：？！）」』】》”’]/);
    for (const word of words) {
      // A word may share a line with its neighbours, but is never torn apart.
      expect(wordsOf(text).some((piece) => piece.includes(word.slice(0, 2)))).toBe(true);
    }
  });

  it('keep every letter of any text, spaces and English too', () => {
    for (const text of ['', ' ', '一', 'Minutes of 12 May', '“你好”，他说。', 'a\n二', '😀笑脸']) {
      expect(wordsOf(text).join('')).toBe(text);
    }
  });
});

describe('every heading', () => {
  const kSource = join(import.meta.dirname, '../src');
  const kHeading = /<h([1-4])\b(?:[^<>{}]|\{[^{}]*\})*>(.*?)<\/h\1>/gs;
  /** Beside the words: a count, a chip, what only a screen reader says. */
  const kAside = /<span\b.*?<\/span\s*>/gs;
  const kBroken = /<Words\s+text=\{.*?\}\s*\/>/gs;

  it('breaks between words: what it says goes through Words', () => {
    const files = (readdirSync(kSource, { recursive: true }) as string[]).filter((file) =>
      file.endsWith('.svelte'),
    );
    const wrong = files.flatMap((file) =>
      Array.from(readFileSync(join(kSource, file), 'utf8').matchAll(kHeading))
        .map(([, , inside = '']) => inside.replace(kBroken, '').replace(kAside, ''))
        .filter((rest) => /\{(?![#:/@])/.test(rest))
        .map((rest) => `${file}: ${rest.trim()}`),
    );
    expect(files.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });
});
