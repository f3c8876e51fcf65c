/** The digits of what was typed or pasted: in full width too, as an input method for Chinese writes them,
    and without the spaces and dashes between groups. */
export function digitsOf(typed: string): string {
  const kFullWidthZero = 0xff10;
  return typed
    .replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - kFullWidthZero))
    .replace(/[^0-9]/g, '');
}
