// What a ballot is to be, read once more before it is opened.
import { describe, expect, it } from 'vitest';
import './all_texts';
import { fixedLabel } from '../src/i18n/options';
import type { RuleFacts, View } from '../src/protocol/frames';
import { departuresOf, optionsToBe, shortNotice } from '../src/rooms/console/ballot_form';

const methods = {
  yes_no_abstain: {
    order: 0,
    title: { zh: '', en: '' },
    options: { no: { order: 1 }, abstain: { order: 2 }, yes: { order: 0 } },
  },
  single_choice: {
    order: 1,
    title: { zh: '', en: '' },
    plans: true,
    options: { none: { order: 1 }, abstain: { order: 0 } },
  },
};
const rule = { title: { zh: '规则', en: 'Rule' }, binds: true, methods } as unknown as RuleFacts;

describe('the paper, before it is handed out', () => {
  const words = (method: string, plans: string[] = [], of = rule) =>
    optionsToBe(of, method, plans).map(({ key, text }) => text ?? fixedLabel(key));

  it('offers abstention where the rule does', () => {
    expect(words('yes_no_abstain')).toEqual(['同意', '反对', '弃权']);
    const { yes, no } = methods.yes_no_abstain.options;
    const options = { yes, no };
    const without = { methods: { yes_no_abstain: { ...methods.yes_no_abstain, options } } };
    expect(words('yes_no_abstain', [], without as unknown as RuleFacts)).toEqual(['同意', '反对']);
  });

  it('has the plans first, called as in the ballot', () => {
    expect(words('single_choice', ['甲', '乙'])).toEqual(['甲', '乙', '弃权', '都不同意']);
    const keys = optionsToBe(rule, 'single_choice', ['甲', '乙']).map(({ key }) => key);
    expect(keys).toEqual(['o1', 'o2', 'abstain', 'none']);
  });

  it('is empty under no rule', () => expect(words('other', [], undefined)).toEqual([]));
});

describe('a notice that was too short', () => {
  const view = {
    agenda: { a: { order: 1, title: '电梯', matter: '加装电梯', noticed: true } },
    rules: { elevator: rule },
  } as unknown as View;
  const form = { item: 'a', rule: 'elevator', question: '加装电梯' };
  const notice = { elevator: '2026-12-20' };

  it('is told before the ballot is opened, with the first day that keeps to it', () => {
    expect(departuresOf(view, form, notice, '2026-12-19')).toEqual([
      '通知期不够：按这条规则，2026年12月20日起才能作有约束力的表决。',
    ]);
    expect(departuresOf(view, form, notice, '2026-12-20')).toEqual([]);
    expect(departuresOf(view, form, undefined, '2026-12-19')).toEqual([]);
  });

  it('is not all: a matter that was to be studied first and was not is told too', () => {
    const rules = { elevator: { ...rule, prior_party_review: true } };
    const told = (item: object) =>
      departuresOf(
        { ...view, rules, agenda: { a: { ...view.agenda?.['a'], ...item } } } as unknown as View,
        form,
        undefined,
        '2026-12-20',
      );
    expect(told({})).toEqual(['没有社区党组织先行研究的记载：作不了有约束力的表决。']);
    expect(told({ party_review: '2026-12-01' })).toEqual([]);
    expect(told({ party_note: '不属于重要事项' })).toEqual([]);
  });

  it('is of one rule', () => {
    expect(shortNotice(notice, 'other', '2026-12-19')).toBeUndefined();
    expect(shortNotice(notice, 'elevator', '2026-12-19')).toBe('2026-12-20');
  });
});
