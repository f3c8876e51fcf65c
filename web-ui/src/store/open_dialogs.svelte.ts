// How many dialogs are open. The card that one belongs to stays behind it, whatever happens in the
// meeting: a dialog that went with its card would go without a word.
import { untrack } from 'svelte';

const dialogs = $state({ open: 0 });

/** Until what is returned is called. */
export function dialogOpened(): () => void {
  untrack(() => (dialogs.open += 1));
  return () => untrack(() => (dialogs.open -= 1));
}

/** What shows which card: as it is, but while a dialog is open as it was before. Made by a component. */
export class Steady<T> {
  private kept: T;

  constructor(private readonly now: () => T) {
    this.kept = untrack(now);
    $effect.pre(() => {
      const value = now();
      if (dialogs.open === 0) this.kept = value;
    });
  }

  get value(): T {
    const value = this.now();
    return dialogs.open > 0 ? this.kept : value;
  }
}
