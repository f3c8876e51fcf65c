// Phrases of a meeting: weights, goals, scopes, names of households. Wording only.
import type {
  Attendance,
  Ballot,
  MeetingFacts,
  MySeat,
  Participation,
  Scope,
  View,
} from '../protocol/frames';
import type { MeetingTemplate, Roll } from '../store/convene';
import { t } from './text';
import {
  area,
  dateTimeWords,
  english,
  facts,
  headNoun,
  heads,
  list,
  numbered,
  roomWords,
  sentences,
  type HeadNoun,
} from './words';

/** What one head of a roll is, and whether floor area is counted beside it. */
export interface Counting {
  noun: HeadNoun;
  area: boolean;
}

export function countingOf(ballot: Ballot): Counting {
  const area = ballot.roll.area > 0;
  return {
    noun: headNoun(!!ballot.roll.households, area),
    area: area && !ballot.area_withheld,
  };
}

export function countingOfAttendance(attendance: Attendance | undefined): Counting {
  const area = (attendance?.area_total ?? 0) > 0;
  return { noun: headNoun(!!attendance?.households, area), area };
}

/** Where whose request it is stands aside: that it does, and who else decides why. */
export function interestWords(ballot: Ballot): string {
  const { interest } = ballot;
  if (!interest) return '';
  if (interest.also === 0) return t('vote.others_decide');
  return sentences([
    t('vote.others_decide'),
    t('vote.others_also', { n: interest.also, reason: interest.reason }),
  ]);
}

/** What is counted as one there: owners where a rule of the meeting counts floor area too. */
export function nounFor(template: MeetingTemplate, roll: Roll): HeadNoun {
  const byArea = template.rules.some((rule) => rule.measures.area);
  return headNoun(roll.kind === 'households', byArea);
}

/** "9 位业主、648.10 m²"; without area where heads alone count. */
export function weight(value: Participation, counting: Counting): string {
  const counted = heads(value.heads, counting.noun);
  return counting.area && value.area !== undefined ? list([counted, area(value.area)]) : counted;
}

/** "7 户支持", or "7 位业主支持" where owners decide. */
export function supporters(n: number, view: View): string {
  const { noun } = countingOfAttendance(view.attendance);
  return t('proposal.supporters', { heads: heads(n, noun) });
}

/** 2/3 → "三分之二"; 1/2 → "半数". Large numbers stay digits. */
export function fraction(num: number, den: number): string {
  if (num === 1 && den === 2) return t('fraction.half');
  return t('fraction.of', { num: numeral(num), den: numeral(den) });
}

function numeral(n: number): string {
  if (english()) return String(n);
  return t('digits').charAt(n) || String(n);
}

/** "达到三分之二" or "超过半数": `>=` includes the number, `>` does not. */
export function goal(threshold: { num: number; den: number; op: string }): string {
  const key = threshold.op === '>' ? 'goal.more' : 'goal.reach';
  return t(key, { fraction: fraction(threshold.num, threshold.den) });
}

/** "达到参与的四分之三": the goal with what it is a fraction of. */
export function goalOf(threshold: {
  num: number;
  den: number;
  op: string;
  of: 'all' | 'participants' | 'present';
}): string {
  const key = threshold.op === '>' ? 'goal.more' : 'goal.reach';
  return t(key, { fraction: fractionOf(threshold) });
}

export function fractionOf(threshold: {
  num: number;
  den: number;
  of: 'all' | 'participants' | 'present';
}): string {
  return t(`of.${threshold.of}`, { fraction: fraction(threshold.num, threshold.den) });
}

/** "12号楼"; '' where the scope is no building or part of one. */
export function buildingName(scope: Scope): string {
  return numbered(scope.building, 'scope.building_number');
}

/** `noun`: what the roll counts; only where these are owners or households is there an estate. */
export function scopeWords(scope: Scope, noun: HeadNoun = 'household'): string {
  const building = numbered(scope.building, 'scope.building_number');
  const stair = numbered(scope.stair, 'scope.stair_number');
  if (scope.kind === 'zone') return t(noun === 'person' ? 'scope.roll' : 'scope.zone');
  if (scope.kind === 'stair') {
    return building && stair ? t('scope.stair', { building, stair }) : t('scope.stair_plain');
  }
  return building ? t('scope.building', { building }) : t('scope.building_plain');
}

/** What a meeting was first set for, as far as that changed; "" where nothing did. */
export function firstSetWords(meeting: MeetingFacts): string {
  const moved = meeting.rescheduled;
  if (!moved) return '';
  return facts([
    moved.from === meeting.scheduled_at ? '' : dateTimeWords(moved.from),
    moved.place === meeting.place ? '' : moved.place,
  ]);
}

/** The name of a household as this person may know it: its label, else those of its units. */
export function headLabel(head: string, labels: Record<string, string>, view: View): string {
  if (labels[head]) return roomWords(labels[head]);
  const seat = view.seats?.[head];
  // Without a seat it is a person who was let in, and not a household.
  if (!seat && view.attendance?.people?.[head]) return t('log.somebody');
  return unitsLabel(seat?.units, labels) || someone(view);
}

/** Whose name is not told: a household, an owner or a person, as the meeting's roll counts them. */
export function someone(view: View | null): string {
  return t(`log.someone_${countingOfAttendance(view?.attendance).noun}`);
}

/** Whom one acts for oneself: by room or name where these are known; on a roll of people it is oneself. */
export function ownName(seat: MySeat, labels: Record<string, string>, view: View | null): string {
  const known = roomWords(labels[seat.head] ?? '') || unitsLabel(seat.units, labels);
  if (known) return known;
  const { noun } = countingOfAttendance(view?.attendance);
  return noun === 'person' ? t('log.yourself') : someone(view);
}

export function unitsLabel(
  units: Record<string, boolean> | undefined,
  labels: Record<string, string>,
): string {
  const names = Object.keys(units ?? {}).map((unit) => roomWords(labels[unit] ?? ''));
  return list(names);
}
