// Convening on the Desk: what the server proposes, what the person makes of it, and the request that
// comes out. Whether it may be so is the server's to say.
import type { Bilingual, ItemKind, Micros, RuleFacts, Scope } from '../protocol/frames';
import type { ListedMeeting, RecordSummary } from './api';

export type RollKind = 'households' | 'members' | 'either';

export interface TemplateRule extends RuleFacts {
  id: string;
  notice_days: number;
  /** The first day after the notice, were it announced today. */
  earliest: string;
}

export interface MeetingTemplate {
  id: string;
  version: number;
  name: Bilingual;
  purpose: Bilingual;
  body: string;
  /** Bodies that only talk never decide anything. */
  may_bind: boolean;
  roll: RollKind;
  levels: string[];
  notice_days: number;
  earliest: string;
  legal_effect: Bilingual;
  rules: TemplateRule[];
  agenda: { title: Bilingual; kind: ItemKind; minutes: number }[];
  outputs: Bilingual[];
  sources: { name: Bilingual; place?: string }[];
}

export interface GridRow {
  id: string;
  name: string;
  level: string;
}

export interface RollScope extends Scope {
  heads: number;
  area: number;
}

/** A grid a meeting may be listed under. */
export interface MeetingGrid extends GridRow {
  /** Bodies whose votes by this channel bind there: their legal basis was recorded. */
  binding: string[];
}

export interface Roll {
  id: string;
  version: number;
  kind: 'households' | 'members';
  grids: MeetingGrid[];
  scopes: RollScope[];
}

export interface ManagedMeeting extends ListedMeeting {
  grid: GridRow;
  /** May run it, and not only look on. */
  runs: boolean;
  records: RecordSummary[];
}

export interface DraftItem {
  /** Of this page alone: tells rows apart while they move. */
  key: number;
  title: string;
  kind: ItemKind;
  minutes: number | null;
  /** The issue it belongs to. */
  issue?: string;
  /** Of a decision: the words that are put to the vote, and under which rule. */
  matter?: string;
  rule?: string;
}

/** What the page filled in, to tell it from what the person wrote. */
export interface Proposed {
  title: string;
  agenda: DraftItem[];
}

export interface Draft {
  template: MeetingTemplate | null;
  roll: Roll | null;
  scope: RollScope | null;
  grid: string;
  title: string;
  date: string; // 2026-12-05
  time: string; // 19:00
  place: string;
  agenda: DraftItem[];
  proposed: Proposed;
  /** What is to be decided, and the rule that is for: store/matters.ts. */
  matter?: string;
  rule?: string;
}

/** Meetings are held in China: one zone, UTC+8. */
const kZoneMs = 8 * 3_600_000;

/** The moment those two fields name, in µs; null while they name none. */
export function momentOf(date: string, time: string): Micros | null {
  const ms = Date.parse(`${date}T${time}:00Z`);
  return Number.isNaN(ms) ? null : (ms - kZoneMs) * 1000;
}

/** The rules of the template that may be used on that scope, as the server will fix them; the one that
    is meant comes first. */
export function rulesFor(template: MeetingTemplate, scope: Scope, meant?: string): TemplateRule[] {
  const fitting = template.rules.filter((rule) => rule.scopes[scope.kind]);
  return [...fitting.filter(({ id }) => id === meant), ...fitting.filter(({ id }) => id !== meant)];
}

/** Whether a meeting on that scope can decide what it is convened for. */
function mayDecide(template: MeetingTemplate, scope: Scope, meant?: string): boolean {
  const [first] = rulesFor(template, scope, meant);
  return !!first && (!meant || first.id === meant);
}

const sameExtent = (a: RollScope, b: RollScope) =>
  a !== b && a.heads === b.heads && a.area === b.area;

/**
 * Each extent once: on the roll of one building the zone is that building, and so is its only
 * stair. The building is what people call it; then the whole comes before its part.
 */
function eachExtentOnce(scopes: RollScope[]): RollScope[] {
  const within = (stair: RollScope, one: RollScope) =>
    one.kind === 'zone' || (one.kind === 'building' && one.building === stair.building);
  return scopes.filter((scope) => {
    const same = scopes.filter((one) => sameExtent(scope, one));
    if (scope.kind === 'zone') return !same.some(({ kind }) => kind === 'building');
    return scope.kind === 'building' || !same.some((one) => within(scope, one));
  });
}

/** The building that is the whole roll; the scope itself where it is less, or there are several. */
export function extentOf(roll: Roll, scope: RollScope): Scope {
  if (scope.kind !== 'zone') return scope;
  return roll.scopes.find((one) => one.kind === 'building' && sameExtent(one, scope)) ?? scope;
}

/** Rolls and scopes such a meeting can be held on, under the rule that is meant if one is. */
export function placesFor(
  template: MeetingTemplate,
  rolls: Roll[],
  meant?: string,
): { roll: Roll; scopes: RollScope[] }[] {
  return rolls
    .filter((roll) => template.roll === 'either' || template.roll === roll.kind)
    .map((roll) => ({
      roll,
      scopes: eachExtentOnce(roll.scopes.filter((scope) => mayDecide(template, scope, meant))),
    }))
    .filter((place) => place.scopes.length > 0);
}

/** The same roll and part of it, where that kind of meeting can be held on it too. */
export function stillFits(template: MeetingTemplate, draft: Draft): boolean {
  const { roll, scope } = draft;
  if (!roll || !scope) return false;
  return placesFor(template, [roll], draft.rule).some(({ scopes }) => scopes.includes(scope));
}

export function sameItems(a: DraftItem[], b: DraftItem[]): boolean {
  const facts = (items: DraftItem[]) =>
    JSON.stringify(
      items.map(({ title, kind, minutes, matter, rule }) => [
        title,
        kind,
        minutes,
        matter ?? '',
        rule ?? '',
      ]),
    );
  return facts(a) === facts(b);
}

export function moved(agenda: DraftItem[], from: number, to: number): DraftItem[] {
  if (to < 0 || to >= agenda.length) return agenda;
  const next = agenda.slice();
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

export function minutesOf(agenda: DraftItem[]): number {
  return agenda.reduce((sum, item) => sum + (item.minutes ?? 0), 0);
}

/** What a decision is about and under which rule: where there is only one, it is that. */
export function votedOn(
  item: DraftItem,
  rules: { id: string }[],
): { matter?: string; rule?: string } {
  if (item.kind !== 'decision') return {};
  const matter = item.matter?.trim() ?? '';
  const rule = rules.length === 1 ? rules[0] : rules.find(({ id }) => id === item.rule);
  return { ...(matter ? { matter } : {}), ...(rule ? { rule: rule.id } : {}) };
}

export function requestOf(draft: Draft): unknown {
  const { template, roll, scope } = draft;
  if (!template || !roll || !scope) throw new Error('nothing to convene yet');
  return {
    template: template.id,
    grid: draft.grid,
    roll: roll.id,
    roll_version: roll.version,
    scope: {
      kind: scope.kind,
      ...(scope.building ? { building: scope.building } : {}),
      ...(scope.stair ? { stair: scope.stair } : {}),
    },
    title: draft.title.trim(),
    place: draft.place.trim(),
    scheduled_at: momentOf(draft.date, draft.time),
    agenda: draft.agenda.map((item) => ({
      title: item.title.trim(),
      kind: item.kind,
      ...(item.minutes ? { minutes: Math.round(item.minutes) } : {}),
      ...(item.issue ? { issue: item.issue } : {}),
      ...votedOn(item, rulesFor(template, scope)),
    })),
  };
}
