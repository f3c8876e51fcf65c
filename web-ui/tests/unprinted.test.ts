// Slips that were made and not printed.
import { beforeEach, expect, test } from 'vitest';
import { Unprinted } from '../src/store/unprinted.svelte';

const slip = (head: string, token = `t-${head}`) => ({ head, token });
let leaving: boolean[];
let slips: Unprinted<{ head: string; token: string }>;
beforeEach(() => {
  leaving = [];
  slips = new Unprinted((asks) => leaving.push(asks));
});

test('they are held by meeting, until they are printed', () => {
  slips.hold('m1', [slip('a'), slip('b')]);
  slips.hold('m2', [slip('c')]);
  expect(slips.of('m1')).toEqual([slip('a'), slip('b')]);
  slips.drop('m1', [slip('a')]);
  expect(slips.of('m1')).toEqual([slip('b')]);
  expect(slips.of('m2')).toEqual([slip('c')]);
});

test('a new slip takes the place of the dead one, and printing the dead one drops nothing', () => {
  slips.hold('m1', [slip('a'), slip('b')]);
  slips.hold('m1', [slip('a', 'new')]);
  expect(slips.of('m1')).toEqual([slip('b'), slip('a', 'new')]);
  slips.drop('m1', [slip('a')]);
  expect(slips.of('m1')).toEqual([slip('b'), slip('a', 'new')]);
});

test('leaving the page is asked about as long as there is one, of whichever meeting', () => {
  slips.hold('m1', [slip('a')]);
  slips.hold('m2', [slip('c')]);
  slips.drop('m1');
  slips.drop('m2');
  expect(leaving).toEqual([true, true, true, false]);
});

test('nothing of them is left for whoever comes next', () => {
  slips.hold('m1', [slip('a')]);
  slips.forget();
  expect(slips.of('m1')).toEqual([]);
  expect(leaving.pop()).toBe(false);
});
