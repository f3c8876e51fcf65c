// Commands under way: sent or waiting to be sent, and not yet answered. They are kept over a page
// reload and go out again with the same id, so that no choice is lost and none is counted twice.
// They belong to the person who gave them: another person at the same device never sends them.
import type { Command } from '../protocol/frames';

export interface UnderWay {
  id: string;
  actor: string;
  command: Command;
  tries: number;
}

export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export class Pending {
  private items: UnderWay[];

  constructor(
    private readonly shelf: Shelf | null,
    private readonly key: string,
  ) {
    this.items = read(shelf, key);
  }

  list(): readonly UnderWay[] {
    return this.items;
  }

  find(id: string): UnderWay | undefined {
    return this.items.find((item) => item.id === id);
  }

  add(item: UnderWay): void {
    this.items = [...this.items, item];
    this.keep();
  }

  countTry(id: string): void {
    this.items = this.items.map((item) =>
      item.id === id ? { ...item, tries: item.tries + 1 } : item,
    );
  }

  remove(id: string): UnderWay | undefined {
    const item = this.find(id);
    if (item) {
      this.items = this.items.filter((other) => other !== item);
      this.keep();
    }
    return item;
  }

  private keep(): void {
    try {
      if (this.items.length === 0) this.shelf?.removeItem(this.key);
      else this.shelf?.setItem(this.key, JSON.stringify(this.items));
    } catch {
      // A full or forbidden shelf: the commands still live as long as the page does.
    }
  }
}

function read(shelf: Shelf | null, key: string): UnderWay[] {
  try {
    const stored: unknown = JSON.parse(shelf?.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isUnderWay).map((i) => ({ ...i, tries: 0 })) : [];
  } catch {
    return [];
  }
}

function isUnderWay(value: unknown): value is UnderWay {
  const item = value as UnderWay | null;
  return (
    typeof item?.id === 'string' &&
    typeof item.actor === 'string' &&
    typeof item.command?.type === 'string'
  );
}
