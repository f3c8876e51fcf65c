// What was written and not yet recorded, by who wrote it and what it is for.
import type { Fields } from '../protocol/frames';

export interface Kept {
  /** The form's fields, as JSON. */
  fields: string;
  /** What the form began with when that was written, as JSON. */
  start?: string;
  /** What of it was sent last. */
  sent?: string;
  /** Why that was refused. */
  refused?: { code: string; fields: Fields };
}

/** The form that begins with `start` now, with what was written in it before. What was not touched then
    is as others have left it since: sent again, it would undo what they did. */
export function taken<T extends object>({ fields, start: begun }: Kept, start: T): T {
  const written = JSON.parse(fields) as Record<string, unknown>;
  const before = begun ? (JSON.parse(begun) as Record<string, unknown>) : {};
  const touched = Object.entries(written).filter(
    ([name, value]) => !(name in before) || JSON.stringify(value) !== JSON.stringify(before[name]),
  );
  return { ...start, ...Object.fromEntries(touched) };
}

const kPrefix = 'roundtable.drafts.';
/** Until they all said whose they are. */
const kPrefixBefore = 'roundtable.draft.';

export class DraftShelf {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly storage: () => Storage | null,
    private readonly changed: () => void,
  ) {
    this.sweep(kPrefixBefore);
  }

  of(key: string): Kept | undefined {
    const known = this.kept.get(key);
    if (known) return known;
    try {
      const stored = JSON.parse(this.storage()?.getItem(kPrefix + key) ?? 'null') as Kept | null;
      if (typeof stored?.fields !== 'string') return undefined;
      JSON.parse(stored.fields);
      this.kept.set(key, stored);
      return stored;
    } catch {
      return undefined; // nothing usable was kept
    }
  }

  /** The form holds `fields`; what it began with is nothing to keep, unless it has been sent. */
  keep(key: string, fields: string, start: string): void {
    const before = this.of(key);
    if (fields === before?.fields) return;
    if (fields === start && !before?.sent) this.put(key, undefined);
    else this.put(key, { ...before, fields, start });
  }

  send(key: string, fields: string): void {
    this.put(key, { ...this.begun(key), fields, sent: fields });
  }

  /** What was sent is recorded, or `refused` says why not. What was written since then is still kept. */
  settle(key: string, refused?: Kept['refused']): void {
    const before = this.of(key);
    if (!before) return;
    if (refused) this.put(key, { ...before, refused });
    else if (before.sent === before.fields) this.put(key, undefined);
    else this.put(key, { ...this.begun(key), fields: before.fields });
  }

  private begun(key: string): Pick<Kept, 'start'> {
    const start = this.of(key)?.start;
    return start === undefined ? {} : { start };
  }

  drop(key: string): void {
    this.put(key, undefined);
  }

  /** Whoever signs out leaves nothing for the next at this device. */
  dropAll(): void {
    for (const key of [...this.kept.keys()]) this.drop(key);
    this.sweep(kPrefix);
  }

  private sweep(prefix: string): void {
    try {
      const storage = this.storage();
      for (const key of Object.keys(storage ?? {}))
        if (key.startsWith(prefix)) storage?.removeItem(key);
    } catch {
      // Where there is no shelf nothing stands on it.
    }
  }

  private put(key: string, value: Kept | undefined): void {
    if (value) this.kept.set(key, value);
    else this.kept.delete(key);
    try {
      if (value) this.storage()?.setItem(kPrefix + key, JSON.stringify(value));
      else this.storage()?.removeItem(kPrefix + key);
    } catch {
      // Then it lives as long as the page.
    }
    this.changed();
  }
}
