import { describe, expect, it, vi } from 'vitest';
import type { Ballot, RuleFacts, Test } from '../src/protocol/frames';

vi.stubGlobal('document', {
  cookie: '',
  documentElement: { classList: { toggle: () => {} } },
});
const verdict = await import('../src/i18n/verdict');
const { setLanguage } = await import('../src/store/preferences.svelte');

/** With plain spaces, as they read here; amounts are kept together by no-break spaces. */
const verdictSentence = (ballot: Ballot, by: RuleFacts) =>
  verdict.verdictSentence(ballot, by).replace(/\u00a0/g, ' ');

const rule = { quorum: { kind: 'participation', num: 2, den: 3, op: '>=' } } as RuleFacts;

function made(about: Test['about'], measure: Test['measure'], missing: number, op = '>='): Test {
  const [num, den] = op === '>' ? [1, 2] : about === 'quorum' ? [2, 3] : [3, 4];
  const of = about === 'quorum' ? 'all' : 'participants';
  const part = measure === 'heads' ? 14 : 106_415;
  return {
    about,
    measure,
    missing,
    holds: missing === 0,
    num,
    den,
    op,
    of,
    part,
    order: 0,
  } as Test;
}

function ballot(tests: Record<string, Test>, change: Partial<Ballot> = {}): Ballot {
  const weight = (heads: number, area: number) => ({ heads, area });
  return {
    state: 'open',
    standing: 'opinion_poll',
    options: { yes: { order: 0 }, no: { order: 1 }, abstain: { order: 2 } },
    roll: { sha256: '', households: true, heads: 24, area: 173_640 },
    participation: weight(14, 106_415),
    tally: { yes: weight(9, 64_810), no: weight(4, 36_175), abstain: weight(1, 5_430) },
    verdict: { outcome: 'pending', tests },
    ...change,
  } as Ballot;
}

describe('the sentence beside the ring', () => {
  it('tells heads and what was not reached where areas would give single votes away', () => {
    const { part, missing, ...told } = made('majority', 'area', 1);
    const closed = ballot(
      { h: { ...made('majority', 'heads', 0), measure: 'heads' }, a: told },
      {
        state: 'closed',
        area_withheld: true,
        participation: { heads: 14 },
        tally: { yes: { heads: 9 }, no: { heads: 4 }, abstain: { heads: 1 } },
        verdict: { outcome: 'not_passed', tests: { a: told } },
      },
    );
    for (const language of ['zh', 'en'] as const) {
      setLanguage(language);
      const sentence = verdictSentence(closed, rule);
      expect(sentence).not.toContain('m²');
      expect(sentence).toContain(language === 'zh' ? '没有做到：同意的' : 'Not reached: In favour');
      expect(sentence).toContain(language === 'zh' ? '推算出个别业主' : 'worked out');
      expect(verdict.testFormula(told)).toEqual([]);
    }
    expect([part, missing]).toEqual([106_415, 1]);
  });

  const short = { a: made('quorum', 'area', 10_320), h: made('quorum', 'heads', 2) };

  it('says what is missing, heads first', () => {
    setLanguage('zh');
    expect(verdictSentence(ballot(short), rule)).toBe(
      '再有 2 位业主、103.20 m² 参与就达到三分之二。',
    );
    setLanguage('en');
    expect(verdictSentence(ballot(short), rule)).toBe(
      '2 more owners, 103.20 m² more must vote to reach 2/3.',
    );
    setLanguage('zh');
  });

  it('names only the measure that is short', () => {
    const tests = { a: made('quorum', 'area', 10_320), h: made('quorum', 'heads', 0) };
    expect(verdictSentence(ballot(tests), rule)).toBe('再有 103.20 m² 参与就达到三分之二。');
  });

  it('goes on to the votes in favour once enough take part', () => {
    const tests = { q: made('quorum', 'heads', 0), m: made('majority', 'heads', 3, '>') };
    expect(verdictSentence(ballot(tests), rule)).toBe(
      '参与已经达到要求。按目前的数，再有 3 位业主同意就超过参与表决的半数。',
    );
  });

  it('gives away nothing while counts are hidden', () => {
    const hidden = ballot({ q: made('quorum', 'heads', 0) }, { tally: undefined });
    expect(verdictSentence(hidden, rule)).toBe(
      '参与已经达到要求。同意、反对、弃权各多少，截止后公布。',
    );
  });

  it('tells the outcome, its numbers and the test that decided it', () => {
    const closed = (outcome: string, tests: Record<string, Test>, by = rule) =>
      verdictSentence(
        ballot(tests, { state: 'closed', verdict: { outcome, tests } } as Partial<Ballot>),
        by,
      );
    const enough = { q: made('quorum', 'heads', 0), m: made('majority', 'heads', 0) };
    expect(closed('passed', enough)).toBe(
      '意见征询：达到要求（不具约束力）。参与达到要求；同意 9 位业主、648.10 m²，达到参与表决的四分之三。',
    );
    expect(closed('passed', { m: made('majority', 'heads', 0, '>') }, {} as RuleFacts)).toBe(
      '意见征询：达到要求（不具约束力）。同意 9 位业主、648.10 m²，超过参与表决的半数。',
    );
    const few = { a: made('majority', 'area', 4_215), h: made('majority', 'heads', 2) };
    expect(closed('not_passed', few)).toBe(
      '意见征询：未达到要求（不具约束力）。同意 9 位业主、648.10 m²；还差 2 位业主、42.15 m² 同意，才达到参与表决的四分之三。',
    );
    expect(closed('no_quorum', short)).toBe(
      '意见征询：未达到参与要求（不具约束力）。参与 14 位业主、1,064.15 m²；还差 2 位业主、103.20 m² 参与，才达到全部的三分之二。',
    );
  });

  it('claims no binding force where a binding vote has decided nothing', () => {
    const said = (outcome: string) =>
      verdictSentence(
        ballot(short, {
          state: 'closed',
          standing: 'binding',
          verdict: { outcome, tests: short },
        } as Partial<Ballot>),
        rule,
      );
    expect(said('passed')).toMatch(/^正式表决：通过（具有约束力）。/);
    expect(said('not_passed')).toMatch(/^正式表决：未通过（未形成决定）。/);
    expect(said('no_quorum')).toMatch(/^正式表决：未达到参与要求（未形成决定）。/);
  });

  it('counts households where their floor area does not decide', () => {
    const heads = { q: made('quorum', 'heads', 2) };
    const roll = { sha256: '', households: true, heads: 24, area: 0 };
    expect(verdictSentence(ballot(heads, { roll }), rule)).toBe('再有 2 户参与就达到三分之二。');
  });

  it('says why a ballot was annulled', () => {
    const annulled = ballot(short, { state: 'annulled', annul_reason: '问句写错' });
    expect(verdictSentence(annulled, rule)).toContain('问句写错');
  });
});
