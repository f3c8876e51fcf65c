import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const sheet = readFileSync(new URL('../src/tokens.css', import.meta.url), 'utf8');

const [light = '', dark = ''] = sheet.split('@media screen and (prefers-color-scheme: dark)');

function colours(selector: string, from = light): Record<string, string> {
  const block = new RegExp(`${selector.replace('.', '\\.')} \\{([^}]*)\\}`).exec(from)?.[1] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1], match[2]]),
  ) as Record<string, string>;
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.039_28 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high! + 0.05) / (low! + 0.05);
}

const kLight = colours(':root');
const kDark = { ...kLight, ...colours(':root', dark) };
const kSchemes = [
  ['light', kLight, { ...kLight, ...colours('html.elder') }],
  ['dark', kDark, { ...kDark, ...colours('html.elder'), ...colours('html.elder', dark) }],
] as const;
const text: [string, string][] = [
  ['ink', 'paper'],
  ['ink', 'card'],
  ['ink-2', 'paper'],
  ['ink-2', 'card'],
  ['vermilion', 'paper'],
  ['vermilion', 'card'],
  ['vermilion', 'vermilion-soft'],
  ['jade', 'paper'],
  ['jade', 'card'],
  ['jade', 'jade-soft'],
  ['ochre', 'paper'],
  ['ochre', 'card'],
  // Of buttons that are filled.
  ['card', 'ink'],
  ['card', 'vermilion'],
];
const shapes = ['jade', 'ochre', 'mist', 'took-part', 'focus', 'edge'];

describe.each(kSchemes)('contrast, %s', (_name, standard, elder) => {
  it.each(text)('%s on %s is at least 4.5:1, in elder mode 7:1', (front, back) => {
    expect(contrast(standard[front]!, standard[back]!)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(elder[front]!, elder[back]!)).toBeGreaterThanOrEqual(7);
  });

  it.each(shapes)('%s stands out from the card by 3:1', (shape) => {
    expect(contrast(standard[shape]!, standard.card!)).toBeGreaterThanOrEqual(3);
    expect(contrast(elder[shape]!, elder.card!)).toBeGreaterThanOrEqual(3);
  });
});

describe('the dark scheme', () => {
  it('has a colour of its own for every one of the light', () => {
    expect(Object.keys(colours(':root', dark)).sort()).toEqual(Object.keys(kLight).sort());
    expect(Object.keys(colours('html.elder', dark))).toEqual(
      expect.arrayContaining(Object.keys(colours('html.elder'))),
    );
  });
});
