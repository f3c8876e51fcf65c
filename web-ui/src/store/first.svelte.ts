// The first paint: what the server wrote into the page from what it knew (src/http/first_page.cpp). It
// stands until the screen has as much to show, and goes in the same frame, so that nothing moves.
const kId = 'first';

const state = $state({ there: false });
let grid: string | null = null;

export const first = {
  get there(): boolean {
    return state.there;
  },
  /** Whose page it is where the address does not say. */
  get grid(): string | null {
    return state.there ? grid : null;
  },
};

/** Keeps it only where it speaks this person's language in this person's size. */
export function keepFirst(asServed: boolean): void {
  const block = document.getElementById(kId);
  state.there = block !== null;
  grid = block?.dataset.grid ?? null;
  if (!asServed) dropFirst();
}

export function dropFirst(): void {
  if (!state.there) return;
  document.getElementById(kId)?.remove();
  state.there = false;
}
