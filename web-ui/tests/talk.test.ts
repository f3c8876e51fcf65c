// The chair has a sentence to read at every point of a meeting: whatever phase, kind of item or refusal is
// added, a test fails until there is one.
import { describe, expect, it, vi } from 'vitest';
import type { Ballot, ItemKind, Minutes, Phase, View } from '../src/protocol/frames';
import { en, zh } from './all_texts';

vi.stubGlobal('document', {
  cookie: '',
  documentElement: { classList: { toggle: () => {} } },
});
const { talkOf, refusalTalk } = await import('../src/i18n/talk');
const { kStages } = await import('../src/store/talk');
const { setLanguage } = await import('../src/store/preferences.svelte');

/** A phase, kind or state more does not compile until it stands here. */
const kPhases: Record<Phase, true> = {
  convened: true,
  announced: true,
  open: true,
  in_session: true,
  recess: true,
  closed: true,
  cancelled: true,
};
const kKinds: Record<ItemKind, true> = { report: true, deliberation: true, decision: true };
const kMinutes: Record<Minutes['state'], true> = {
  draft: true,
  proposed: true,
  adopted: true,
  published: true,
};
const keysOf = <K extends string>(all: Record<K, true>): K[] => Object.keys(all) as K[];

const elevator = {
  order: 0,
  version: 1,
  sha256: '',
  title: { zh: '加装电梯', en: 'Elevator' },
  body_name: { zh: '本单元业主', en: 'Owners of the stair' },
  legal_effect: { zh: '', en: '' },
  basis: {},
  measures: { area: true, heads: true },
  quorum: { kind: 'participation' as const, num: 2, den: 3, op: '>=' },
  majority: { num: 3, den: 4, op: '>=', of: 'participants' as const },
  change_until_close: true,
  publish_within_days: 3,
  scopes: {},
  methods: {},
};

function viewIn(phase: Phase, change: Partial<View> = {}): View {
  return {
    meeting: {
      id: 'm1',
      title: '12号楼楼事会',
      place: '居委会议室',
      phase,
      body: 'b',
      grid: 'g',
      path: {},
      scheduled_at: 1_765_000_000_000_000,
      floor: { seconds: 180, turns: 2, alternate: true },
    },
    rules: { elevator },
    agenda: {
      a1: { order: 0, title: '加装电梯', kind: 'decision', state: 'waiting', rule: 'elevator' },
      a2: { order: 1, title: '停车', kind: 'deliberation', state: 'waiting' },
    },
    attendance: {
      heads_total: 24,
      households: true,
      area_total: 0,
      heads_present: 14,
      area_present: 0,
      modes: {},
    },
    ...change,
  } as View;
}

function onItem(kind: ItemKind, change: Partial<View> = {}): View {
  const a1 = { order: 0, title: '加装电梯', kind, state: 'current', started_at: 1, minutes: 10 };
  const view = viewIn('in_session', { current: { item: 'a1' }, ...change });
  view.agenda = { ...view.agenda, a1: { ...view.agenda?.a1, ...a1 } } as View['agenda'];
  return view;
}

const ballot = (change: Partial<Ballot> = {}): Ballot => ({
  order: 0,
  item: 'a1',
  question: '同意加装电梯吗？',
  kind: 'yes_no_abstain',
  rule: 'elevator',
  scope: { kind: 'building' },
  options: { yes: { order: 0 }, no: { order: 1 }, abstain: { order: 2 } },
  secrecy: 'named',
  counts: 'live',
  change_until_close: true,
  standing: 'opinion_poll',
  state: 'open',
  opened_at: 5,
  roll: { sha256: '', households: true, heads: 24, area: 0 },
  participation: { heads: 14 },
  tally: { yes: { heads: 14 } },
  ...change,
});

const proposal = {
  order: 0,
  item: 'a1',
  mover: 'h1',
  title: '先修雨棚',
  paragraphs: { p1: { order: 0, text: '本月修好。' } },
  who: '物业',
  where: '',
  supporters: 0,
  base: 0,
  state: 'tabled' as const,
  tabled_at: 1,
};
const amendment = {
  order: 0,
  proposal: 'p1',
  mover: 'h2',
  paragraph: 'p1',
  text: '下月修好。',
  old: '',
  diff: {},
  state: 'tabled' as const,
};
const floor = (speech: object) =>
  ({
    speeches: { s1: { order: 0, speaker: 'h1', item: 'a1', seconds: 180, ...speech } },
    current: 's1',
    totals: {},
    people: {},
  }) as unknown as View['floor'];

/** A view for every stage. */
const kViews: Record<(typeof kStages)[number], View> = {
  convened: viewIn('convened'),
  announced: viewIn('announced'),
  check_in: viewIn('open'),
  opening: viewIn('in_session'),
  report: onItem('report'),
  deliberation: onItem('deliberation'),
  decision: onItem('decision'),
  speech: onItem('deliberation', { floor: floor({ state: 'speaking', granted_at: 3 }) }),
  card: onItem('deliberation', {
    cards: { c: { order: 0, kind: 'civility', raised_by: 'h', at: 1, state: 'raised' } },
  }),
  proposal: onItem('deliberation', {
    current: { item: 'a1', proposal: 'p1' },
    proposals: { p1: proposal },
  }),
  amendment: onItem('deliberation', {
    current: { item: 'a1', proposal: 'p1' },
    proposals: { p1: proposal },
    amendments: { m1: amendment },
  }),
  ballot: onItem('decision', {
    current: { item: 'a1', ballot: 'b1' },
    ballots: { b1: ballot() },
  }),
  result: onItem('decision', {
    ballots: {
      b1: ballot({
        state: 'closed',
        closed_at: 9,
        verdict: { outcome: 'passed', tests: {} },
      }),
    },
  }),
  next: viewIn('in_session', {
    agenda: {
      a1: { order: 0, title: '加装电梯', kind: 'decision', state: 'done', started_at: 1 },
      a2: { order: 1, title: '停车', kind: 'deliberation', state: 'waiting' },
    },
  }),
  ending: viewIn('in_session', {
    agenda: { a1: { order: 0, title: '加装电梯', kind: 'decision', state: 'done', started_at: 1 } },
  }),
  recess: viewIn('recess'),
  closed: viewIn('closed'),
  minutes_proposed: viewIn('closed', { minutes: minutes('proposed') }),
  minutes_adopted: viewIn('closed', { minutes: minutes('adopted') }),
  minutes_published: viewIn('closed', { minutes: minutes('published') }),
  cancelled: viewIn('cancelled'),
};

function minutes(state: Minutes['state']): Minutes {
  return { version: 1, state, sections: {}, decisions: {}, signed: 3 };
}

/** Said whole: nothing left to be put in, no key in place of a text. */
function whole(lines: string[]): void {
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    expect(line).not.toMatch(/[{}]|undefined|talk\./);
    expect(line.trim()).toBe(line);
    expect(line).not.toBe('');
  }
}

describe.each(['zh', 'en'] as const)('what is read aloud, in %s', (language) => {
  it.each(kStages)('at %s', (stage) => {
    setLanguage(language);
    const talk = talkOf(kViews[stage]);
    expect(talk.stage).toBe(stage);
    whole([...talk.now, ...talk.then]);
    expect(talk.now.length).toBeGreaterThan(0);
  });

  it('in every phase, on every kind of item, at every step of the minutes', () => {
    setLanguage(language);
    for (const phase of keysOf(kPhases)) whole(talkOf(viewIn(phase)).now);
    for (const kind of keysOf(kKinds)) whole(talkOf(onItem(kind)).now);
    for (const state of keysOf(kMinutes)) {
      whole(talkOf(viewIn('closed', { minutes: minutes(state) })).now);
    }
  });

  it('after every refusal', () => {
    setLanguage(language);
    const fields = { announced: '1', all: 20, present: 8, missing: 3 };
    const texts = language === 'zh' ? zh : en;
    const codes = Object.keys(texts).filter((key) => key.startsWith('refused.'));
    expect(codes.length).toBeGreaterThan(50);
    for (const key of codes) {
      const said = refusalTalk(key.slice('refused.'.length), fields);
      expect(said.length, key).toBeGreaterThan(5);
      expect(said, key).not.toMatch(/talk\.|undefined/);
    }
  });
});

describe('the sentences', () => {
  it('have words of their own only for refusals that there are', () => {
    for (const key of Object.keys(zh).filter((one) => one.startsWith('talk.refused.'))) {
      expect(zh).toHaveProperty([key.slice('talk.'.length)]);
    }
  });

  it('say the rule of a vote in the numbers of its data, and what it is worth', () => {
    setLanguage('zh');
    const said = talkOf(kViews.ballot).now.join('');
    expect(said).toContain('参与达到三分之二才有效');
    expect(said).toContain('达到参与表决的四分之三');
    expect(said).toContain('不具法律约束力');
    expect(talkOf(kViews.ballot).then).toEqual([
      '还有 10 户没有投。还没投的请抓紧，都投好了我就截止。'.replace(/10 户/, '10\u00a0户'),
    ]);
  });

  it('of a motion claim nothing about owners', () => {
    setLanguage('zh');
    const motion = ballot({ rule: 'motion', options: { yes: { order: 0 }, no: { order: 1 } } });
    const view = onItem('decision', {
      current: { item: 'a1', ballot: 'b1' },
      ballots: { b1: motion },
    });
    expect(talkOf(view).now.join('')).toContain('不代替业主表决');
    expect(talkOf(view).now.join('')).not.toContain('达到三分之二');
  });

  it('say how many are missing where so many must be there', () => {
    setLanguage('zh');
    const view = viewIn('open');
    if (view.attendance) view.attendance.quorums = { elevator: { present: 14, missing: 3 } };
    expect(talkOf(view).now.join('')).toMatch(/按“加装电梯”，到会的还差 3\s户/);
  });

  it('say first of a demonstration that nothing counts', () => {
    setLanguage('zh');
    const view = viewIn('open');
    view.meeting.demonstration = true;
    expect(talkOf(view).now[0]).toContain('演示');
  });

  it('go back to the talk once somebody has spoken after a result', () => {
    const view = kViews.result;
    const later = { ...view, floor: floor({ state: 'spoken', granted_at: 10 }) };
    expect(talkOf({ ...later, floor: { ...later.floor!, current: undefined } }).stage).toBe(
      'decision',
    );
  });
});
