import { describe, expect, it } from 'vitest';
import { privateWords } from '../src/store/private_words';

const words = (text: string, labels: string[] = []) =>
  privateWords(text, labels).map(({ kind, word }) => `${kind} ${word}`);

describe('what a text says of a person', () => {
  it('finds telephone numbers as people write them', () => {
    expect(words('联系老王 138 1234 5678 或 021-65432100。')).toEqual([
      'phone 138 1234 5678',
      'phone 021-65432100',
    ]);
  });

  it('takes an identity number for no telephone number', () => {
    expect(words('身份证310110195001011234。')).toEqual(['id 310110195001011234']);
  });

  it('finds rooms with and without their building', () => {
    expect(words('2号301室和五〇二室都同意，6-402 不同意，Room 1203 abstained.')).toEqual([
      'room 2号301室',
      'room 6-402',
      'room 五〇二室',
      'room Room 1203',
    ]);
  });

  it('finds households of the roll by their names, each once', () => {
    expect(words('张阿姨说好，张阿姨又说不好。', ['张阿姨', '李'])).toEqual(['name 张阿姨']);
  });

  it('leaves dates, sums, areas and whole buildings alone', () => {
    const text = '2026年11月20日19:00，2号楼，总造价420000元，1,736.40平方米，第278条，三分之二。';
    expect(words(text)).toEqual([]);
  });
});
