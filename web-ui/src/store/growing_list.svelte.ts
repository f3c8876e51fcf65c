// A list of a grid page that comes in parts: a few rows first, the rest of what is here when asked,
// then part after part from the server.
import type { GridPage } from './api';
import { getJson } from './http';

type ListName = 'children' | 'meetings' | 'records';

export class GrowingList<Name extends ListName> {
  #grid: string;
  #name: Name;
  #here = $state<GridPage[Name][number][]>([]);
  #total = $state(0);
  #shown = $state(0);
  #part: number;
  /** A refusal, when more could not be had. */
  failed = $state<{ code: string; fields: Record<string, unknown> } | null>(null);

  constructor(page: GridPage, name: Name, first: number) {
    this.#grid = page.id;
    this.#name = name;
    this.#here = page[name];
    this.#total = page[`${name}_total`];
    this.#part = page[name].length;
    this.#shown = Math.min(first, this.#here.length);
  }

  get rows(): GridPage[Name][number][] {
    return this.#here.slice(0, this.#shown);
  }

  get total(): number {
    return this.#total;
  }

  /** How many the next step shows: what is here already, else another part. */
  get next(): number {
    const here = this.#here.length - this.#shown;
    return here > 0 ? here : Math.min(this.#total - this.#shown, this.#part);
  }

  async more(): Promise<void> {
    this.failed = null;
    if (this.#shown === this.#here.length) {
      const from = `${this.#name}_from=${this.#here.length}`;
      const answer = await getJson<GridPage>(`/grids/${this.#grid}?${from}`);
      if (!answer.ok) {
        this.failed = answer;
        return;
      }
      this.#here = [...this.#here, ...answer.value[this.#name]];
      // Should it have become shorter meanwhile, nothing is left to ask for.
      const came = answer.value[this.#name].length > 0;
      this.#total = came ? answer.value[`${this.#name}_total`] : this.#here.length;
    }
    this.#shown = this.#here.length;
  }
}
