// The option a person has tapped but not yet confirmed. It survives a reload and a lost connection; it
// is nobody's vote yet.
import { keepHere, keptHere } from './drafts.svelte';

const isOption = (value: unknown): value is string =>
  typeof value === 'string' && /^\w{1,64}$/.test(value);

/** What a choice is kept by: another person at the same device never finds it. */
export const markOf = (live: { state: { me: { actor: string } | null } }, ballot: string): string =>
  `${live.state.me?.actor ?? ''} chosen ${ballot}`;

export const chosenFor = (mark: string): string | null => keptHere(mark, isOption);

export const choose = (mark: string, choice: string | null): void => keepHere(mark, choice);
