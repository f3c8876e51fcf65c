// A ballot and what stands in it, as it travels. Types only.
import type { Counts, Measure, Micros, Participation, Scope, Secrecy, Weight } from './frames';

/** One comparison of the verdict: part ÷ whole against num ÷ den. */
export interface Test {
  order: number;
  about: 'quorum' | 'majority';
  measure: Measure;
  num: number;
  den: number;
  op: '>=' | '>';
  of: 'all' | 'participants' | 'present';
  holds: boolean;
  /** Not told of floor area where that would give single votes of a confidential ballot away. */
  part?: number;
  whole?: number;
  left?: number;
  right?: number;
  missing?: number;
}

export type Outcome = 'pending' | 'passed' | 'not_passed' | 'no_quorum';

export interface Ballot {
  order: number;
  item: string;
  question: string;
  detail?: string;
  /** The method it is counted by: `yes_no_abstain`, `single_choice` … */
  kind: string;
  rule: string;
  scope: Scope;
  /** Whose request it is stands aside; `also`: how many others of the roll it concerns, and why. */
  interest?: { applicant: string; also: number; reason: string };
  /** What may be chosen. Plans have their words; the others have theirs in every language. */
  options: Record<string, { order: number; text?: string }>;
  /** Where a paper may name several plans: their ids with commas between, in that order. */
  filling?: 'several';
  /** The motion it decides. */
  about?: { proposal?: string; amendment?: string };
  /** `hand`: a show of hands, entered household by household. */
  channel?: string;
  secrecy: Secrecy;
  counts: Counts;
  change_until_close: boolean;
  standing: 'opinion_poll' | 'binding';
  standing_basis?: string;
  /** Of a poll: in what it is not the vote that was announced. */
  departures?: Partial<Record<'item' | 'matter' | 'rule' | 'notice' | 'day', boolean>>;
  /** The rule asks that it be studied first, and the item said nothing of that. */
  not_studied?: boolean;
  state: 'open' | 'closed' | 'annulled';
  annul_reason?: string;
  opened_at: Micros;
  deadline?: Micros;
  closed_at?: Micros;
  closed_by?: 'chair' | 'deadline';
  /** `households`: a head is a household, not a person. */
  roll: { sha256: string; households?: boolean } & Weight;
  present_at_opening?: Weight;
  participation: Participation;
  channels?: Record<string, number>;
  tally?: Record<string, Participation>;
  /** Confidential, and floor areas would tell single votes: heads are told, and which tests hold. */
  area_withheld?: boolean;
  /** `choice`: which option of a single choice has passed. */
  verdict?: { outcome: Outcome; choice?: string; tests: Record<string, Test> };
  share?: Record<string, string>;
  not_voted?: Record<string, boolean>;
  voted?: Record<string, { channel?: string; at?: Micros; entered_by?: string } & VoteTrail>;
  /** Closed by mistake and open again, by number. */
  reopenings?: Record<string, { closed_at: Micros; at: Micros; reason: string }>;
  /** Households that say of a vote entered for them that it was not theirs. */
  objections?: number;
  record?: string;
}

/** A vote that another has taken the place of. */
export interface EarlierVote {
  at: Micros;
  channel: string;
  entered_by?: string;
}

/** What else there is to say of a household's vote. */
export interface VoteTrail {
  /** Why staff entered it. */
  reason?: string;
  /** Staff may enter one in place of the household's own. */
  released?: boolean;
  objected_at?: Micros;
  /** By number, oldest first. */
  earlier?: Record<string, EarlierVote>;
}

export interface MyCast extends VoteTrail {
  choice: string;
  at: Micros;
  channel: string;
  changes: number;
  entered_by?: string;
  version: number;
  hash: string;
}
