import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  kBackoffFirstMs,
  kBackoffMaxMs,
  kBeatMs,
  kProbeMs,
  kSilenceMs,
  SocketLink,
  socketAddress,
  type LinkState,
} from '../src/protocol/socket';

class FakeSocket {
  static all: FakeSocket[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  sent: string[] = [];
  closed = false;
  constructor(
    readonly address: string,
    readonly protocol: string,
  ) {
    FakeSocket.all.push(this);
  }
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.closed = true;
  }
}

const last = () => FakeSocket.all[FakeSocket.all.length - 1]!;

function started(chance = 1) {
  const states: LinkState[] = [];
  const frames: unknown[] = [];
  let opened = 0;
  const listener = {
    opened: () => void (opened += 1),
    received: (frame: unknown) => void frames.push(frame),
    stateChanged: (state: LinkState) => void states.push(state),
  };
  const link = new SocketLink('ws://hall/ws', listener, () => chance);
  link.start();
  return { link, states, frames, opened: () => opened };
}

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.all = [];
  vi.stubGlobal('WebSocket', FakeSocket);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the connection', () => {
  it('speaks roundtable.v1 to its own host', () => {
    expect(socketAddress({ protocol: 'http:', host: 'hall:8080' })).toBe('ws://hall:8080/ws');
    expect(socketAddress({ protocol: 'https:', host: 'a.example' })).toBe('wss://a.example/ws');
    started();
    expect(last().protocol).toBe('roundtable.v1');
  });

  it('comes back with growing pauses up to the longest', () => {
    started();
    const pauses: number[] = [];
    for (let n = 0; n < 7; n += 1) {
      const before = FakeSocket.all.length;
      last().onclose?.({ code: 1006 });
      let waited = 0;
      while (FakeSocket.all.length === before) {
        vi.advanceTimersByTime(50);
        waited += 50;
      }
      pauses.push(waited);
    }
    expect(pauses[0]).toBe(kBackoffFirstMs);
    expect(pauses.slice(-1)[0]).toBe(kBackoffMaxMs);
    expect([...pauses].sort((a, b) => a - b)).toEqual(pauses);
  });

  it('does not hurry back where it was closed before the server said anything', () => {
    started();
    const again = (spoken: boolean) => {
      last().onopen?.();
      if (spoken) last().onmessage?.({ data: '{"op":"clock","now":1}' });
      const before = FakeSocket.all.length;
      last().onclose?.({ code: 1008 });
      vi.advanceTimersByTime(kBackoffFirstMs);
      const soon = FakeSocket.all.length > before;
      vi.advanceTimersByTime(kBackoffMaxMs);
      return soon;
    };
    expect(again(false)).toBe(true);
    expect(again(false)).toBe(false);
    expect(again(true)).toBe(true);
  });

  it('spreads the pauses by chance', () => {
    started(0);
    last().onclose?.({ code: 1006 });
    vi.advanceTimersByTime(kBackoffFirstMs / 2);
    expect(FakeSocket.all).toHaveLength(2);
  });

  it('takes silence for a dead connection and any frame for a living one', () => {
    const { states } = started();
    last().onopen?.();
    last().onmessage?.({ data: '{"op":"clock","now":1}' });
    vi.advanceTimersByTime(kSilenceMs - 1);
    last().onmessage?.({ data: '{"op":"clock","now":1}' });
    vi.advanceTimersByTime(kSilenceMs - 1);
    expect(states).toEqual(['online']);
    const silent = last();
    vi.advanceTimersByTime(1);
    expect(silent.closed).toBe(true);
    expect(states).toEqual(['online', 'lost']);
    vi.advanceTimersByTime(kBackoffFirstMs);
    expect(FakeSocket.all).toHaveLength(2);
  });

  it('does not come back once the session has ended', () => {
    const { states } = started();
    last().onopen?.();
    last().onclose?.({ code: 4001 });
    vi.advanceTimersByTime(60_000);
    expect(states).toEqual(['online', 'ended']);
    expect(FakeSocket.all).toHaveLength(1);
  });

  it('sends nothing while it is lost, and passes over what is not a frame', () => {
    const { link, frames } = started();
    expect(link.send({ op: 'leave', meeting: 'm1' })).toBe(false);
    last().onopen?.();
    expect(link.send({ op: 'leave', meeting: 'm1' })).toBe(true);
    last().onmessage?.({ data: 'rubbish' });
    last().onmessage?.({ data: '{"op":"clock","now":5}' });
    expect(frames).toEqual([{ op: 'clock', now: 5 }]);
  });
});

describe('a connection that only looks open', () => {
  const page = new EventTarget();
  const frame = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  beforeEach(() => {
    vi.stubGlobal('window', page);
    vi.stubGlobal('document', frame);
  });
  const opened = () => {
    const all = started();
    last().onopen?.();
    last().onmessage?.({ data: '{"op":"clock","now":1}' });
    return all;
  };
  const asked = (socket: FakeSocket) => socket.sent.filter((text) => text === '{"op":"clock"}');

  const kWakes: [string, () => void][] = [
    ['comes into sight', () => frame.dispatchEvent(new Event('visibilitychange'))],
    ['gets the focus', () => page.dispatchEvent(new Event('focus'))],
    ['is told it is online', () => page.dispatchEvent(new Event('online'))],
    ['is told it is offline', () => page.dispatchEvent(new Event('offline'))],
    ['is shown again from memory', () => page.dispatchEvent(new Event('pageshow'))],
  ];
  for (const [what, wake] of kWakes) {
    it(`is asked, and replaced within seconds, when the page ${what}`, () => {
      const { link, states, opened: times } = opened();
      const silent = last();
      wake();
      wake();
      expect(asked(silent)).toHaveLength(1);
      vi.advanceTimersByTime(kProbeMs - 1);
      expect(states).toEqual(['online']);
      vi.advanceTimersByTime(1 + kBackoffFirstMs);
      expect(silent.closed).toBe(true);
      expect(FakeSocket.all).toHaveLength(2);
      last().onopen?.();
      expect(states).toEqual(['online', 'lost', 'online']);
      expect(times()).toBe(2);
      link.stop();
    });
  }

  it('stays where it answers, and is asked anew the next time', () => {
    const { link, states } = opened();
    for (let n = 1; n <= 3; n += 1) {
      link.probe();
      expect(asked(last())).toHaveLength(n);
      last().onmessage?.({ data: '{"op":"clock","now":2}' });
      vi.advanceTimersByTime(kProbeMs * 2);
    }
    expect(states).toEqual(['online']);
    link.stop();
  });

  it('is asked when the machine slept with the page in sight', () => {
    const { link } = opened();
    vi.advanceTimersByTime(kBeatMs * 4);
    expect(asked(last())).toHaveLength(0);
    vi.setSystemTime(Date.now() + 600_000);
    vi.advanceTimersByTime(kBeatMs);
    expect(asked(last())).toHaveLength(1);
    link.stop();
  });

  it('is opened at once on waking where it was waiting for its next try', () => {
    const { link } = opened();
    last().onclose?.({ code: 1006 });
    page.dispatchEvent(new Event('focus'));
    expect(FakeSocket.all).toHaveLength(2);
    link.stop();
  });

  it('asks nobody while it is lost, and reaches nobody once it is stopped', () => {
    const { link } = opened();
    last().onclose?.({ code: 1006 });
    link.probe();
    expect(FakeSocket.all).toHaveLength(1);
    link.stop();
    page.dispatchEvent(new Event('focus'));
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.all).toHaveLength(1);
  });
});
