// The option a person has tapped but not yet confirmed survives a reload. It is nobody's vote yet.
import type { Choice } from '../protocol/frames';
import { sessionShelf } from './shelves';

const keyOf = (ballot: string) => `roundtable.chosen.${ballot}`;

export function keepChosen(ballot: string, choice: Choice | null): void {
  try {
    if (choice) sessionShelf()?.setItem(keyOf(ballot), choice);
    else sessionShelf()?.removeItem(keyOf(ballot));
  } catch {
    // Then it lives as long as the page.
  }
}

export function keptChosen(ballot: string): Choice | null {
  try {
    const kept = sessionShelf()?.getItem(keyOf(ballot));
    return kept === 'yes' || kept === 'no' || kept === 'abstain' ? kept : null;
  } catch {
    return null;
  }
}
