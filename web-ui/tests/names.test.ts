// Finding a household at the door by its room or by a name.
import { describe, expect, it, vi } from 'vitest';

const getJson = vi.fn();
vi.mock('../src/store/http', () => ({ getJson }));
const { fits, namesOf } = await import('../src/store/names');

describe('a household', () => {
  it('is found by its room, by a name, or by both, whatever the width of letters', () => {
    expect(fits('', '12号 502室')).toBe(true);
    expect(fits('502', '12号 502室', '王建国')).toBe(true);
    expect(fits('５０２', '502室', '王建国')).toBe(true);
    expect(fits('建国', '502室', '王建国')).toBe(true);
    expect(fits('王 502', '502室', '王建国')).toBe(true);
    expect(fits('12号502', '12号 502室')).toBe(true);
    expect(fits('李', '502室', '王建国')).toBe(false);
    expect(fits('李', '502室')).toBe(false);
  });
});

describe('names', () => {
  it('are asked for once a meeting, and again where they could not be had', async () => {
    getJson.mockResolvedValueOnce({ ok: false, status: 403, code: 'permission.denied' });
    expect(await namesOf('m1')).toEqual({});
    getJson.mockResolvedValue({ ok: true, value: { names: { h1: '王建国' } } });
    expect(await namesOf('m1')).toEqual({ h1: '王建国' });
    expect(await namesOf('m1')).toEqual({ h1: '王建国' });
    expect(getJson).toHaveBeenCalledTimes(2);
    expect(getJson).toHaveBeenCalledWith('/meetings/m1/names');
  });
});
