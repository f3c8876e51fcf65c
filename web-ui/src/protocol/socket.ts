// The only file that knows WebSocket. It keeps one connection alive: opens it, notices when it is
// dead, and comes back with growing, jittered pauses. It knows no meeting and keeps no frame; what
// must not be lost is kept by the store (store/pending.ts).
//
// A phone that slept has a socket that looks open and leads nowhere. Whenever that may be so - the page
// wakes, comes into sight or into focus, the network changes - the server is asked for a sign of life,
// and where none comes soon the connection is replaced.
import type { ClientFrame, ServerFrame } from './frames';

export type LinkState = 'connecting' | 'online' | 'lost' | 'ended';

export interface LinkListener {
  opened(): void;
  received(frame: ServerFrame): void;
  stateChanged(state: LinkState): void;
}

export interface Link {
  readonly state: LinkState;
  send(frame: ClientFrame): boolean;
  /** Asks whether anybody is there; a connection without an answer is replaced. */
  probe(): void;
  start(): void;
  stop(): void;
}

export const kSilenceMs = 75_000; // the server speaks every 30 s
export const kProbeMs = 4_000; // a phone's radio may take two or three seconds to wake
export const kBeatMs = 5_000;
export const kBackoffFirstMs = 500;
export const kBackoffMaxMs = 8_000;
const kConnectMs = 10_000;
/** Of the window: each may mean that the connection is no longer what it seems. */
const kSigns = ['online', 'offline', 'focus', 'pageshow'] as const;
const kSessionEnded = 4001;

export function socketAddress(place: { protocol: string; host: string }): string {
  return `${place.protocol === 'https:' ? 'wss' : 'ws'}://${place.host}/ws`;
}

export class SocketLink implements Link {
  state: LinkState = 'connecting';
  private socket: WebSocket | null = null;
  private attempts = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private silenceTimer: ReturnType<typeof setTimeout> | undefined;
  private beatTimer: ReturnType<typeof setInterval> | undefined;
  private lastBeatMs = 0;
  private probing = false; // on this connection, unanswered
  private running = false;

  constructor(
    private readonly address: string,
    private readonly listener: LinkListener,
    private readonly random: () => number = Math.random,
  ) {}

  start(): void {
    this.running = true;
    if (typeof window !== 'undefined') {
      for (const name of kSigns) window.addEventListener(name, this.mayHaveSlept);
      document.addEventListener('visibilitychange', this.becameVisible);
    }
    this.lastBeatMs = Date.now();
    this.beatTimer = setInterval(this.beat, kBeatMs);
    this.open();
  }

  stop(): void {
    this.running = false;
    clearTimeout(this.retryTimer);
    clearTimeout(this.silenceTimer);
    clearInterval(this.beatTimer);
    if (typeof window !== 'undefined') {
      for (const name of kSigns) window.removeEventListener(name, this.mayHaveSlept);
      document.removeEventListener('visibilitychange', this.becameVisible);
    }
    this.forget()?.close(1000);
  }

  send(frame: ClientFrame): boolean {
    if (this.state !== 'online' || !this.socket) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  probe(): void {
    // Asked already, or not open yet: then the time that is left for that decides.
    if (this.probing || !this.send({ op: 'clock' })) return;
    this.probing = true;
    this.expectWithin(kProbeMs);
  }

  private open(): void {
    clearTimeout(this.retryTimer);
    const socket = new WebSocket(this.address, 'roundtable.v1');
    this.socket = socket;
    this.expectWithin(kConnectMs);
    socket.onopen = () => {
      this.expectWithin(kConnectMs); // the server speaks first, and at once
      this.enter('online');
      this.listener.opened();
    };
    socket.onmessage = (event) => {
      // The server speaks first: a connection closed before that was not taken.
      this.attempts = 0;
      this.probing = false;
      this.expectWithin(kSilenceMs);
      const frame = parse(event.data);
      if (frame) this.listener.received(frame);
    };
    socket.onclose = (event) => this.lost(event.code);
  }

  private lost(code: number): void {
    this.forget();
    clearTimeout(this.silenceTimer);
    if (!this.running) return;
    if (code === kSessionEnded) {
      this.running = false;
      this.enter('ended');
      return;
    }
    this.enter('lost');
    const ceiling = Math.min(kBackoffMaxMs, kBackoffFirstMs * 2 ** this.attempts);
    this.attempts += 1;
    // Half fixed, half chance: a hall full of phones must not come back in one instant.
    this.retryTimer = setTimeout(() => this.open(), ceiling * (0.5 + this.random() / 2));
  }

  private expectWithin(ms: number): void {
    clearTimeout(this.silenceTimer);
    this.silenceTimer = setTimeout(() => {
      const dead = this.forget();
      dead?.close();
      this.lost(1006);
    }, ms);
  }

  /** Lets go of the socket so that its late events reach nobody. */
  private forget(): WebSocket | null {
    const socket = this.socket;
    this.socket = null;
    this.probing = false;
    if (socket) socket.onopen = socket.onmessage = socket.onclose = null;
    return socket;
  }

  private mayHaveSlept = (): void => {
    if (!this.running) return;
    if (this.socket) return this.probe();
    this.attempts = 0;
    this.open();
  };

  private becameVisible = (): void => {
    if (document.visibilityState === 'visible') this.mayHaveSlept();
  };

  /** A machine that slept with the page in sight tells nobody, but its beat comes late. */
  private beat = (): void => {
    const late = Date.now() - this.lastBeatMs > 3 * kBeatMs;
    this.lastBeatMs = Date.now();
    if (late && (typeof document === 'undefined' || document.visibilityState === 'visible')) {
      this.mayHaveSlept();
    }
  };

  private enter(state: LinkState): void {
    if (this.state === state) return;
    this.state = state;
    this.listener.stateChanged(state);
  }
}

function parse(data: unknown): ServerFrame | null {
  if (typeof data !== 'string') return null;
  try {
    const frame = JSON.parse(data) as ServerFrame;
    return frame && typeof frame.op === 'string' ? frame : null;
  } catch {
    return null; // not ours: the silence timer decides about the connection
  }
}
