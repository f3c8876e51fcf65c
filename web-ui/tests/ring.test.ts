import { describe, expect, it } from 'vitest';
import { arcPath, pointAt, ringsOf } from '../src/parts/ring';
import type { Ballot, RuleFacts, Test } from '../src/protocol/frames';

const weight = (heads: number, area: number) => ({ heads, area });
const rule = { quorum: { kind: 'participation', num: 2, den: 3, op: '>=' } } as RuleFacts;

function test(about: Test['about'], measure: Test['measure'], holds: boolean, whole: number): Test {
  const [num, den] = about === 'quorum' ? [2, 3] : [3, 4];
  const of = about === 'quorum' ? 'all' : 'participants';
  return { about, measure, holds, whole, num, den, of, op: '>=', order: 0 } as Test;
}

function ballot(change: Partial<Ballot> = {}): Ballot {
  return {
    options: { yes: { order: 0 }, no: { order: 1 }, abstain: { order: 2 } },
    roll: { sha256: '', households: true, heads: 24, area: 173_640 },
    participation: weight(14, 106_415),
    tally: { yes: weight(9, 64_810), no: weight(4, 36_175), abstain: weight(1, 5_430) },
    ...change,
  } as Ballot;
}

describe('the double ring', () => {
  it('has floor area outside and heads inside, for, against, abstain clockwise from twelve', () => {
    const [outer, inner] = ringsOf(ballot(), rule);
    expect([outer?.measure, inner?.measure]).toEqual(['area', 'heads']);
    expect(inner?.arcs.map(({ kind }) => kind)).toEqual(['yes', 'no', 'abstain']);
    expect(inner?.arcs[0]).toEqual({ kind: 'yes', from: 0, to: 9 / 24 });
    expect(inner?.arcs[1]?.from).toBe(9 / 24);
    expect(inner?.arcs[2]?.to).toBeCloseTo(14 / 24, 12);
    expect(outer?.arcs[2]?.to).toBeCloseTo(106_415 / 173_640, 12);
  });

  it('is one ring where heads alone count', () => {
    const rings = ringsOf(
      ballot({ roll: { sha256: '', households: true, heads: 24, area: 0 } }),
      rule,
    );
    expect(rings.map(({ measure }) => measure)).toEqual(['heads']);
  });

  it('shows taking part in one fill while counts are hidden', () => {
    const [, inner] = ringsOf(ballot({ tally: undefined }), rule);
    expect(inner?.arcs).toEqual([{ kind: 'took_part', from: 0, to: 14 / 24 }]);
  });

  it('draws nothing for options nobody chose, and nothing for an empty roll', () => {
    const empty = ballot({
      roll: { sha256: '', households: true, heads: 0, area: 0 },
      participation: weight(0, 0),
      tally: { yes: weight(0, 0), no: weight(0, 0), abstain: weight(0, 0) },
    });
    expect(ringsOf(empty, rule)).toEqual([{ measure: 'heads', whole: 0, arcs: [], tick: null }]);
  });

  it('ticks the quorum until both measures reach it, then how far the votes in favour must go', () => {
    const tests = (holds: boolean) => ({
      quorum_area: test('quorum', 'area', true, 173_640),
      quorum_heads: test('quorum', 'heads', holds, 24),
      majority_area: test('majority', 'area', false, 106_415),
      majority_heads: test('majority', 'heads', false, 14),
    });
    const short = ringsOf(ballot({ verdict: { outcome: 'pending', tests: tests(false) } }), rule);
    expect(short.map(({ tick }) => tick?.about)).toEqual(['quorum', 'quorum']);
    expect(short[1]?.tick?.at).toBeCloseTo(2 / 3, 12);
    const met = ringsOf(ballot({ verdict: { outcome: 'pending', tests: tests(true) } }), rule);
    expect(met.map(({ tick }) => tick?.about)).toEqual(['majority', 'majority']);
    expect(met[1]?.tick?.at).toBeCloseTo((3 / 4) * (14 / 24), 12);
  });

  it('does not tick a quorum of those present, which votes cannot reach', () => {
    const presence = { quorum: { kind: 'presence', num: 1, den: 2, op: '>' } } as RuleFacts;
    const tests = { quorum_heads: test('quorum', 'heads', false, 24) };
    const rings = ringsOf(ballot({ verdict: { outcome: 'pending', tests } }), presence);
    expect(rings.map(({ tick }) => tick)).toEqual([null, null]);
  });
});

describe('an arc', () => {
  it('starts at twelve and runs clockwise', () => {
    expect(pointAt(0, 90, 100)).toEqual([100, 10]);
    expect(pointAt(0.25, 90, 100)).toEqual([190, 100]);
    expect(pointAt(0.5, 90, 100)).toEqual([100, 190]);
    expect(arcPath(0, 0.25, 90, 100)).toBe('M100 10A90 90 0 0 1 190 100');
    expect(arcPath(0, 0.75, 90, 100)).toBe('M100 10A90 90 0 1 1 10 100');
  });

  it('draws a whole turn as two halves', () => {
    expect(arcPath(0, 1, 90, 100).match(/A/g)).toHaveLength(2);
  });
});
