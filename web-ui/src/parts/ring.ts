// Geometry of the double ring. Pure: fractions of a turn in, SVG paths out. Arcs run clockwise from
// twelve; angles are in turns (1 = once around).
import type { Ballot, Measure, RuleFacts, Test } from '../protocol/frames';
import { amongPlans, isMotion, optionsOf, tallyOf } from '../store/options';

export interface Arc {
  kind: string; // an option, or `took_part`
  from: number;
  to: number;
}

export interface Ring {
  measure: Measure;
  whole: number;
  arcs: Arc[];
  tick: Tick | null;
}

export interface Tick {
  about: Test['about'];
  at: number;
  num: number;
  den: number;
  op: Test['op'];
}

export function ringsOf(ballot: Ballot, rule: RuleFacts | undefined): Ring[] {
  // While a confidential ballot runs there is no area to draw, nor where it would tell single votes.
  const hasArea = ballot.roll.area > 0 && ballot.participation.area !== undefined;
  const measures: Measure[] = hasArea ? ['area', 'heads'] : ['heads'];
  // A quorum of those present says nothing about the votes, which is what the ring shows.
  const byVotes = rule?.quorum?.kind === 'participation';
  return measures.map((measure) => ringOf(ballot, measure, byVotes));
}

function ringOf(ballot: Ballot, measure: Measure, quorumByVotes: boolean): Ring {
  const whole = ballot.roll[measure];
  const arcs: Arc[] = [];
  let at = 0;
  const add = (kind: Arc['kind'], value: number) => {
    const to = whole > 0 ? Math.min(1, at + value / whole) : 0;
    if (to > at) arcs.push({ kind, from: at, to });
    at = Math.max(at, to);
  };
  // Among several plans the ring shows who took part; the plans stand beside it, each with its bar.
  if (ballot.tally && !amongPlans(ballot)) {
    for (const { key } of optionsOf(ballot)) add(key, tallyOf(ballot, key)[measure] ?? 0);
  } else add('took_part', ballot.participation[measure] ?? 0);
  // A motion is carried by more votes for than against: there is no fixed place to reach.
  const tick = isMotion(ballot) ? null : tickOf(ballot, measure, quorumByVotes);
  return { measure, whole, arcs, tick };
}

/**
 * One tick a ring: the threshold that matters now. As long as taking part falls short anywhere it is
 * the quorum's; then it is how far the votes in favour must reach.
 */
function tickOf(ballot: Ballot, measure: Measure, quorumByVotes: boolean): Tick | null {
  const whole = ballot.roll[measure];
  const tests = Object.values(ballot.verdict?.tests ?? {});
  const participation = quorumByVotes ? tests.filter((test) => test.about === 'quorum') : [];
  const majority = tests.find((test) => test.about === 'majority' && test.measure === measure);
  const waiting = amongPlans(ballot) || participation.some((test) => !test.holds) || !majority;
  const test = waiting ? participation.find((one) => one.measure === measure) : majority;
  if (test?.whole === undefined || whole <= 0) return null;
  const at = (test.num * test.whole) / (test.den * whole);
  return { about: test.about, at: Math.min(1, at), num: test.num, den: test.den, op: test.op };
}

export function pointAt(turn: number, radius: number, centre: number): [number, number] {
  const angle = turn * 2 * Math.PI;
  return [round(centre + radius * Math.sin(angle)), round(centre - radius * Math.cos(angle))];
}

/** An arc as an open path to be stroked; a whole turn is two half turns, as SVG draws no full one. */
export function arcPath(from: number, to: number, radius: number, centre: number): string {
  if (to - from >= 1) {
    const half = from + 0.5;
    return `${arcPath(from, half, radius, centre)} ${arcPath(half, from + 0.999_99, radius, centre)}`;
  }
  const [x0, y0] = pointAt(from, radius, centre);
  const [x1, y1] = pointAt(to, radius, centre);
  const large = to - from > 0.5 ? 1 : 0;
  return `M${x0} ${y0}A${radius} ${radius} 0 ${large} 1 ${x1} ${y1}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
