// What a file changes on a roll, in words: a flat as it stands and as it would, and what that means
// for a meeting.
import type {
  ChangeKind,
  ConcernedMeeting,
  FlatChange,
  RollWeight,
  SeenFlat,
} from '../store/imports';
import './changes_texts';
import { formatArea, formatCount } from './format';
import { t } from './text';
import { unitWords } from './units';
import { list, sentences } from './words';

/** Households have none. */
const areaOf = (flat: SeenFlat) =>
  flat.area === 0 ? '' : t('unit.area', { n: formatArea(flat.area) });
const sourceOf = (flat: SeenFlat) =>
  t(`imports.source.${flat.area_source}` as 'imports.source.survey');
const useOf = (flat: SeenFlat) => t(`imports.kind.${flat.kind}` as 'imports.kind.shop');
const speaks = (flat: SeenFlat) => flat.representative || t('changed.nobody');

function withFacts(flat: SeenFlat, facts: string): string {
  return facts === '' ? unitWords(flat) : t('changed.flat', { unit: unitWords(flat), facts });
}

/** Of one flat: what it was and what it is to be. */
function became(change: FlatChange, of: (flat: SeenFlat) => string): string {
  const [before] = change.before;
  const [after] = change.after;
  if (!before || !after) return '';
  return withFacts(after, t('changed.from_to', { before: of(before), after: of(after) }));
}

/** Names stand on both sides, or on none: one alone would tell half of what happened. */
function sold(change: FlatChange): string {
  const [before] = change.before;
  const [after] = change.after;
  if (!before || !after) return '';
  const told = before.representative !== undefined && after.representative !== undefined;
  const silent = !before.representative && !after.representative;
  return told && !silent
    ? became(change, (flat) =>
        flat.representative ? t('changed.spoke', { name: flat.representative }) : speaks(flat),
      )
    : withFacts(after, areaOf(after));
}

export function changeWords(change: FlatChange): string {
  const named = (flats: SeenFlat[]) => list(flats.map((flat) => withFacts(flat, areaOf(flat))));
  switch (change.kind) {
    case 'sold':
      return sold(change);
    case 'added':
      return named(change.after);
    case 'removed':
      return named(change.before);
    case 'area': {
      const [before] = change.before;
      const [after] = change.after;
      const other = before?.area_source !== after?.area_source;
      return became(change, (flat) => list([areaOf(flat), other ? sourceOf(flat) : '']));
    }
    case 'use':
      return became(change, useOf);
    case 'representative':
      return change.before[0]?.representative === undefined
        ? change.after.map(unitWords).join('')
        : became(change, speaks);
    case 'regrouped':
      return change.after.map(unitWords).join('');
    default:
      return t('changed.from_to', { before: named(change.before), after: named(change.after) });
  }
}

function weightWords(weight: RollWeight): string {
  if (weight.area === 0) return t('changed.households', { heads: formatCount(weight.heads) });
  return t('changed.weight', {
    heads: formatCount(weight.heads),
    area: t('unit.area', { n: formatArea(weight.area) }),
  });
}

export function stays(meeting: ConcernedMeeting): boolean {
  return meeting.came + meeting.went + meeting.changed === 0;
}

export function meetingWords(meeting: ConcernedMeeting): string {
  const before = weightWords(meeting.before);
  const roll = stays(meeting)
    ? t('changed.meeting_same', { before })
    : t('changed.meeting_roll', {
        before,
        after: weightWords(meeting.after),
        came: formatCount(meeting.came),
        went: formatCount(meeting.went),
        changed: formatCount(meeting.changed),
      });
  const ballot = meeting.ballot
    ? t('changed.ballot', {
        question: meeting.ballot.question,
        weight: weightWords(meeting.ballot),
      })
    : '';
  return sentences([roll, ballot]);
}

/** What each kind of change says of its flats, `most` of a kind. */
export function groupedWords(flats: FlatChange[], most: number): Map<ChangeKind, string[]> {
  const byKind = new Map<ChangeKind, string[]>();
  for (const change of flats) {
    const words = byKind.get(change.kind) ?? [];
    if (words.length < most) words.push(changeWords(change));
    byKind.set(change.kind, words);
  }
  return byKind;
}
