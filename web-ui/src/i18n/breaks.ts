// Where a Chinese heading may go on to the next line: between words, which only the browser's dictionary
// knows. Without one (Intl.Segmenter) lines break as they always did.

interface Segmenter {
  segment(text: string): Iterable<{ segment: string }>;
}
const { Segmenter } = Intl as unknown as {
  Segmenter?: new (language: string, options: { granularity: 'word' }) => Segmenter;
};

/** Does not begin a line, or does not end one. */
const kCloses = /^[\s²，。；：？！、）」』】》〉”’…—·,.;:?!)\]}%‰]/;
const kOpens = /[（「『【《〈“‘([{]$/;
const kHan = /[\u3400-\u9fff]$/;

/** What the browser's dictionary takes apart: the words of our own matter. The longer ones first. */
const kOurs =
  /(未?达到(?:参与)?要求|不具约束力|具有约束力|加装电梯|圆桌会|居民区|位业主|(?:业主|居民)委员会)/;
/** What a place is, behind its name: 开鲁 + 二村. */
const kPlace =
  /^(?:[一二三四五六七八九十]+村|新村|小区|社区|街道|居民区|片区|网格|花园|公寓|大厦)$/;
const kNameMax = 5; // letters of a name before it
const kBegins = /第\s?[\d一二三四五六七八九十]*\s?$|^[未已非不]$/; // what goes with the next

/** The pieces between which a line may break; joined they are the text. */
export function wordsOf(text: string): string[] {
  if (!Segmenter) return [text];
  const segmenter = new Segmenter('zh', { granularity: 'word' });
  const pieces: string[] = [];
  // What was split at stands between the parts, at every odd place.
  text.split(kOurs).forEach((part, place) => {
    const words = place % 2 ? [part] : Array.from(segmenter.segment(part), (one) => one.segment);
    for (const word of words) {
      const before = pieces[pieces.length - 1];
      if (before !== undefined && holdsOn(before, word)) pieces[pieces.length - 1] = before + word;
      else pieces.push(word);
    }
  });
  return pieces;
}

/** A single character is a particle, a numeral, a unit or a part of a word that the dictionary does not
    have: it stays with what is before it. */
function holdsOn(before: string, next: string): boolean {
  if (kCloses.test(next) || kOpens.test(before) || kBegins.test(before)) return true;
  if (kOpens.test(next)) return false;
  if (next.length === 1) return kHan.test(before) || /\d\s?$/.test(before);
  if (kPlace.test(next)) return kHan.test(before) && nameOf(before).length <= kNameMax;
  return /\d$/.test(before) && kHan.test(next);
}

/** The letters at the end. */
const nameOf = (piece: string): string => /[\u3400-\u9fff]*$/.exec(piece)?.[0] ?? '';
