// Finding grids by name while somebody types: asked a moment after the last letter, and only what
// the newest question is answered counts.
import { refusal } from '../i18n/refusal';
import type { FoundGrids } from './api';
import { getJson } from './http';

const kTypingMs = 250;
/** 120 bytes, as the server takes them. */
export const kGridLettersMax = 40;

export class GridFinder {
  found = $state<FoundGrids | null>(null);
  wrong = $state('');
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Letters on their way to a character are not yet a name. */
  typed(event: Event, find: () => void): void {
    if ((event as InputEvent).isComposing) return;
    this.stop();
    this.#timer = setTimeout(find, kTypingMs);
  }

  async find(query: string): Promise<void> {
    this.stop();
    const mine = ++this.#asked;
    this.wrong = '';
    if (!query) {
      this.found = null;
      return;
    }
    const answer = await getJson<FoundGrids>(`/grids?query=${encodeURIComponent(query)}`);
    if (mine !== this.#asked) return;
    this.found = answer.ok ? answer.value : null;
    if (!answer.ok) this.wrong = refusal(answer.code, answer.fields);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
