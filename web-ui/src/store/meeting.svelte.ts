// The meeting store as Svelte sees it: one reactive value, replaced whole at each change.
import type { Command } from '../protocol/frames';
import { SocketLink, socketAddress } from '../protocol/socket';
import { MeetingStore, type MeetingState, type Settled } from './meeting_store';
import { setServerOffset } from './clock.svelte';
import { sessionShelf } from './shelves';

export class LiveMeeting {
  state: MeetingState = $state.raw(null as unknown as MeetingState);
  private readonly store: MeetingStore;

  constructor(meeting: string, as?: 'hall') {
    this.store = new MeetingStore(meeting, as, (state) => this.take(state), sessionShelf());
    this.state = this.store.state;
    this.store.attach(new SocketLink(socketAddress(location), this.store));
  }

  command(command: Command): Promise<Settled> {
    return this.store.command(command);
  }

  stop(): void {
    this.store.detach();
  }

  private take(state: MeetingState): void {
    setServerOffset(state.clockOffsetMs);
    this.state = state;
  }
}
