// The Hall follows the meeting by itself.
import { describe, expect, it } from 'vitest';
import type { Ballot, Phase, View } from '../src/protocol/frames';
import { numberOf, type Named } from '../src/store/floor';
import './all_texts';
import { speakerWords } from '../src/i18n/speaker_words';
import { ballotShown, kResultMs, sceneOf } from '../src/store/hall';

const kNow = 1_000_000_000; // ms
const ago = (seconds: number) => (kNow - seconds * 1000) * 1000; // µs

function viewIn(phase: Phase, change: Partial<View> = {}): View {
  return {
    meeting: {
      id: 'm1',
      title: 't',
      place: 'p',
      phase,
      body: 'b',
      grid: 'g',
      path: {},
      scheduled_at: 0,
    },
    agenda: {
      a1: { order: 0, title: 'x', kind: 'decision', state: 'current', started_at: ago(900) },
    },
    ...change,
  };
}

const closed = (seconds: number) =>
  ({ order: 0, state: 'closed', opened_at: ago(600), closed_at: ago(seconds) }) as Ballot;
const speaking = (since: number) =>
  ({ speeches: { s1: { granted_at: ago(since) } }, current: 's1' }) as unknown as View['floor'];

describe('what the projector shows', () => {
  it('goes by the phase outside the sitting', () => {
    const phases: Phase[] = ['convened', 'announced', 'open', 'recess', 'closed', 'cancelled'];
    expect(phases.map((phase) => sceneOf(viewIn(phase), kNow))).toEqual([
      'waiting',
      'waiting',
      'waiting',
      'recess',
      'closed',
      'cancelled',
    ]);
  });

  it('shows the item, then its proposal, then whoever speaks', () => {
    expect(sceneOf(viewIn('in_session'), kNow)).toBe('pause');
    const current = { item: 'a1' };
    expect(sceneOf(viewIn('in_session', { current }), kNow)).toBe('item');
    const discussed = { item: 'a1', proposal: 'p1' };
    expect(sceneOf(viewIn('in_session', { current: discussed }), kNow)).toBe('proposal');
    const view = viewIn('in_session', { current: discussed, floor: speaking(5) });
    expect(sceneOf(view, kNow)).toBe('speaker');
  });

  it('puts an open ballot before everything', () => {
    const current = { item: 'a1', proposal: 'p1', ballot: 'b1' };
    const view = viewIn('in_session', { current, floor: speaking(5) });
    expect(sceneOf(view, kNow)).toBe('ballot');
  });

  it('keeps a result until somebody speaks or another item begins', () => {
    const ballots = { b1: closed(20) };
    const current = { item: 'a1' };
    expect(ballotShown(viewIn('in_session', { current, ballots }), kNow)).toBe(ballots.b1);
    const spoken = viewIn('in_session', { current, ballots, floor: speaking(5) });
    expect(sceneOf(spoken, kNow)).toBe('speaker');
    const before = viewIn('in_session', { current, ballots: { b1: closed(1000) } });
    expect(sceneOf(before, kNow)).toBe('item');
  });

  it('goes back to the proposal when the result of its amendment has been seen', () => {
    const current = { item: 'a1', proposal: 'p1' };
    const view = viewIn('in_session', { current, ballots: { b1: closed(20) } });
    expect(sceneOf(view, kNow)).toBe('ballot');
    expect(sceneOf(view, kNow + kResultMs)).toBe('proposal');
  });
});

describe('who speaks', () => {
  it('goes by a number that stays, whoever is let in before', () => {
    const speech = (order: number, item = 'a1', proposal?: string) => ({ order, item, proposal });
    const view = {
      floor: {
        speeches: { s1: speech(4), s2: speech(9), s3: speech(12), p1: speech(10, 'a1', 'p') },
      },
    } as unknown as View;
    const of = (id: string) =>
      numberOf(view, { id, speech: view.floor?.speeches[id] } as unknown as Named);
    expect([of('s1'), of('s2'), of('s3'), of('p1')]).toEqual([1, 2, 3, 1]);
  });

  it('goes by the name that she chose, with the number, until it is taken back', () => {
    const speech = { order: 4, item: 'a1', speaker: 'h1' };
    const view = { floor: { speeches: { s1: speech } } } as unknown as View;
    const words = (labels: Record<string, string>) =>
      speakerWords(view, labels, { id: 's1', speech } as unknown as Named);
    expect(words({ h1: '502室' })).toBe('1 号');
    expect(words({ 'called:h1': '王阿姨' })).toBe('王阿姨（1 号）');
    expect(words({ 'called:h1': '' })).toBe('1 号');
    expect(words({ 'called:h2': '李先生' })).toBe('1 号');
  });
});
