// The only file that knows WebSocket. It keeps one connection alive: opens it, notices when it is
// dead, and comes back with growing, jittered pauses. It knows no meeting and keeps no frame; what
// must not be lost is kept by the store (store/pending.ts).
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
  start(): void;
  stop(): void;
}

export const kSilenceMs = 75_000; // the server speaks every 30 s
export const kBackoffFirstMs = 500;
export const kBackoffMaxMs = 8_000;
const kConnectMs = 10_000;
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
  private running = false;

  constructor(
    private readonly address: string,
    private readonly listener: LinkListener,
    private readonly random: () => number = Math.random,
  ) {}

  start(): void {
    this.running = true;
    if (typeof window !== 'undefined') {
      window.addEventListener('online', this.hurry);
      window.addEventListener('offline', this.checkSoon);
      document.addEventListener('visibilitychange', this.becameVisible);
    }
    this.open();
  }

  stop(): void {
    this.running = false;
    clearTimeout(this.retryTimer);
    clearTimeout(this.silenceTimer);
    if (typeof window !== 'undefined') {
      window.removeEventListener('online', this.hurry);
      window.removeEventListener('offline', this.checkSoon);
      document.removeEventListener('visibilitychange', this.becameVisible);
    }
    this.forget()?.close(1000);
  }

  send(frame: ClientFrame): boolean {
    if (this.state !== 'online' || !this.socket) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  private open(): void {
    clearTimeout(this.retryTimer);
    const socket = new WebSocket(this.address, 'roundtable.v1');
    this.socket = socket;
    this.expectWithin(kConnectMs);
    socket.onopen = () => {
      this.expectWithin(kSilenceMs);
      this.enter('online');
      this.listener.opened();
    };
    socket.onmessage = (event) => {
      // The server speaks first: a connection closed before that was not taken.
      this.attempts = 0;
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
    if (socket) socket.onopen = socket.onmessage = socket.onclose = null;
    return socket;
  }

  private hurry = (): void => {
    if (!this.running || this.socket) return;
    this.attempts = 0;
    this.open();
  };

  private becameVisible = (): void => {
    if (document.visibilityState === 'visible') this.hurry();
  };

  /** The device says it is offline: a frame should follow soon, or the link is dead. */
  private checkSoon = (): void => {
    if (this.running && this.socket) this.expectWithin(2_000);
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
