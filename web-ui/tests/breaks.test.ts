import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { wordsOf } from '../src/i18n/breaks';
import { setInWords } from '../src/record_check/headings';

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

  it.each([
    ['开鲁二村第三微网格 · 12号楼', ['开鲁二村', '第三微网格', '12号楼']],
    ['12号楼加装电梯圆桌会', ['12号楼', '加装电梯', '圆桌会']],
    ['意见征询：未达到参与要求（不具约束力）', ['意见征询', '未达到参与要求', '不具约束力']],
    ['正式表决：通过（具有约束力）', ['通过', '具有约束力']],
    ['正式表决：未通过（未形成决定）', ['未通过']],
    ['泗泾镇新凯社区停车圆桌会', ['新凯社区', '停车', '圆桌会']],
    ['国和一村业主委员会', ['国和一村', '业主委员会']],
    ['只表决《方案二》第 2 段的修改', ['方案二', '第 2 段']],
    ['非机动车集中充电场地方案评审会', ['非机动车', '充电', '评审会']],
  ])('%s: words of our own matter and names of places stay whole', (text, words) => {
    const pieces = wordsOf(text);
    expect(pieces.join('')).toBe(text);
    for (const word of words) expect(pieces.filter((one) => one.includes(word))).toHaveLength(1);
    // And are not all one piece.
    expect(Math.max(...pieces.map((one) => one.length))).toBeLessThan(14);
  });

  it('keep every letter of any text, spaces and English too', () => {
    for (const text of ['', ' ', '一', 'Minutes of 12 May', '“你好”，他说。', 'a\n二', '😀笑脸']) {
      expect(wordsOf(text).join('')).toBe(text);
    }
  });
});

describe('big words beside headings', () => {
  it.each([
    ['parts/Outcome', /<Words\s+text=\{outcomeWord/],
    ['parts/Topbar', /<Words\s+text=\{path/],
    ['parts/AgendaList', /<Words\s+text=\{item\.title/],
    ['rooms/hall/Results', /<Words\s+text=\{questionWords/],
    ['rooms/grid/Children', /<Words\s+text=\{child\.name/],
    ['rooms/grid/Meetings', /<Words\s+text=\{meeting\.title/],
    ['rooms/grid/Records', /<Words\s+text=\{phrase\(record/],
  ])('%s', (file, words) => {
    const source = readFileSync(join(import.meta.dirname, `../src/${file}.svelte`), 'utf8');
    expect(source).toMatch(words);
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

describe('a heading of a published record', () => {
  /** As much of a page as a heading needs. */
  const element = (name: string) => ({ name, className: '', parts: [] as unknown[] });
  vi.stubGlobal('document', {
    createElement: (name: string) => {
      const made = element(name);
      return { ...made, appendChild: (part: unknown) => made.parts.push(part) };
    },
    createTextNode: (data: string) => data,
  });
  afterEach(() => vi.unstubAllGlobals());

  it('is set in words, and nothing of it is lost', () => {
    const set = (data: string) => {
      let span: ReturnType<typeof element> | undefined;
      const replaceWith = (made: ReturnType<typeof element>) => (span = made);
      setInWords({ data, replaceWith } as unknown as Text);
      return span;
    };
    const text = '是否同意12号楼加装电梯方案二并委托居民委员会办理？ ';
    const span = set(text);
    expect(span?.className).toBe('words');
    const said = span?.parts.filter((part) => typeof part === 'string') ?? [];
    expect(said).toEqual(wordsOf(text));
    expect(span?.parts).toHaveLength(said.length * 2 - 1);
    expect(set('The lift of building 12')).toBeUndefined();
    expect(set('表决')).toBeUndefined();
  });

  it('is so on the pages of records and of notices', () => {
    const sources = join(import.meta.dirname, '../src');
    for (const script of ['main', 'print']) {
      const source = readFileSync(join(sources, `record_check/${script}.ts`), 'utf8');
      expect(source).toMatch(/^keepWordsWhole\(\);$/m);
    }
    expect(readFileSync(join(sources, 'styles/record_page.css'), 'utf8')).toMatch(
      /\.record \.words \{\s*word-break: keep-all/,
    );
  });
});
