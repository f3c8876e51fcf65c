// The meeting store as Svelte sees it: one reactive value, replaced whole at each change.
import type { Command, View } from '../protocol/frames';
import { SocketLink, socketAddress } from '../protocol/socket';
import { StreamStore, type Settled, type StreamState } from './stream_store';
import { setServerOffset } from './clock.svelte';
import { sessionShelf } from './shelves';

export class LiveMeeting {
  state: StreamState<View> = $state.raw(null as unknown as StreamState<View>);
  private readonly store: StreamStore<View>;

  constructor(meeting: string, as?: 'hall') {
    this.store = new StreamStore({ meeting }, as, (state) => this.take(state), sessionShelf());
    this.state = this.store.state;
    this.store.attach(new SocketLink(socketAddress(location), this.store));
  }

  command(command: Command): Promise<Settled> {
    return this.store.command(command);
  }

  stop(): void {
    this.store.detach();
  }

  private take(state: StreamState<View>): void {
    setServerOffset(state.clockOffsetMs);
    this.state = state;
  }
}
