// What a file changes on a roll, in words.
import { afterEach, describe, expect, it, vi } from 'vitest';
import './all_texts';
import type { ChangeKind, ConcernedMeeting, SeenFlat } from '../src/store/imports';

vi.stubGlobal('document', {
  cookie: '',
  documentElement: { classList: { toggle: () => {} } },
});
const { changeWords, meetingWords, stays } = await import('../src/i18n/import_changes');
const { setLanguage } = await import('../src/store/preferences.svelte');
afterEach(() => setLanguage('zh'));

const flat = (room: string, area = 6810, representative: string | undefined = ''): SeenFlat => ({
  building: '12',
  stair: '',
  room,
  area,
  area_source: 'survey',
  kind: 'dwelling',
  ...(representative === undefined ? {} : { representative }),
});
const plain = (text: string) => text.replace(/\u00a0/g, ' ');
const words = (kind: ChangeKind, before: SeenFlat[], after: SeenFlat[]) =>
  plain(changeWords({ kind, before, after }));

describe('a flat', () => {
  it('that was sold is told with who spoke for it and who does', () => {
    expect(words('sold', [flat('101', 6810, '王建国')], [flat('101', 6810, '李四')])).toBe(
      '12号楼101室（代表王建国 → 代表李四）',
    );
    expect(words('sold', [flat('101')], [flat('101')])).toBe('12号楼101室（68.10 m²）');
  });

  it('tells no name at all where that of the roll may not be seen', () => {
    const hidden = { ...flat('101'), representative: undefined };
    expect(words('sold', [hidden], [flat('101', 6810, '李四')])).toBe('12号楼101室（68.10 m²）');
    expect(words('representative', [hidden], [flat('101', 6810, '李四')])).toBe('12号楼101室');
  });

  it('that was split is told with its parts and all areas', () => {
    expect(words('split', [flat('101', 7000)], [flat('101A', 3000), flat('101B', 4000)])).toBe(
      '12号楼101室（70.00 m²） → 12号楼101A室（30.00 m²）、12号楼101B室（40.00 m²）',
    );
  });

  it('says of its area also where that comes from, if that is another', () => {
    expect(words('area', [flat('101')], [flat('101', 6815)])).toBe(
      '12号楼101室（68.10 m² → 68.15 m²）',
    );
    expect(words('area', [flat('101')], [{ ...flat('101'), area_source: 'land_register' }])).toBe(
      '12号楼101室（68.10 m²、测绘 → 68.10 m²、不动产登记簿）',
    );
  });
});

describe('a meeting', () => {
  const meeting: ConcernedMeeting = {
    id: 'm',
    title: '加装电梯',
    phase: 'in_session',
    scheduled_at: 0,
    came: 1,
    went: 1,
    changed: 0,
    before: { heads: 8, area: 58_800 },
    after: { heads: 8, area: 59_000 },
  };

  it('is told with both rolls, and with the ballot that goes on', () => {
    const ballot = { question: '同意吗？', heads: 8, area: 58_800 };
    expect(plain(meetingWords({ ...meeting, ballot }))).toBe(
      '会议名册 8 人、588.00 m²；更新后 8 人、590.00 m²。新增 1，减少 1，房屋资料变更 0。' +
        '正在表决“同意吗？”，仍按 8 人、588.00 m² 计算。',
    );
  });

  it('that is not concerned says so', () => {
    const same = { ...meeting, came: 0, went: 0, after: meeting.before };
    expect(stays(same)).toBe(true);
    expect(plain(meetingWords(same))).toBe('会议名册 8 人、588.00 m²，没有变化。');
  });

  it('on a roll of households counts households, and speaks of no area', () => {
    const two = { ...meeting, before: { heads: 24, area: 0 }, after: { heads: 25, area: 0 } };
    expect(plain(meetingWords(two))).toMatch(/^会议名册 24 户；更新后 25 户。/);
    expect(words('added', [], [flat('101', 0)])).toBe('12号楼101室');
  });
});
