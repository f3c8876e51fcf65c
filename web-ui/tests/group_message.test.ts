// A message for a group is short, and its link is whole whatever else is long.
import { describe, expect, it, vi } from 'vitest';
import type { Ballot, Phase, View } from '../src/protocol/frames';
import './all_texts';

vi.stubGlobal('document', {
  cookie: '',
  documentElement: { classList: { toggle: () => {} } },
});
const { groupMessage, kMessageMax, lengthOf, listedMessage, recordMessage, shortened } =
  await import('../src/i18n/group_message');
const { meetingMessage } = await import('../src/i18n/group_meeting');
const { setLanguage } = await import('../src/store/preferences.svelte');

const kSite = 'https://yuanzhuo.example.cn';
const kPhases: Record<Phase, true> = {
  convened: true,
  announced: true,
  open: true,
  in_session: true,
  recess: true,
  closed: true,
  cancelled: true,
};
const kLong = '关于开鲁二村十二号楼加装电梯、更换水泵并重新划定机动车停车位的'.repeat(4);
const kLongEnglish = 'On the elevator, the pump and the parking spaces of building twelve '.repeat(
  5,
);

const summary = (phase: Phase, title: string) => ({
  id: 'meeting-0123456789abcdef',
  title,
  phase,
  scheduled_at: 1_765_000_000_000_000,
  place: '开鲁二村居委会二楼会议室',
});

const view = (phase: Phase, title: string, change: Partial<View> = {}): View =>
  ({
    meeting: { ...summary(phase, title), body: 'b', grid: 'g', path: {} },
    attendance: { heads_present: 14, heads_total: 24, households: true, area_total: 0 },
    ...change,
  }) as unknown as View;

const ballot = (question: string, state: Ballot['state'] = 'open'): View =>
  view('in_session', '楼事会', {
    current: { item: 'a', ...(state === 'open' ? { ballot: 'b' } : {}) },
    ballots: {
      b: {
        order: 0,
        item: 'a',
        question,
        rule: 'r',
        standing: 'opinion_poll',
        options: { yes: { order: 0 } },
        state,
        opened_at: 1,
        closed_at: 2,
        deadline: 1_765_003_600_000_000,
        roll: { sha256: '', households: true, heads: 24, area: 0 },
        participation: { heads: 14 },
        verdict: { outcome: 'passed', tests: {} },
        record: 'r0123456789abcdef',
      } as unknown as Ballot,
    },
  });

describe.each(['zh', 'en'] as const)('in %s a message', (language) => {
  const titles = ['楼事会', kLong, kLongEnglish, '', '𠮷'.repeat(300), 'x'.repeat(300)];

  it.each(Object.keys(kPhases) as Phase[])(
    'of a meeting that is %s fits, with its link',
    (phase) => {
      setLanguage(language);
      for (const title of titles) {
        for (const text of [
          listedMessage(summary(phase, title), kSite),
          meetingMessage(view(phase, title), kSite),
        ]) {
          expect(lengthOf(text)).toBeLessThanOrEqual(kMessageMax);
          expect(text.endsWith(`\n${kSite}/m/meeting-0123456789abcdef`)).toBe(true);
          expect(text).not.toMatch(/group\.|undefined|[{}]/);
        }
      }
    },
  );

  it('of a vote and its result fits, whatever is asked', () => {
    setLanguage(language);
    for (const title of titles) {
      const open = meetingMessage(ballot(title), kSite);
      const ended = meetingMessage(ballot(title, 'closed'), kSite);
      for (const text of [open, ended]) expect(lengthOf(text)).toBeLessThanOrEqual(kMessageMax);
      expect(open).toContain(`${kSite}/m/`);
      expect(ended.endsWith(`${kSite}/records/r0123456789abcdef`)).toBe(true);
    }
  });

  it('is its link alone where that is longer than a message', () => {
    setLanguage(language);
    const link = `https://${'x'.repeat(200)}.cn`;
    expect(groupMessage({ head: '通知', what: '会', facts: ['今天'], link })).toBe(link);
  });
});

describe('what a message says', () => {
  it('is what, when and where', () => {
    setLanguage('zh');
    expect(listedMessage(summary('announced', '楼事会'), kSite)).toBe(
      `【开会通知】楼事会，2025年12月6日（周六）13:46，开鲁二村居委会二楼会议室\n${kSite}/m/meeting-0123456789abcdef`,
    );
  });

  it('is what is still missing of a vote, and until when', () => {
    setLanguage('zh');
    const said = meetingMessage(ballot('同意加装电梯吗？'), kSite);
    expect(said).toMatch(/^【正在表决】同意加装电梯吗？还有 10\s户没投，/);
    expect(said).toContain('截止');
  });

  it('of minutes, which have no outcome, says that they are published', () => {
    setLanguage('zh');
    const record = { id: 'r1', number: '〔2026〕4号', title: '楼事会', published_at: 0 };
    expect(recordMessage(record, '', kSite)).toMatch(/^【纪要公布】楼事会，〔2026〕4号\n/);
  });

  it('is the outcome with what it is worth', () => {
    setLanguage('zh');
    const record = { id: 'r1', number: '〔2026〕3号', title: '加装电梯', published_at: 0 };
    const said = recordMessage(record, '意见征询：达到要求（不具约束力）', kSite);
    expect(said).toBe(
      `【结果公示】加装电梯，意见征询：达到要求（不具约束力），〔2026〕3号\n${kSite}/records/r1`,
    );
  });
});

describe('a long title', () => {
  it('ends at a word and says that there is more', () => {
    expect(shortened('Elevator for building twelve', 15)).toBe('Elevator for…');
    expect(shortened('短', 10)).toBe('短');
    expect(lengthOf(shortened(kLong, 20))).toBeLessThanOrEqual(20);
    expect(shortened(kLong, 20).endsWith('…')).toBe(true);
  });

  it('is cut where it has no word that short', () => {
    expect(shortened('x'.repeat(30), 10)).toBe(`${'x'.repeat(9)}…`);
  });
});
