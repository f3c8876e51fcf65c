// The option a person has tapped but not yet confirmed. It survives a reload and a lost connection; it
// is nobody's vote yet.
import { keepHere, keptHere } from './drafts.svelte';

const isOption = (value: unknown): value is string =>
  typeof value === 'string' && /^\w{1,64}$/.test(value);

export const chosenFor = (key: string): string | null => keptHere(key, isOption);

export const choose = (key: string, choice: string | null): void => keepHere(key, choice);
