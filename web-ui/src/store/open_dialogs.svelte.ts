// How many dialogs are open. The card that one belongs to stays behind it, whatever happens in the
// meeting: a dialog that went with its card would go without a word.
import { untrack } from 'svelte';
import { tellOfDialogs } from './back';

const dialogs = $state({ open: 0 });

// Not at once: a dialog goes while a change is being drawn, and cards that are to go with it would be
// drawn once more without what they show.
tellOfDialogs((open) => void Promise.resolve().then(() => (dialogs.open = open)));

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
