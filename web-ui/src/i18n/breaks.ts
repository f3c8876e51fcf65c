// Where a Chinese heading may go on to the next line: between words, which only the browser's dictionary
// knows. Without one (Intl.Segmenter) lines break as they always did.

interface Segmenter {
  segment(text: string): Iterable<{ segment: string }>;
}
const { Segmenter } = Intl as unknown as {
  Segmenter?: new (language: string, options: { granularity: 'word' }) => Segmenter;
};

/** Does not begin a line, or does not end one. */
const kCloses = /^[\s，。；：？！、）」』】》〉”’…—·,.;:?!)\]}%‰]/;
const kOpens = /[（「『【《〈“‘([{]$/;
const kHan = /[\u3400-\u9fff]$/;

/** The pieces between which a line may break; joined they are the text. */
export function wordsOf(text: string): string[] {
  if (!Segmenter) return [text];
  const pieces: string[] = [];
  for (const { segment } of new Segmenter('zh', { granularity: 'word' }).segment(text)) {
    const before = pieces[pieces.length - 1];
    if (before !== undefined && holdsOn(before, segment)) {
      pieces[pieces.length - 1] = before + segment;
    } else pieces.push(segment);
  }
  return pieces;
}

/** A single character is a particle, a numeral, a unit or a part of a word that the dictionary does not
    have: it stays with what is before it. */
function holdsOn(before: string, next: string): boolean {
  if (kCloses.test(next) || kOpens.test(before)) return true;
  const single = next.length === 1;
  return single ? kHan.test(before) || /\d$/.test(before) : /\d$/.test(before) && kHan.test(next);
}
