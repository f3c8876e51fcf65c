import { describe, expect, it } from 'vitest';
import { isChinese } from '../src/i18n/chinese_parts';

describe('what is Chinese on an English screen', () => {
  it.each([
    ['加装电梯圆桌会', true],
    ['12号楼 402室', true],
    ['同意 A 方案', true],
    ['Agenda', false],
    ['You stand for 402室', false],
    ['12:30', false],
    ['“方案二：讨论与表决” was taken up', false],
    ['Files of “加装电梯费用分摊测算表”', false],
    ['“加装电梯费用分摊测算表”', true],
    ['同意“ABC Lift”的方案', true],
    ['', false],
  ])('%s', (text, chinese) => expect(isChinese(text)).toBe(chinese));
});
