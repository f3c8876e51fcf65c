// What the forms for grids and lists of members offer and read.
import { describe, expect, it } from 'vitest';
import { levelsBelow, namesIn, ownCode, repeatedIn, usualBelow } from '../src/store/grids';

describe('the code of a grid', () => {
  it('is shown where an office gave it', () => {
    expect(ownCode('310110016015')).toBe(true);
    expect(ownCode('g-12')).toBe(true);
    expect(ownCode('g0123456789abcde')).toBe(false);
  });
});

describe('a grid by hand', () => {
  it('offers the levels below, and all of them for the top', () => {
    expect(levelsBelow('neighbourhood')).toEqual(['microgrid', 'building']);
    expect(levelsBelow('building')).toEqual([]);
    expect(levelsBelow(null)).toHaveLength(7);
    expect(usualBelow(null)).toBe('neighbourhood');
    expect(usualBelow('neighbourhood')).toBe('building');
    expect(usualBelow('city')).toBe('district');
    expect(usualBelow('building')).toBe('');
  });
});

describe('a list of members', () => {
  it('is one name a line, and finds one that is there twice', () => {
    expect(namesIn(' 王芳 \r\n\n李强\n')).toEqual(['王芳', '李强']);
    expect(repeatedIn(['王芳', '李强', '王芳'])).toBe('王芳');
    expect(repeatedIn(['王芳'])).toBe('');
  });
});
