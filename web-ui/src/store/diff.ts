// The difference of two texts, to show it while somebody is still writing. What counts is the server's.
import type { DiffPart } from '../protocol/frames';

export type Part = Pick<DiffPart, 'op' | 'text'>;

const kWord = /[A-Za-z]+|\d+(?:[.,]\d+)*|\s+|[^]/gu; // Chinese changes by the character, Latin by the word
const kCellsMax = 1_000_000; // beyond it the middle is shown as removed and added whole

export function difference(old: string, now: string): Part[] {
  const a = old.match(kWord) ?? [];
  const b = now.match(kWord) ?? [];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  const end = () => a[a.length - 1 - tail] === b[b.length - 1 - tail];
  while (tail < a.length - head && tail < b.length - head && end()) tail += 1;
  const parts: Part[] = [];
  add(parts, 'same', a.slice(0, head));
  middle(parts, a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  add(parts, 'same', a.slice(a.length - tail));
  return parts;
}

function add(parts: Part[], op: Part['op'], words: string[]): void {
  if (words.length === 0) return;
  const last = parts[parts.length - 1];
  if (last?.op === op) last.text += words.join('');
  else parts.push({ op, text: words.join('') });
}

function middle(parts: Part[], a: string[], b: string[]): void {
  if (a.length * b.length > kCellsMax) {
    add(parts, 'removed', a);
    add(parts, 'added', b);
    return;
  }
  const lengths = common(a, b);
  const at = (i: number, j: number) => lengths[i * (b.length + 1) + j] ?? 0;
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const [x, y] = [a[i], b[j]];
    if (x !== undefined && x === y) {
      add(parts, 'same', [x]);
      i += 1;
      j += 1;
    } else if (x !== undefined && (y === undefined || at(i + 1, j) >= at(i, j + 1))) {
      add(parts, 'removed', [x]);
      i += 1;
    } else if (y !== undefined) {
      add(parts, 'added', [y]);
      j += 1;
    }
  }
}

/** Lengths of the longest common parts of what follows (i, j), row by row. */
function common(a: string[], b: string[]): Uint16Array {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const here = i * width + j;
      lengths[here] =
        a[i] === b[j]
          ? (lengths[here + width + 1] ?? 0) + 1
          : Math.max(lengths[here + width] ?? 0, lengths[here + 1] ?? 0);
    }
  }
  return lengths;
}

/** The same difference in about so many letters: only what stays the same is cut, with an ellipsis. */
export function shortened(parts: Part[], lettersMax: number): Part[] {
  const letters = parts.reduce((sum, { text }) => sum + text.length, 0);
  const same = parts.filter(({ op }) => op === 'same');
  if (letters <= lettersMax || same.length === 0) return parts;
  const changed = letters - same.reduce((sum, { text }) => sum + text.length, 0);
  const room = Math.max(8, Math.floor((lettersMax - changed) / same.length));
  return parts.map((part, index) => {
    if (part.op !== 'same' || part.text.length <= room) return part;
    if (index === 0) return { ...part, text: `…${part.text.slice(-room)}` };
    if (index === parts.length - 1) return { ...part, text: `${part.text.slice(0, room)}…` };
    const half = Math.ceil(room / 2);
    return { ...part, text: `${part.text.slice(0, half)}…${part.text.slice(-half)}` };
  });
}
