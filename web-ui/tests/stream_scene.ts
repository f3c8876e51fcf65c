// A meeting's store on a connection that a test plays.
import type { ClientFrame, Command, Me, ServerFrame, View } from '../src/protocol/frames';
import type { Link, LinkState } from '../src/protocol/socket';
import type { Shelf } from '../src/store/kept';
import { StreamStore, type Settled, type StreamState } from '../src/store/stream_store';

const view = { meeting: { id: 'm1', title: '圆桌会', phase: 'open' } } as unknown as View;
export const me: Me = { kind: 'resident', actor: 'h-502' };
export const cast = (choice: string): Command => ({ type: 'ballot.cast', ballot: 'b1', choice });

class FakeLink implements Link {
  state: LinkState = 'online';
  sent: ClientFrame[] = [];
  probes = 0;
  start(): void {}
  stop(): void {}
  probe(): void {
    this.probes += 1;
  }
  send(frame: ClientFrame): boolean {
    if (this.state !== 'online') return false;
    this.sent.push(frame);
    return true;
  }
  get commands() {
    return this.sent.flatMap((frame) => (frame.op === 'do' ? [frame] : []));
  }
}

export function memoryShelf(): Shelf {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

export function scene(
  shelf: Shelf | null = memoryShelf(),
  settledDraft?: (draft: string, outcome: Settled) => void,
) {
  const link = new FakeLink();
  let latest: StreamState<View> | null = null;
  const store = new StreamStore<View>(
    { meeting: 'm1' },
    undefined,
    (state) => (latest = state),
    shelf,
    settledDraft,
  );
  store.attach(link);
  const receive = (frame: ServerFrame) => store.received(frame);
  const snapshot = (seq = 10, who: Me = me) =>
    receive({ op: 'snapshot', meeting: 'm1', seq, view, me: who });
  const reconnect = () => {
    store.stateChanged('lost');
    link.sent = [];
    store.stateChanged('online');
    store.opened();
  };
  return { store, link, receive, snapshot, reconnect, state: () => latest ?? store.state, shelf };
}
