// The key of one use of an invitation, however often it is sent and though the page is loaded anew. It
// stands on the shelf and with the entry in the browser's history, which a browser without storage has
// too.
import { newId } from '../protocol/ids';
import { sessionShelf } from './shelves';

export class OneUse {
  key: string;
  /** The page was loaded anew after the invitation had been sent: it may be used by this very person. */
  readonly triedBefore: boolean;

  constructor(private readonly name: string) {
    const before = onShelf(name) ?? inHistory();
    this.triedBefore = before !== null;
    this.key = before ?? newId();
  }

  /** To be called before it is sent. */
  keep(): void {
    this.write(this.key);
  }

  /** It was answered: the next is another use. */
  forget(): void {
    this.write(null);
    this.key = newId();
  }

  private write(key: string | null): void {
    history.replaceState({ ...(history.state as object | null), use: key }, '');
    try {
      if (key) sessionShelf()?.setItem(this.name, key);
      else sessionShelf()?.removeItem(this.name);
    } catch {
      // The history has it.
    }
  }
}

function onShelf(name: string): string | null {
  try {
    return sessionShelf()?.getItem(name) ?? null;
  } catch {
    return null;
  }
}

function inHistory(): string | null {
  const use = (history.state as { use?: unknown } | null)?.use;
  return typeof use === 'string' ? use : null;
}
