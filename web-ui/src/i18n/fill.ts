// Puts values into a text: `{name}`, and `{n|one|many}` for English plurals.
export type Values = Record<string, string | number>;

const kPlace = /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g;

export function fill(text: string, values: Values = {}): string {
  return text.replace(kPlace, (whole, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (one !== undefined && many !== undefined) return String(value) === '1' ? one : many;
    return String(value);
  });
}
