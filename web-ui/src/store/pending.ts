// Commands under way: sent or waiting to be sent, and not yet answered. They are kept over a page
// reload and go out again with the same id, so that no choice is lost and none is counted twice.
// They belong to the person who gave them: another person at the same device never sends them.
import type { Command } from '../protocol/frames';
import { Kept, type Shelf } from './kept';

export interface UnderWay {
  id: string;
  actor: string;
  command: Command;
  tries: number;
  /** The draft its words came from (store/drafts). */
  draft?: string;
}

export class Pending extends Kept<UnderWay> {
  constructor(shelf: Shelf | null, key: string) {
    super(shelf, key, isUnderWay);
    this.items = this.items.map((item) => ({ ...item, tries: 0 }));
  }

  countTry(id: string): void {
    this.items = this.items.map((item) =>
      item.id === id ? { ...item, tries: item.tries + 1 } : item,
    );
  }
}

export function isUnderWay(value: unknown): value is UnderWay {
  const item = value as UnderWay | null;
  return (
    typeof item?.id === 'string' &&
    typeof item.actor === 'string' &&
    typeof item.command?.type === 'string'
  );
}
