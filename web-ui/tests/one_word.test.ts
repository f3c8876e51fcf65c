// One word for one thing, in every text of the product: the client's, the server's, and the files it
// reads. A word that is another's variant stands nowhere.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { zh, en } from './all_texts';

vi.stubGlobal('document', {
  cookie: '',
  documentElement: { classList: { toggle: () => {} } },
});
const { roomWords } = await import('../src/i18n/words');
const { setLanguage } = await import('../src/store/preferences.svelte');

/** Each with the word that stands instead. */
const kNotSaid: [RegExp, string][] = [
  [/赞成/, '同意'],
  [/提出?建议|人的?建议/, '提案'],
  [/不公开/, '保密；对外公布'],
  [/帮录/, '代录'],
  [/签名清单|签名总清单/, '总清单'],
  [/扫码入座|扫码入会|扫码进会|扫码进入/, '扫码参会'],
  [/举牌|提醒卡|程序卡/, '程序提醒'],
  [/来宾|嘉宾/, '列席人员'],
];

const kRoot = join(import.meta.dirname, '../..');
/** What a published rule says is never changed: a new version says it in other words. */
const kKept = /templates\/rules\/motion(\.2)?\.json$/;

function filesBelow(folder: string, ends: RegExp): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesBelow(path, ends);
    return ends.test(name) && !kKept.test(path) ? [path] : [];
  });
}

function wrongIn(text: string): string[] {
  return kNotSaid.flatMap(([word, instead]) => {
    const found = word.exec(text);
    return found ? [`${found[0]} → ${instead}`] : [];
  });
}

describe('one word for one thing', () => {
  it('in every text of the client', () => {
    const wrong = Object.entries(zh).flatMap(([key, text]) =>
      wrongIn(text).map((found) => `${key}: ${found}`),
    );
    expect(wrong).toEqual([]);
  });

  it('in every sentence and document of the server', () => {
    const files = [
      ...filesBelow(join(kRoot, 'src'), /\.cpp$/),
      ...['records', 'pages'].flatMap((one) => filesBelow(join(kRoot, 'templates', one), /./)),
      ...['rules', 'meetings'].flatMap((one) =>
        filesBelow(join(kRoot, 'templates', one), /\.json$/),
      ),
    ];
    expect(files.length).toBeGreaterThan(100);
    const wrong = files.flatMap((file) =>
      wrongIn(readFileSync(file, 'utf8')).map((found) => `${file}: ${found}`),
    );
    expect(wrong).toEqual([]);
  });

  it('in English too', () => {
    const wrong = Object.entries(en).filter(([, text]) => /\bstand for\b|short of/i.test(text));
    expect(wrong).toEqual([]);
  });
});

describe('a room in English', () => {
  it('is a flat with its number', () => {
    setLanguage('en');
    expect(['301室', '12号楼 301室', '3单元 301室', '老王家'].map(roomWords)).toEqual([
      'flat 301',
      'building 12, flat 301',
      'stair 3, flat 301',
      '老王家',
    ]);
    setLanguage('zh');
    expect(roomWords('301室')).toBe('301室');
  });
});
