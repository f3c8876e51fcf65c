// An issue as Svelte sees it: one reactive value, replaced whole at each change.
import type { Command, IssueView } from '../protocol/frames';
import { SocketLink, socketAddress } from '../protocol/socket';
import { draftSettled } from './drafts.svelte';
import { StreamStore, type How, type Settled, type StreamState } from './stream_store';

export class LiveIssue {
  state: StreamState<IssueView> = $state.raw(null as unknown as StreamState<IssueView>);
  readonly outlives = false;
  private readonly store: StreamStore<IssueView>;

  constructor(issue: string) {
    // What was not answered when the page goes is not sent again: the words are still in the form.
    this.store = new StreamStore(
      { issue },
      undefined,
      (state) => (this.state = state),
      null,
      draftSettled,
    );
    this.state = this.store.state;
    this.store.attach(new SocketLink(socketAddress(location), this.store));
  }

  command(command: Command, how?: How): Promise<Settled> {
    return this.store.command(command, how);
  }

  stop(): void {
    this.store.detach();
  }
}
