// What somebody has written or chosen and not yet sent, as Svelte sees it: all of it on one shelf. It survives Escape, Back, a
// reload, a lost connection and a closed dialog. A command under way names the draft it came from
// (store/pending), so that an answer which comes when the form is long closed still finds it.
import { untrack } from 'svelte';
import { DraftShelf, taken, type Kept } from './draft_shelf';
import { sessionShelf } from './shelves';
import type { Settled } from './stream_store';

const seen = $state({ changes: 0 });
const shelf = new DraftShelf(sessionShelf, () => untrack(() => (seen.changes += 1)));

function keptOf(key: string): Kept | undefined {
  void seen.changes;
  return shelf.of(key);
}

export class Draft<T extends object> {
  readonly fields: T;
  private start: string;

  /** To be made while a component is made: it keeps what is written as long as that lives. */
  constructor(
    readonly key: string,
    start: T,
  ) {
    this.start = JSON.stringify(start);
    const before = shelf.of(key);
    const fields = $state(before ? taken(before, start) : start);
    this.fields = fields;
    $effect(() => shelf.keep(this.key, JSON.stringify(this.fields), this.start));
  }

  /** Something is written that would be missed. */
  get kept(): boolean {
    return keptOf(this.key) !== undefined;
  }

  get refused(): Kept['refused'] {
    return keptOf(this.key)?.refused;
  }

  /** What stands here now is not the person's own. */
  begin(): void {
    this.start = JSON.stringify(this.fields);
    shelf.drop(this.key);
  }

  /** What goes out now is what stands here now. */
  send(): void {
    shelf.send(this.key, JSON.stringify(this.fields));
  }

  /** The form itself has heard that it is recorded. */
  done(): void {
    shelf.settle(this.key);
  }
}

/** What is kept under that name, where it has no form of its own. */
export function keptHere<T>(key: string, isOne: (value: unknown) => value is T): T | null {
  const before = keptOf(key);
  const value: unknown = before ? JSON.parse(before.fields) : null;
  return isOne(value) ? value : null;
}

/** Null: it is recorded, or given up. */
export function keepHere(key: string, value: string | object | null): void {
  if (value === null) shelf.drop(key);
  else shelf.keep(key, JSON.stringify(value), '');
}

/** What a stream says of a command that came from a draft. */
export function draftSettled(key: string, outcome: Settled): void {
  const { state } = outcome;
  shelf.settle(
    key,
    state === 'refused' ? { code: outcome.code, fields: outcome.fields } : undefined,
  );
}

/** The one way to name what is kept: whose it is, where it belongs - a meeting, a grid, the Desk - and what
    it is for. Another person at the same device never finds it, nor does she herself somewhere else. */
export const keyOf = (who: { actor?: string } | null, where: string, ...what: string[]): string =>
  [who?.actor ?? '', where, ...what].join(' ');

/** Of the person who follows that meeting. */
export const draftKey = (
  live: { meeting: string; state: { me: { actor: string } | null } },
  ...what: string[]
): string => keyOf(live.state.me, live.meeting, ...what);

export const dropDrafts = (): void => shelf.dropAll();
