// Which presses are slips, and where dialogs stand.
import { expect, test } from 'vitest';
import { isOfInputMethod, isSlip, kSettleMs, type Press } from '../src/parts/slip';
import { overlaps, seenIn } from '../src/parts/stand_apart';

const one = {} as Element;
const other = {} as Element;
const press: Press = { control: one, words: '反对', x: 100, y: 500, at: 1_000, stood: true };

test('what has come under the finger since the press before is not pressed', () => {
  const next = { ...press, control: other, words: '确认投票', at: 1_050, stood: false };
  expect(isSlip(press, next)).toBe(true);
  expect(isSlip({ ...press, control: null, words: '' }, next)).toBe(true);
});

test('the same button is pressed again, one that says something else is another one', () => {
  expect(isSlip(press, { ...press, at: 1_050 })).toBe(false);
  expect(isSlip(press, { ...press, words: '开会', at: 1_050 })).toBe(true);
});

test('what stood there already, stands elsewhere or comes later is meant', () => {
  const next = { ...press, control: other, at: 1_050, stood: false };
  expect(isSlip(press, { ...next, stood: true })).toBe(false);
  expect(isSlip(press, { ...next, y: 560 })).toBe(false);
  expect(isSlip(press, { ...next, at: 1_000 + kSettleMs })).toBe(false);
  expect(isSlip(press, { ...next, at: 1_000 + kSettleMs - 1 })).toBe(true);
  expect(isSlip(null, next)).toBe(false);
  expect(isSlip(press, { ...next, control: null })).toBe(false);
});

test('the keys of an input method are known by its flag and by its number', () => {
  const key = (isComposing: boolean, keyCode: number) =>
    isOfInputMethod({ isComposing, keyCode } as KeyboardEvent);
  expect(key(true, 13)).toBe(true);
  expect(key(false, 229)).toBe(true);
  expect(key(false, 27)).toBe(false);
});

test('what a scrolling body hides covers nothing', () => {
  const opener = { left: 0, top: 700, right: 360, bottom: 760 };
  const button = { left: 20, top: 690, right: 340, bottom: 740 };
  const frame = { left: 0, top: 100, right: 360, bottom: 600 };
  expect(overlaps(button, opener)).toBe(true);
  expect(overlaps(seenIn(button, frame), opener)).toBe(false);
  expect(overlaps({ ...button, bottom: 700 }, opener)).toBe(false);
});
