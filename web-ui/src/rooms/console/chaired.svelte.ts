// A meeting as whoever chairs it follows it: what was refused last stays at hand, because the room waits
// to hear why.
import type { Command, Fields } from '../../protocol/frames';
import { LiveMeeting } from '../../store/meeting.svelte';
import type { How, Settled } from '../../store/stream_store';

export class ChairedMeeting extends LiveMeeting {
  refused = $state.raw<{ code: string; fields: Fields } | null>(null);

  override command(command: Command, how?: How): Promise<Settled> {
    this.refused = null;
    const settled = super.command(command, how);
    void settled.then((outcome) => {
      if (outcome.state === 'refused') this.refused = outcome;
    });
    return settled;
  }
}
