// What becomes of commands that nobody answers, and of refusals that nobody sees.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Command } from '../src/protocol/frames';
import { kGreetingMs, kUnansweredMs } from '../src/store/stream_store';
import { cast, memoryShelf, scene } from './stream_scene';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a connection that only looks open', () => {
  it('is asked for a sign of life for every command that is not answered within 3 s', () => {
    const { store, link, snapshot, receive } = scene();
    store.opened();
    snapshot();
    vi.advanceTimersByTime(60_000);
    expect(link.probes).toBe(0);
    void store.command(cast('yes'));
    vi.advanceTimersByTime(kUnansweredMs - 1);
    expect(link.probes).toBe(0);
    vi.advanceTimersByTime(1);
    expect(link.probes).toBe(1);
    vi.advanceTimersByTime(kUnansweredMs);
    expect(link.probes).toBe(2);
    receive({ op: 'done', id: link.commands[0]!.id, seq: 11 });
    vi.advanceTimersByTime(60_000);
    expect(link.probes).toBe(2);
    void store.command(cast('no'));
    vi.advanceTimersByTime(kUnansweredMs);
    expect(link.probes).toBe(3);
  });

  it('leaves the first view its time, also for what was kept over a reload', () => {
    const shelf = memoryShelf();
    const before = scene(shelf);
    before.store.opened();
    before.snapshot();
    void before.store.command(cast('yes'));
    before.store.opened();
    vi.advanceTimersByTime(kGreetingMs - 1);
    expect(before.link.probes).toBe(0);
    vi.advanceTimersByTime(kUnansweredMs);
    expect(before.link.probes).toBe(1);
    before.store.detach();
    const after = scene(shelf);
    after.store.opened();
    vi.advanceTimersByTime(kUnansweredMs);
    expect(after.link.probes).toBe(0);
    after.snapshot();
    vi.advanceTimersByTime(kUnansweredMs);
    expect(after.link.probes).toBe(1);
  });

  it('asks no more once the page has left the meeting', () => {
    const { store, link, snapshot } = scene();
    store.opened();
    snapshot();
    void store.command(cast('yes'));
    store.detach();
    vi.advanceTimersByTime(60_000);
    expect(link.probes).toBe(0);
  });
});

describe('a refusal', () => {
  const tabled: Command = { type: 'floor.request', stance: 'for' };
  function refused(command: Command, sees?: () => boolean) {
    const all = scene();
    all.store.opened();
    all.snapshot();
    void all.store.command(command, { sees });
    const { id } = all.link.commands[0]!;
    all.receive({ op: 'refused', id, code: 'ballot.closed', fields: { ballot: 'b1' } });
    return { ...all, id };
  }

  it('of a vote stands until it is read, over a reload too', () => {
    const { store, state, shelf, id } = refused(cast('yes'));
    const told = { id, actor: 'h-502', command: cast('yes'), code: 'ballot.closed' };
    expect(state().untold).toEqual([{ ...told, fields: { ballot: 'b1' } }]);
    expect(scene(shelf).state().untold).toHaveLength(1);
    store.wasRead(id);
    expect(state().untold).toEqual([]);
    expect(scene(shelf).state().untold).toEqual([]);
  });

  it('of a vote is past once that head has a vote recorded, of another head it is not', () => {
    const { store, link, receive, state } = refused(cast('yes'));
    void store.command({ ...cast('no'), head: 'h-601' } as Command);
    receive({ op: 'done', id: link.commands[1]!.id, seq: 11 });
    expect(state().untold).toHaveLength(1);
    void store.command(cast('no'));
    receive({ op: 'done', id: link.commands[2]!.id, seq: 12 });
    expect(state().untold).toEqual([]);
  });

  it('of anything else stands only where the person no longer sees what it was given on', () => {
    expect(refused(tabled).state().untold).toEqual([]);
    expect(refused(tabled, () => false).state().untold).toHaveLength(1);
  });

  it('after a reload stands, since nobody waits for it', () => {
    const shelf = memoryShelf();
    const before = scene(shelf);
    before.store.opened();
    before.snapshot();
    void before.store.command(tabled);
    const after = scene(shelf);
    after.store.opened();
    after.snapshot();
    after.receive({ op: 'refused', id: after.link.commands[0]!.id, code: 'floor.closed' });
    expect(after.state().untold).toMatchObject([{ code: 'floor.closed', fields: {} }]);
  });
});
