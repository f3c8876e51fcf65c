// The option a person has tapped but not yet confirmed. It survives a reload and a lost connection; it
// is nobody's vote yet.
import { sessionShelf } from './shelves';

const kOption = /^\w{1,64}$/;
const keyOf = (ballot: string) => `roundtable.chosen.${ballot}`;
const kept = $state<Record<string, string | null>>({});

export function chosenFor(ballot: string): string | null {
  return kept[ballot] ?? null;
}

export function choose(ballot: string, choice: string | null): void {
  kept[ballot] = choice;
  try {
    if (choice) sessionShelf()?.setItem(keyOf(ballot), choice);
    else sessionShelf()?.removeItem(keyOf(ballot));
  } catch {
    // Then it lives as long as the page.
  }
}

/** Takes up what was chosen before a reload. */
export function recallChosen(ballot: string): void {
  try {
    const stored = sessionShelf()?.getItem(keyOf(ballot));
    if (stored && kOption.test(stored)) kept[ballot] = stored;
  } catch {
    // Nothing was kept.
  }
}
