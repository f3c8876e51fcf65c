// Reading agenda, floor, proposals and minutes of a view.
import { describe, expect, it } from 'vitest';
import type { AgendaItem, Amendment, LogEntry, Speech, View } from '../src/protocol/frames';
import { minutesOver, minutesUsed } from '../src/store/agenda';
import {
  awaySpeeches,
  clock,
  lastSpoken,
  mySpeech,
  parkedSpeeches,
  secondsLeft,
  sumOfSide,
  sumsOfPeople,
} from '../src/store/floor';
import { presentAmendment } from '../src/store/proposals';
import { minutesOf } from '../src/store/minutes';
import { carriedIn, heardIn, logOf, saidIn, sectionNow, sectionsOf } from '../src/store/sections';
import { speakersOf } from '../src/store/speakers';

const kNow = 1_000_000_000; // ms
const ago = (seconds: number) => (kNow - seconds * 1000) * 1000; // µs
const nothing = { turns: 0, seconds: 0 };

const speech = (change: Partial<Speech>): Speech => ({
  order: 0,
  speaker: 'h1',
  stance: 'for',
  item: 'a1',
  state: 'waiting',
  requested_at: ago(300),
  seconds: 120,
  turn: 1,
  ...change,
});

const viewWith = (change: Partial<View>): View => ({
  meeting: {
    id: 'm1',
    title: 't',
    place: 'p',
    phase: 'in_session',
    body: 'b',
    grid: 'g',
    path: {},
    scheduled_at: 0,
  },
  ...change,
});

const item = (order: number, change: Partial<AgendaItem> = {}): AgendaItem => ({
  order,
  title: `item ${order}`,
  kind: 'deliberation',
  state: 'waiting',
  ...change,
});

describe('the time of an agenda item', () => {
  it('adds the running stretch to what was used before', () => {
    const running = item(0, { state: 'current', used: 600, started_at: ago(130), minutes: 10 });
    expect(minutesUsed(running, kNow)).toBe(12);
    expect(minutesOver(running, kNow)).toBe(2);
  });

  it('stands still when the item does not run, and is never over without an allotment', () => {
    expect(minutesUsed(item(0, { state: 'done', used: 480 }), kNow)).toBe(8);
    expect(minutesOver(item(0, { state: 'current', started_at: ago(9000) }), kNow)).toBe(0);
  });
});

describe('the minutes as they are read', () => {
  const proposal = (change: object) => ({
    order: 0,
    item: 'a1',
    mover: 'h1',
    title: '车棚',
    paragraphs: {},
    who: '',
    where: '',
    supporters: 0,
    base: 0,
    state: 'adopted' as const,
    tabled_at: 0,
    ...change,
  });
  const view = viewWith({
    floor: {
      speeches: {
        s1: speech({ state: 'spoken', granted_at: ago(100), finished_at: ago(60) }),
        s2: speech({ state: 'spoken', granted_at: ago(200), finished_at: ago(150) }),
        s3: speech({}),
      },
      totals: { for: nothing, against: nothing, question: nothing, neither: nothing },
      people: {},
    },
    minutes: {
      version: 2,
      state: 'draft',
      sections: { s2: { order: 0, base: 1, text: '担心采光' } },
      decisions: {},
    },
    proposals: {
      p1: proposal({}),
      p2: proposal({ state: 'rejected' }),
      p3: proposal({ item: 'a2' }),
    },
  });
  it('ask what was said of everybody who has spoken, in that order, and need no answer', () => {
    expect(heardIn(view, 'a1').map(({ id, text }) => [id, text])).toEqual([
      ['s2', '担心采光'],
      ['s1', ''],
    ]);
    expect(saidIn(view, 'a1').map(({ id }) => id)).toEqual(['s2']);
  });
  it('show in full what was carried under an item', () => {
    expect(carriedIn(view, 'a1').map(({ id }) => id)).toEqual(['p1']);
  });
});

describe('the running record', () => {
  const line = (order: number, what: string, head: string): LogEntry => ({
    order,
    at: 0,
    what,
    fields: { head },
  });
  it('folds check-ins, and tells nothing of those that were taken back', () => {
    const log = {
      '1': line(1, 'checked_in', 'h1'),
      '2': line(2, 'checked_in', 'h2'),
      '3': line(3, 'check_in_undone', 'h2'),
      '4': line(4, 'checked_in', 'h3'),
      '5': line(5, 'check_in_undone', 'h9'),
    };
    const lines = minutesOf(log).map(({ entry, count }) => [entry.what, count]);
    expect(lines).toEqual([
      ['checked_in', 2],
      ['check_in_undone', 1],
    ]);
  });
});

describe('a hand that was left behind', () => {
  const view = viewWith({
    current: { item: 'a1', proposal: 'p1' },
    floor: {
      speeches: {
        s1: speech({ proposal: 'p1', away: true }),
        s2: speech({ proposal: 'p1', speaker: 'h2', place: 1, order: 1 }),
        s3: speech({ speaker: 'h3', away: true, order: 2 }),
        s4: speech({ speaker: 'h4', order: 3 }),
      },
      totals: { for: nothing, against: nothing, question: nothing, neither: nothing },
      people: {},
    },
  });
  it('is named as away, on what is spoken to now', () => {
    expect(awaySpeeches(view).map(({ id }) => id)).toEqual(['s1']);
    expect(mySpeech(view, 'h1')?.id).toBe('s1');
  });
  it('is not counted among those who wait for the proposal to be dealt with', () => {
    expect(parkedSpeeches(view)).toBe(1);
  });
});

describe('the floor', () => {
  const speaking = speech({ state: 'speaking', granted_at: ago(48), speaker: 'h2' });
  const floor = {
    speeches: {
      s1: speech({ state: 'spoken', granted_at: ago(200), finished_at: ago(110) }),
      s2: speech({ state: 'spoken', granted_at: ago(100), finished_at: ago(60), speaker: 'h3' }),
      s3: speaking,
    },
    current: 's3',
    totals: {
      for: { turns: 2, seconds: 130 },
      against: nothing,
      question: nothing,
      neither: nothing,
    },
    people: { h1: { turns: 1, seconds: 90 }, h3: { turns: 1, seconds: 40 } },
  };
  const view = viewWith({ floor });

  it('counts the running speech to its side and to no other', () => {
    expect(sumOfSide(view, 'for', kNow)).toEqual({ turns: 3, seconds: 178 });
    expect(sumOfSide(view, 'against', kNow)).toEqual(nothing);
  });

  it('knows what is left and by how much a speech runs over', () => {
    expect(secondsLeft(speaking, kNow)).toBe(72);
    expect(clock(Math.abs(secondsLeft(speech({ granted_at: ago(143) }), kNow)))).toBe('0:23');
  });

  it('names who spoke last, which is what an undo takes back', () => {
    expect(lastSpoken(view)?.id).toBe('s2');
    expect(lastSpoken(viewWith({}))).toBeNull();
  });

  it('lists people by the time they had', () => {
    expect(sumsOfPeople(view).map(({ speaker }) => speaker)).toEqual(['h1', 'h3']);
  });

  it('lets the households and those admitted be chosen, each once', () => {
    const seat = { order: 0, area: 0, units: {} };
    const person = { order: 0, category: 'present' as const, at: 0, area: 0 };
    const attendance = {
      heads_total: 1,
      area_total: 0,
      heads_present: 1,
      area_present: 0,
      modes: {},
      people: { h1: person, g1: { ...person, category: 'in_attendance' as const } },
    };
    expect(speakersOf(viewWith({ seats: { h1: seat }, attendance }))).toEqual(['h1', 'g1']);
  });
});

describe('the amendment people look at', () => {
  const amendment = (order: number, state: Amendment['state']): Amendment => ({
    order,
    proposal: 'p1',
    mover: 'h1',
    paragraph: 'x',
    text: '',
    old: '',
    diff: {},
    state,
  });
  const amendments = {
    m1: amendment(0, 'tabled'),
    m2: amendment(1, 'tabled'),
    m3: amendment(2, 'withdrawn'),
  };

  it('is the newest undecided one', () => {
    expect(presentAmendment(viewWith({ amendments }), 'p1')?.id).toBe('m2');
    expect(presentAmendment(viewWith({ amendments }), 'p2')).toBeUndefined();
  });

  it('is the one under vote, when there is one', () => {
    const ballots = { b1: { about: { amendment: 'm1' } } } as unknown as View['ballots'];
    const view = viewWith({ amendments, ballots, current: { ballot: 'b1' } });
    expect(presentAmendment(view, 'p1')?.id).toBe('m1');
  });
});

describe('the sections of the minutes', () => {
  const entry = (order: number, item?: string, what = 'agenda_item_started'): LogEntry => ({
    order,
    at: 0,
    what: item ? what : 'x',
    item,
  });
  const view = viewWith({
    agenda: { a2: item(1), a1: item(0, { used: 60 }) },
    log: { 1: entry(1), 2: entry(2, 'a1'), 3: entry(3), 4: entry(4, 'a2') },
    minutes: {
      version: 2,
      state: 'draft',
      sections: { a1: { order: 0, base: 3, text: '写过' } },
      decisions: {},
    },
  });

  it('stand in the order of the meeting, written or not', () => {
    expect(sectionsOf(view).map(({ id, section }) => [id, section.base])).toEqual([
      ['opening', 0],
      ['a1', 3],
      ['a2', 0],
      ['closing', 0],
    ]);
  });

  it('hold what was recorded while their item was under way', () => {
    expect(Object.keys(logOf(view, 'opening'))).toEqual(['1']);
    expect(Object.keys(logOf(view, 'a1'))).toEqual(['2']);
    expect(Object.keys(logOf(view, 'closing'))).toEqual(['3']);
  });

  it('hold the whole record where it names no items', () => {
    const whole = viewWith({ log: { 1: entry(1), 2: entry(2) } });
    expect(Object.keys(logOf(whole, 'a1'))).toEqual(['1', '2']);
  });

  it('follow the meeting', () => {
    expect(sectionNow({ ...view, current: { item: 'a2' } })).toBe('a2');
    expect(sectionNow({ ...view, meeting: { ...view.meeting, phase: 'closed' } })).toBe('closing');
    expect(sectionNow(viewWith({ agenda: { a1: item(0) } }))).toBe('opening');
  });

  it('stay with what was talked about last, until something else begins', () => {
    expect(sectionNow(view)).toBe('a2');
  });
});
