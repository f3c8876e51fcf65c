// One stream - a meeting, an issue - as this person sees it. It applies snapshots and patches and carries commands through
// lost connections; it decides nothing: what is allowed and what counts, the server says.
//
// A turn of the connection: opened → `join` (with `since` when a view is at hand) → the first
// snapshot or patch says who I am → everything unanswered goes out again with its old id.
import type {
  ClientFrame,
  Command,
  Fields,
  Me,
  Receipt,
  ServerFrame,
  StreamRef,
} from '../protocol/frames';
import { newId } from '../protocol/ids';
import { newestPlace, reachedPlace } from '../protocol/place';
import type { Link, LinkListener, LinkState } from '../protocol/socket';
import { cleanedAll } from './cleaned';
import type { Shelf } from './kept';
import { mergePatch } from './merge_patch';
import { Pending, type UnderWay } from './pending';
import { Untold, type Refused } from './untold';

export type Settled =
  | { state: 'done'; result: Fields; receipt?: Receipt }
  | { state: 'refused'; code: string; fields: Fields };

/** What belongs to a command besides what it says. */
export interface How {
  /** The draft it was written in. */
  draft?: string;
  /** Whether the person still has before her where a refusal would be told. */
  sees?: () => boolean;
}

export interface StreamState<V> {
  link: LinkState;
  view: V | null;
  me: Me | null;
  seq: number;
  labels: Record<string, string>;
  online: number;
  clockOffsetMs: number; // server time − our time
  underWay: readonly UnderWay[];
  untold: readonly Refused[]; // refused, and to stand until the person has read it
  unserved: string | null; // code of an `error` frame, such as meeting.unknown
}

export const kUnansweredMs = 3_000; // an answer takes a tenth of that
/** So long a whole view may take on a bad line. */
export const kGreetingMs = 20_000;
export const kUnknownResendMs = 1_000;
export const kBusyResendMs = 2_000;
export const kBusyTriesMax = 5;
export const kWindowMax = 8; // the server allows 16 unanswered commands a socket
const kPassing = new Set(['server.busy', 'limit.rate', 'log.unavailable']);

/** Who gave a command: what becomes of it, and whether she still sees where it would be told. */
interface Asker {
  settled: (outcome: Settled) => void;
  sees: () => boolean;
}

/** Whether the frame is about that stream. */
export const isOf = (frame: StreamRef, stream: StreamRef): boolean =>
  frame.meeting === stream.meeting && frame.issue === stream.issue;

export class StreamStore<V extends object> implements LinkListener {
  state: StreamState<V> = {
    link: 'connecting',
    view: null,
    me: null,
    seq: 0,
    labels: {},
    online: 0,
    clockOffsetMs: 0,
    underWay: [],
    untold: [],
    unserved: null,
  };
  private link: Link | null = null;
  private openedMs = 0;
  private greeted = false; // the answer to `join` has come on this connection
  private readonly onWire = new Set<string>(); // sent on this connection, unanswered
  private readonly pausing = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly askers = new Map<string, Asker>();
  private readonly pending: Pending;
  private readonly untold: Untold;
  private watch: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly stream: StreamRef,
    private readonly as: 'hall' | undefined,
    private readonly changed: (state: StreamState<V>) => void,
    shelf: Shelf | null,
    /** Told what became of a command that came from a draft, whoever still waits for it. */
    private readonly settledDraft?: (draft: string, outcome: Settled) => void,
  ) {
    const id = stream.meeting ?? stream.issue;
    const kept = as === 'hall' ? null : shelf;
    this.pending = new Pending(kept, `roundtable.under_way.${id}`);
    this.untold = new Untold(kept, `roundtable.untold.${id}`);
    this.state = { ...this.state, underWay: this.pending.list(), untold: this.untold.list() };
  }

  attach(link: Link): void {
    this.link = link;
    link.start();
    this.watchAnswers();
  }

  detach(): void {
    for (const timer of this.pausing.values()) clearTimeout(timer);
    this.pausing.clear();
    clearInterval(this.watch);
    this.watch = undefined;
    this.link?.stop();
    this.link = null;
  }

  /** Gives a command. The promise settles when the server has answered, however long that takes. */
  command(command: Command, { draft, sees = () => true }: How = {}): Promise<Settled> {
    const actor = this.state.me?.actor ?? '';
    const id = newId();
    this.pending.add({
      id,
      actor,
      command: cleanedAll(command),
      tries: 0,
      ...(draft ? { draft } : {}),
    });
    this.update({ underWay: this.pending.list() });
    const answer = new Promise<Settled>((settled) => this.askers.set(id, { settled, sees }));
    this.flush();
    this.watchAnswers();
    return answer;
  }

  /** The person has read that this was refused. */
  wasRead(id: string): void {
    this.untold.remove(id);
    this.update({ untold: this.untold.list() });
  }

  opened(): void {
    this.openedMs = Date.now();
    this.greeted = false;
    this.onWire.clear();
    const { view, seq, me } = this.state;
    const join: ClientFrame = { op: 'join', ...this.stream };
    if (view) join.since = seq;
    // A view is continued only for those it was made for: rights may have changed meanwhile.
    if (view && me) join.kind = me.kind;
    if (this.as) join.as = this.as;
    if (newestPlace() > 0) join.after = newestPlace();
    this.link?.send(join);
  }

  stateChanged(link: LinkState): void {
    if (link !== 'online') this.greeted = false;
    // Whoever is signed out can do nothing any more; no button shall say otherwise.
    const me = link === 'ended' && this.state.me ? { ...this.state.me, may: {} } : this.state.me;
    this.update({ link, me });
  }

  received(frame: ServerFrame): void {
    switch (frame.op) {
      case 'snapshot':
        if (!isOf(frame, this.stream)) return;
        this.update({
          view: frame.view as unknown as V,
          me: frame.me,
          seq: frame.seq,
          unserved: null,
        });
        return this.greet();
      case 'patch':
        if (!isOf(frame, this.stream)) return;
        return this.patched(frame);
      case 'live':
        if (!isOf(frame, this.stream)) return;
        return this.update({
          online: frame.presence?.online ?? this.state.online,
          labels: frame.labels ? { ...this.state.labels, ...frame.labels } : this.state.labels,
        });
      case 'clock':
        return this.update({ clockOffsetMs: frame.now / 1000 - Date.now() });
      case 'done':
        reachedPlace(frame.place ?? 0);
        return this.settle(frame.id, {
          state: 'done',
          result: frame.result ?? {},
          receipt: frame.receipt,
        });
      case 'refused':
        return this.refused(frame.id, frame.code, frame.fields ?? {});
      case 'unknown':
        return this.sendLater(frame.id, kUnknownResendMs);
      case 'error':
        if ((frame.meeting ?? frame.issue) === undefined || isOf(frame, this.stream)) {
          this.update({ unserved: frame.code });
        }
    }
  }

  private patched(frame: Extract<ServerFrame, { op: 'patch' }>): void {
    const { view, seq } = this.state;
    if (!view) return this.opened(); // a patch of nothing: ask for the whole
    const change: Partial<StreamState<V>> = {};
    if (frame.seq >= seq) {
      // An equal sequence carries a changed `me` and an empty patch; applying twice changes nothing.
      change.view = mergePatch(view, frame.patch) as V;
      change.seq = frame.seq;
    }
    if (frame.me) change.me = frame.me;
    this.update(change);
    this.greet();
  }

  private greet(): void {
    if (this.greeted) return;
    this.greeted = true;
    const actor = this.state.me?.actor ?? '';
    for (const item of this.pending.list()) {
      if (item.actor !== actor)
        this.settle(item.id, { state: 'refused', code: 'session.changed', fields: {} });
    }
    this.flush();
  }

  private flush(): void {
    if (!this.greeted) return;
    for (const item of this.pending.list()) {
      if (this.onWire.size >= kWindowMax) return;
      if (this.onWire.has(item.id) || this.pausing.has(item.id)) continue;
      const { id, command } = item;
      const frame: ClientFrame = { op: 'do', id, ...this.stream, command };
      if (newestPlace() > 0) frame.after = newestPlace();
      if (this.link?.send(frame)) this.onWire.add(id);
    }
  }

  private refused(id: string, code: string, fields: Fields): void {
    const item = this.pending.find(id);
    if (item && kPassing.has(code) && item.tries < kBusyTriesMax) {
      this.pending.countTry(id);
      return this.sendLater(id, kBusyResendMs);
    }
    this.settle(id, { state: 'refused', code, fields });
  }

  private sendLater(id: string, ms: number): void {
    if (!this.pending.find(id) || this.pausing.has(id)) return;
    this.onWire.delete(id);
    const timer = setTimeout(() => {
      this.pausing.delete(id);
      this.flush();
    }, ms);
    this.pausing.set(id, timer);
  }

  private settle(id: string, outcome: Settled): void {
    const item = this.pending.remove(id);
    if (!item) return; // answered before: a duplicate changes nothing
    if (item.draft) this.settledDraft?.(item.draft, outcome);
    clearTimeout(this.pausing.get(id));
    this.pausing.delete(id);
    this.onWire.delete(id);
    const asker = this.askers.get(id);
    this.untold.settled(item, outcome, asker?.sees() ?? false);
    this.update({ underWay: this.pending.list(), untold: this.untold.list() });
    asker?.settled(outcome);
    this.askers.delete(id);
    this.flush();
  }

  /** Whatever is not answered soon may have gone into a connection that only looks open. */
  private watchAnswers(): void {
    if (this.watch !== undefined || this.pending.list().length === 0) return;
    this.watch = setInterval(() => {
      if (this.pending.list().length === 0) {
        clearInterval(this.watch);
        this.watch = undefined;
        return;
      }
      // Before the greeting a whole view may be on its way, behind which an answer would wait.
      const greeting = Date.now() - this.openedMs < kGreetingMs;
      if (this.onWire.size > 0 || !greeting) this.link?.probe();
    }, kUnansweredMs);
  }

  private update(change: Partial<StreamState<V>>): void {
    this.state = { ...this.state, ...change };
    this.changed(this.state);
  }
}
