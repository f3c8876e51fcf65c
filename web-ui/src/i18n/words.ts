// Phrases made of several texts: lists, amounts, dates. Wording only.
import type { Micros } from '../protocol/frames';
import { today } from '../store/clock.svelte';
import { preferences } from '../store/preferences.svelte';
import { formatArea, formatCount, formatDuration, isoDay, monthName, partsOf } from './format';
import { t, type TextKey } from './text';

export function english(): boolean {
  return preferences.language === 'en';
}

/** What is counted as one: an owner where floor area decides too, since whoever has two flats is one
    owner; else a household of the roll, or, where it has none, a person. */
export type HeadNoun = 'owner' | 'household' | 'person';

const kHeads: Record<HeadNoun, TextKey> = {
  owner: 'unit.owners',
  household: 'unit.households',
  person: 'unit.people',
};

export function headNoun(households: boolean, byArea: boolean): HeadNoun {
  if (byArea) return 'owner';
  return households ? 'household' : 'person';
}

/** "14 位业主", "14 户" or "14 人". */
export function heads(n: number, noun: HeadNoun): string {
  return t(kHeads[noun], { n: formatCount(n) });
}

export function area(centi: number): string {
  return t('unit.area', { n: formatArea(centi) });
}

export function list(parts: string[]): string {
  return parts.filter((part) => part !== '').join(t('app.list_end'));
}

/** Clauses of one sentence: "参与达到三分之二才有效；同意…" */
export function clauses(parts: string[]): string {
  return parts.filter((part) => part !== '').join(t('app.clause_gap'));
}

/** Short facts of one line. */
export function facts(parts: string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

export function sentences(parts: string[]): string {
  return parts.filter((part) => part !== '').join(t('app.sentence_gap'));
}

export function dateWords(at: Micros): string {
  const { year, month, day } = partsOf(at);
  return t('time.date', { year, month: monthName(month, english()), day });
}

export function dateTimeWords(at: Micros): string {
  const { year, month, day, time } = partsOf(at);
  return t('time.date_time', { year, month: monthName(month, english()), day, time });
}

/** A moment as one says it now: today the time alone, on any other day its date too. */
export function momentWords(at: Micros): string {
  const { year, month, day, time } = partsOf(at);
  if (isoDay(at) === today()) return time;
  if (String(year) !== today().slice(0, 4)) return dateTimeWords(at);
  return t('time.month_day_time', { month: monthName(month, english()), day, time });
}

/** A date and its time with the day of the week: what is told to people who are to come. */
export function dayTimeWords(at: Micros): string {
  const { year, month, day, time, weekday } = partsOf(at);
  const on = t(`time.weekday_${weekday}` as TextKey);
  return t('time.day_time', { year, month: monthName(month, english()), day, weekday: on, time });
}

/** "2026-12-05" → "2026年12月5日" */
export function isoDateWords(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  if (!year || !month || !day) return date;
  return t('time.date', { year, month: monthName(month, english()), day });
}

/** What is left until a deadline: minutes and seconds, or days. */
export function leftWords(ms: number): string {
  if (ms <= 0) return t('time.over');
  const day = 86_400_000;
  const time =
    ms > 2 * day
      ? t('time.days', { n: Math.floor(ms / day) })
      : formatDuration(Math.ceil(ms / 1000) * 1000);
  return t('time.left', { time });
}

/** "12" is "12号楼"; what is already a name stays as it is. */
export function numbered(name: string | undefined, key: TextKey): string {
  if (!name) return '';
  return /^\d[\dA-Za-z-]*$/.test(name) ? t(key, { n: name }) : name;
}

/** "12号楼 301室" in English: "building 12, flat 301". What is no number stays as it was written. */
export function roomWords(label: string): string {
  if (!english()) return label;
  const found = /^(?:(\d+)号楼\s*)?(?:(\d+)单元\s*)?(\d[\dA-Za-z-]*)室$/.exec(label);
  if (!found) return label;
  const [, building = '', stair = '', room = ''] = found;
  return list([
    numbered(building, 'scope.building_number'),
    numbered(stair, 'scope.stair_number'),
    t('unit.flat', { n: room }),
  ]);
}
