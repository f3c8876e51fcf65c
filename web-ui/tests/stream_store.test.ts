import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ServerFrame } from '../src/protocol/frames';
import type { Shelf } from '../src/store/kept';
import {
  kBusyResendMs,
  kBusyTriesMax,
  kUnknownResendMs,
  kWindowMax,
  type Settled,
} from '../src/store/stream_store';
import { cast, me, memoryShelf, scene } from './stream_scene';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('following a meeting', () => {
  it('asks for everything first and for the rest after a reconnect', () => {
    const { store, link, snapshot, reconnect } = scene();
    store.opened();
    expect(link.sent).toEqual([{ op: 'join', meeting: 'm1' }]);
    snapshot(10);
    reconnect();
    expect(link.sent).toEqual([{ op: 'join', meeting: 'm1', since: 10, kind: 'resident' }]);
  });

  it('applies a folded patch whose sequence jumps', () => {
    const { store, receive, snapshot, state } = scene();
    store.opened();
    snapshot(10);
    receive({ op: 'patch', meeting: 'm1', seq: 14, patch: { meeting: { phase: 'in_session' } } });
    expect(state().view?.meeting.phase).toBe('in_session');
    expect(state().view?.meeting.title).toBe('圆桌会');
    expect(state().seq).toBe(14);
  });

  it('ignores a patch older than what it has', () => {
    const { store, receive, snapshot, state } = scene();
    store.opened();
    snapshot(10);
    receive({ op: 'patch', meeting: 'm1', seq: 9, patch: { meeting: { phase: 'closed' } } });
    expect(state().view?.meeting.phase).toBe('open');
  });

  it('takes a changed `me` with an empty patch', () => {
    const { store, receive, snapshot, state } = scene();
    store.opened();
    snapshot(10);
    const may = { ...me, may: { 'ballot.cast': true } };
    receive({ op: 'patch', meeting: 'm1', seq: 10, patch: {}, me: may });
    expect(state().me?.may).toEqual({ 'ballot.cast': true });
  });

  it('asks again when a patch comes before any view', () => {
    const { store, link, receive } = scene();
    store.opened();
    receive({ op: 'patch', meeting: 'm1', seq: 4, patch: {} });
    expect(link.sent).toEqual([
      { op: 'join', meeting: 'm1' },
      { op: 'join', meeting: 'm1' },
    ]);
  });

  it('adds labels and replaces presence', () => {
    const { receive, state } = scene();
    receive({ op: 'live', meeting: 'm1', presence: { online: 2 }, labels: { u1: '501室' } });
    receive({ op: 'live', meeting: 'm1', presence: { online: 3 }, labels: { u2: '502室' } });
    expect(state().labels).toEqual({ u1: '501室', u2: '502室' });
    expect(state().online).toBe(3);
  });

  it('says when the meeting is not there', () => {
    const { receive, state } = scene();
    receive({ op: 'error', code: 'meeting.unknown', meeting: 'm1' });
    expect(state().unserved).toBe('meeting.unknown');
  });
});

describe('a command', () => {
  function given(name: Settled[] = []) {
    const all = scene();
    all.store.opened();
    all.snapshot();
    const outcomes = name;
    const give = (choice: string) =>
      void all.store.command(cast(choice)).then((outcome) => outcomes.push(outcome));
    return { ...all, give, outcomes };
  }

  it('settles once, however often it is answered', async () => {
    const { give, link, receive, outcomes, state } = given();
    give('yes');
    const id = link.commands[0]!.id;
    const done: ServerFrame = { op: 'done', id, seq: 11, result: { ballot: 'b1' } };
    receive(done);
    receive(done);
    receive({ op: 'refused', id, code: 'ballot.closed' });
    await vi.runAllTimersAsync();
    expect(outcomes).toEqual([{ state: 'done', result: { ballot: 'b1' }, receipt: undefined }]);
    expect(state().underWay).toEqual([]);
  });

  it('goes out again with the same id after a reconnect, once the server has greeted', () => {
    const { give, link, reconnect, receive } = given();
    give('yes');
    const first = link.commands[0]!;
    reconnect();
    expect(link.commands).toEqual([]);
    receive({ op: 'patch', meeting: 'm1', seq: 12, patch: {} });
    expect(link.commands).toEqual([first]);
  });

  it('is sent again with the same id a second after `unknown`', () => {
    const { give, link, receive, state } = given();
    give('no');
    const first = link.commands[0]!;
    receive({ op: 'unknown', id: first.id });
    expect(state().underWay).toHaveLength(1);
    vi.advanceTimersByTime(kUnknownResendMs - 1);
    expect(link.commands).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(link.commands).toEqual([first, first]);
  });

  it('given while the connection is lost waits for it', () => {
    const { give, link, store, reconnect, snapshot } = given();
    store.stateChanged('lost');
    link.state = 'lost';
    give('abstain');
    expect(link.commands).toEqual([]);
    link.state = 'online';
    reconnect();
    snapshot(20);
    expect(link.commands.map(({ command }) => command)).toEqual([cast('abstain')]);
  });

  it('tells a refusal with its code', async () => {
    const { give, link, receive, outcomes } = given();
    give('yes');
    receive({
      op: 'refused',
      id: link.commands[0]!.id,
      code: 'ballot.closed',
      fields: { ballot: 'b1' },
    });
    await vi.runAllTimersAsync();
    expect(outcomes).toEqual([
      { state: 'refused', code: 'ballot.closed', fields: { ballot: 'b1' } },
    ]);
  });

  it('waits out a busy server, but not for ever', async () => {
    const { give, link, receive, outcomes } = given();
    give('yes');
    const { id } = link.commands[0]!;
    for (let n = 0; n < kBusyTriesMax; n += 1) {
      receive({ op: 'refused', id, code: 'server.busy' });
      expect(outcomes).toEqual([]);
      await vi.advanceTimersByTimeAsync(kBusyResendMs);
    }
    expect(link.commands).toHaveLength(kBusyTriesMax + 1);
    receive({ op: 'refused', id, code: 'server.busy' });
    await vi.runAllTimersAsync();
    expect(outcomes).toEqual([{ state: 'refused', code: 'server.busy', fields: {} }]);
  });

  it('never fills more than its window', () => {
    const { give, link, receive } = given();
    for (let n = 0; n < kWindowMax + 3; n += 1) give('yes');
    expect(link.commands).toHaveLength(kWindowMax);
    receive({ op: 'done', id: link.commands[0]!.id, seq: 11 });
    expect(link.commands).toHaveLength(kWindowMax + 1);
    expect(new Set(link.commands.map(({ id }) => id)).size).toBe(kWindowMax + 1);
  });
});

describe('a reload', () => {
  it('sends what was unanswered, with the old id', () => {
    const shelf = memoryShelf();
    const before = scene(shelf);
    before.store.opened();
    before.snapshot();
    void before.store.command(cast('yes'));
    const after = scene(shelf);
    expect(after.state().underWay).toHaveLength(1);
    after.store.opened();
    after.snapshot();
    expect(after.link.commands).toEqual(before.link.commands);
  });

  it('never sends it for another person', () => {
    const shelf = memoryShelf();
    const before = scene(shelf);
    before.store.opened();
    before.snapshot();
    void before.store.command(cast('yes'));
    const after = scene(shelf);
    after.store.opened();
    after.snapshot(10, { kind: 'resident', actor: 'h-601' });
    expect(after.link.commands).toEqual([]);
    expect(after.state().underWay).toEqual([]);
    expect(scene(shelf).state().underWay).toEqual([]);
  });

  it('survives a shelf that is full, forbidden or full of rubbish', () => {
    const forbidden: Shelf = {
      getItem: () => 'not json',
      setItem: () => {
        throw new Error('quota');
      },
      removeItem: () => {},
    };
    const { store, link, snapshot } = scene(forbidden);
    store.opened();
    snapshot();
    void store.command(cast('yes'));
    expect(link.commands).toHaveLength(1);
  });

  it('tells the draft what became of its words, also when they went out before a reload', () => {
    const shelf = memoryShelf();
    const told: [string, string][] = [];
    const tell = (draft: string, outcome: Settled) => told.push([draft, outcome.state]);
    const before = scene(shelf, tell);
    before.store.opened();
    before.snapshot();
    void before.store.command(cast('yes'), { draft: 'h-502 propose 3' });
    const { store, link, receive, snapshot } = scene(shelf, tell);
    store.opened();
    snapshot();
    receive({ op: 'refused', id: link.commands[0]!.id, code: 'phase.wrong' } as ServerFrame);
    expect(told).toEqual([['h-502 propose 3', 'refused']]);
  });
});
