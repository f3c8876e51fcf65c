// A list that outlives the page where the browser keeps anything: without a shelf, or with one that is
// full or forbidden, it lives as long as the page does.

export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export class Kept<T extends { id: string }> {
  protected items: readonly T[];

  /** `isOne`: what stands on the shelf may be of another version, or rubbish. */
  constructor(
    private readonly shelf: Shelf | null,
    private readonly key: string,
    isOne: (value: unknown) => value is T,
  ) {
    this.items = read(shelf, key).filter(isOne);
  }

  list(): readonly T[] {
    return this.items;
  }

  find(id: string): T | undefined {
    return this.items.find((item) => item.id === id);
  }

  add(item: T): void {
    this.keep([...this.items, item]);
  }

  remove(id: string): T | undefined {
    const item = this.find(id);
    if (item) this.keep(this.items.filter((other) => other !== item));
    return item;
  }

  protected keep(items: readonly T[]): void {
    this.items = items;
    try {
      if (items.length === 0) this.shelf?.removeItem(this.key);
      else this.shelf?.setItem(this.key, JSON.stringify(items));
    } catch {
      // As said above.
    }
  }
}

function read(shelf: Shelf | null, key: string): unknown[] {
  try {
    const stored: unknown = JSON.parse(shelf?.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored : [];
  } catch {
    return [];
  }
}
