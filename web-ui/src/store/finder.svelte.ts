// Finding anything while somebody types: grids, issues, meetings, records, minutes. Asked a moment
// after the last letter, and only what the newest question is answered counts.
import { refusal } from '../i18n/refusal';
import { excerpt } from './excerpt';
import { getJson } from './http';

const kTypingMs = 250;
/** While the server still reads what there is. */
const kAgainMs = 1_000;
/** 120 bytes, as the server takes them. */
export const kQueryLettersMax = 40;

export type FoundKind = 'grid' | 'issue' | 'meeting' | 'record' | 'minutes';

export interface FoundThing {
  id: string;
  title: string;
  /** Where the words stand: in the title, the code, the text, or the name of a grid above. */
  where: string;
  /** Why they fit: as written, pinyin, initials, one wrong letter … */
  why: string;
  grid?: { id: string; name: string; level: string; path: string[] };
  kind?: string;
  generated?: boolean;
  at?: number;
  state?: string;
  /** Of a result: what the vote was worth. */
  standing?: string;
  place?: string;
  number?: string;
  title_en?: string;
  text?: string;
}

export interface FoundGroup {
  kind: FoundKind;
  total: number;
  /** There may be more than `total`. */
  more?: boolean;
  results: FoundThing[];
}

/** Of a text that fits, the part that says why. */
function shown(groups: FoundGroup[], query: string): FoundGroup[] {
  const part = (thing: FoundThing) =>
    thing.text ? { ...thing, text: excerpt(thing.text, query) } : thing;
  return groups.map((group) => ({ ...group, results: group.results.map(part) }));
}

export class Finder {
  groups = $state<FoundGroup[] | null>(null);
  wrong = $state('');
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Letters on their way to a character are not yet a word. */
  typed(event: Event, find: () => void): void {
    if ((event as InputEvent).isComposing) return;
    this.stop();
    this.#timer = setTimeout(find, kTypingMs);
  }

  /** Everywhere, or in one grid and what is below it. */
  async find(query: string, grid = ''): Promise<void> {
    this.stop();
    const mine = ++this.#asked;
    this.wrong = '';
    if (!query) {
      this.groups = null;
      return;
    }
    const within = grid ? `&grid=${encodeURIComponent(grid)}` : '';
    const answer = await getJson<{ groups: FoundGroup[] }>(
      `/search?q=${encodeURIComponent(query)}${within}`,
    );
    if (mine !== this.#asked) return;
    if (!answer.ok && answer.code === 'server.busy') {
      this.#timer = setTimeout(() => void this.find(query, grid), kAgainMs);
      return;
    }
    this.groups = answer.ok ? shown(answer.value.groups, query) : null;
    if (!answer.ok) this.wrong = refusal(answer.code, answer.fields);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
