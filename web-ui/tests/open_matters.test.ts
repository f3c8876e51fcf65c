import { describe, expect, it } from 'vitest';
import {
  allTo,
  leftOver,
  orphans,
  peopleOf,
  successors,
  type OpenMatter,
} from '../src/store/open_matters';

const meeting: OpenMatter = {
  kind: 'meeting',
  id: 'm1',
  title: '加装电梯圆桌会',
  grid: 'g1',
  waiting: ['minutes'],
  may: ['zhao', 'qian'],
};
const issue: OpenMatter = { ...meeting, kind: 'issue', id: 'i1', waiting: [], may: ['qian'] };
const same_id: OpenMatter = { ...issue, id: 'm1', may: [] };

describe('handing over what is open', () => {
  it('gives all at once to whom may have it, and leaves the rest to be chosen', () => {
    const open = [meeting, issue, same_id];
    const first = allTo(open, 'zhao', {});
    expect(first).toEqual({ 'meeting:m1': 'zhao' });
    expect(leftOver(open, first)).toBe(1);
    const second = allTo(open, 'qian', first);
    expect(second).toEqual({ 'meeting:m1': 'qian', 'issue:i1': 'qian' });
    // What nobody may have waits for nobody, and is told of by itself.
    expect(orphans(open)).toBe(1);
    expect(leftOver(open, second)).toBe(0);
  });

  it('sends what was chosen alone', () => {
    expect(successors([meeting, issue], { 'issue:i1': 'qian', 'meeting:m1': '' })).toEqual([
      { kind: 'issue', id: 'i1', account: 'qian' },
    ]);
  });

  it('calls people by name, and by login where they have none', () => {
    const people = { b: { name: '', login: 'b' }, a: { name: '安', login: 'an' } };
    expect(peopleOf({ open: [], people }).map((one) => one.name)).toContain('b');
    expect(peopleOf({ open: [], people })).toHaveLength(2);
  });

  it('tells people of the same name apart by what they sign in with', () => {
    const people = {
      a: { name: '王芳', login: 'wangfang' },
      b: { name: '王芳', login: 'wangf2' },
      c: { name: '李强', login: 'liqiang' },
    };
    const logins = peopleOf({ open: [], people }).map(({ id, login }) => `${id} ${login}`);
    expect(logins.sort()).toEqual(['a wangfang', 'b wangf2', 'c ']);
  });
});
