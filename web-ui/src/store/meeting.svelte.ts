// The meeting store as Svelte sees it: one reactive value, replaced whole at each change.
import type { Command, View } from '../protocol/frames';
import { SocketLink, socketAddress } from '../protocol/socket';
import { draftSettled } from './drafts.svelte';
import { StreamStore, type How, type Settled, type StreamState } from './stream_store';
import { setServerOffset } from './clock.svelte';
import { sessionShelf } from './shelves';

export class LiveMeeting {
  state: StreamState<View> = $state.raw(null as unknown as StreamState<View>);
  readonly outlives = true;
  private readonly store: StreamStore<View>;

  constructor(
    readonly meeting: string,
    as?: 'hall',
  ) {
    this.store = new StreamStore(
      { meeting },
      as,
      (state) => this.take(state),
      sessionShelf(),
      draftSettled,
    );
    this.state = this.store.state;
    this.store.attach(new SocketLink(socketAddress(location), this.store));
  }

  command(command: Command, how?: How): Promise<Settled> {
    return this.store.command(command, how);
  }

  wasRead(id: string): void {
    this.store.wasRead(id);
  }

  stop(): void {
    this.store.detach();
  }

  private take(state: StreamState<View>): void {
    setServerOffset(state.clockOffsetMs);
    this.state = state;
  }
}
