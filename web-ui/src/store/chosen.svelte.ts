// The option a person has tapped but not yet confirmed. It survives a reload and a lost connection; it
// is nobody's vote yet.
import { sessionShelf } from './shelves';

const kOption = /^\w{1,64}$/;
const keyOf = (mark: string) => `roundtable.chosen.${mark}`;

/** What a choice is kept by: another person at the same device never finds it. */
export const markOf = (live: { state: { me: { actor: string } | null } }, ballot: string): string =>
  `${live.state.me?.actor ?? ''} ${ballot}`;

const kept = $state<Record<string, string | null>>({});

export function chosenFor(mark: string): string | null {
  return kept[mark] ?? null;
}

export function choose(mark: string, choice: string | null): void {
  kept[mark] = choice;
  try {
    if (choice) sessionShelf()?.setItem(keyOf(mark), choice);
    else sessionShelf()?.removeItem(keyOf(mark));
  } catch {
    // Then it lives as long as the page.
  }
}

/** Takes up what was chosen before a reload. */
export function recallChosen(mark: string): void {
  try {
    const stored = sessionShelf()?.getItem(keyOf(mark));
    if (stored && kOption.test(stored)) kept[mark] = stored;
  } catch {
    // Nothing was kept.
  }
}
