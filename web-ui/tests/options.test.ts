// Motions and choices among plans in words: what the server counted and decided, nothing else.
import { describe, expect, it } from 'vitest';
import { optionCounts, optionLabel, paperWords } from '../src/i18n/options';
import { ballotRuleWords } from '../src/i18n/rules';
import { verdictSentence } from '../src/i18n/verdict';
import type { Ballot, Outcome, RuleFacts } from '../src/protocol/frames';
import { optionsOf, touched } from '../src/store/options';
import { ringsOf } from '../src/parts/ring';

const plain = (text: string) => text.replace(/\u00a0/g, ' ');

function motion(yes: number, no: number, outcome: Outcome): Ballot {
  return {
    kind: 'yes_no_abstain',
    rule: 'motion',
    about: { proposal: 'p1' },
    options: { no: { order: 1 }, yes: { order: 0 } },
    state: outcome === 'pending' ? 'open' : 'closed',
    roll: { sha256: '', households: true, heads: 20, area: 0 },
    participation: { heads: yes + no },
    tally: { yes: { heads: yes, area: 0 }, no: { heads: no, area: 0 } },
    verdict: { outcome, tests: {} },
  } as unknown as Ballot;
}

function choice(outcome: Outcome, won?: string): Ballot {
  return {
    kind: 'single_choice',
    standing: 'opinion_poll',
    rule: 'r',
    options: {
      none: { order: 2 },
      o1: { order: 0, text: '平台入户' },
      o2: { order: 1, text: '贯通门厅' },
    },
    state: 'closed',
    roll: { sha256: '', households: true, heads: 20, area: 1000 },
    participation: { heads: 10, area: 500 },
    tally: {
      o1: { heads: 2, area: 100 },
      o2: { heads: 7, area: 350 },
      none: { heads: 1, area: 50 },
    },
    verdict: { outcome, choice: won, tests: {} },
  } as unknown as Ballot;
}

const rule = {
  title: { zh: '', en: '' },
  measures: { area: true },
  majority: { num: 1, den: 2, op: '>', of: 'participants' },
} as unknown as RuleFacts;

describe('a motion', () => {
  it('asks for first, then against, and nobody to abstain', () => {
    const ballot = motion(9, 4, 'pending');
    const words = optionsOf(ballot).map(({ key }) => optionLabel(ballot, key));
    expect(words).toEqual(['同意', '反对']);
    expect(ballotRuleWords(ballot, rule).join('')).toContain('不问弃权');
  });

  it('is carried with more for than against; a tie is lost and says so', () => {
    const said = (yes: number, no: number, outcome: Outcome) =>
      plain(verdictSentence(motion(yes, no, outcome), undefined));
    expect(said(9, 4, 'passed')).toBe(
      '会上表决：通过（不代替业主表决）。同意 9 户，反对 4 户，同意多于反对。',
    );
    expect(said(4, 9, 'not_passed')).toBe(
      '会上表决：未通过（不代替业主表决）。同意 4 户，反对 9 户，同意不多于反对。',
    );
    expect(said(6, 6, 'not_passed')).toContain('平局');
    expect(said(9, 4, 'pending')).toContain('平局不通过');
  });
});

describe('a choice among plans', () => {
  it('always offers none of them, last', () => {
    const ballot = choice('passed', 'o2');
    expect(optionsOf(ballot).map(({ key }) => optionLabel(ballot, key))).toEqual([
      '平台入户',
      '贯通门厅',
      '都不同意',
    ]);
    expect(plain(optionCounts(ballot))).toContain('贯通门厅 7 位业主、3.50 m²');
  });

  it('names the plan the server says has passed', () => {
    expect(verdictSentence(choice('passed', 'o2'), rule)).toMatch(
      /^意见征询：“贯通门厅”达到要求（不具约束力）。/,
    );
    expect(verdictSentence(choice('not_passed'), rule)).toMatch(
      /^意见征询：未达到要求（不具约束力）。没有一个方案/,
    );
  });

  it('shows in its ring who took part, not which plan', () => {
    const rings = ringsOf(choice('passed', 'o2'), rule);
    expect(rings.map(({ arcs }) => arcs.map(({ kind }) => kind))).toEqual([
      ['took_part'],
      ['took_part'],
    ]);
  });
});

describe('a paper that may name several plans', () => {
  const several = { ...choice('pending'), filling: 'several' } as Ballot;

  it('names plans in the order of showing, whichever was touched first', () => {
    expect(touched(several, touched(several, '', 'o2'), 'o1')).toBe('o1,o2');
    expect(paperWords(several, 'o1,o2')).toBe('平台入户、贯通门厅');
  });

  it('lets a plan go when it is touched again, and none of these stand alone', () => {
    expect(touched(several, 'o1,o2', 'o1')).toBe('o2');
    expect(touched(several, 'o1,o2', 'none')).toBe('none');
    expect(touched(several, 'none', 'o1')).toBe('o1');
    expect(touched(several, 'o1', 'o1')).toBe('');
  });
});
