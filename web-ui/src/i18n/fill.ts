// Puts values into a text: `{name}`, and `{n|one|many}` for English plurals. The space that sets off a
// number or a Latin word is dropped where the value turns out to be Chinese on that side.
export type Values = Record<string, string | number>;

const kPlace = /([\u4e00-\u9fff] )?\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}( [\u4e00-\u9fff])?/g;
const kChineseStart = /^[\u4e00-\u9fff\uff08\u3014]/;
const kChineseEnd = /[\u4e00-\u9fff\uff09\u3015]$/;

export function fill(text: string, values: Values = {}): string {
  return text.replace(
    kPlace,
    (whole, before = '', name: string, one?: string, many?: string, after = '') => {
      const value = values[name];
      if (value === undefined) return whole;
      const plural = one !== undefined && many !== undefined;
      const put = plural ? (String(value) === '1' ? one : many) : String(value);
      const front = kChineseStart.test(put) ? before.trim() : before;
      const back = kChineseEnd.test(put) ? after.trim() : after;
      return front + put + back;
    },
  );
}
