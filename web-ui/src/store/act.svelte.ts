// One act of a person in a form or dialog: under way, refused with words, or done.
import { refusal } from '../i18n/refusal';
import type { Command, Fields } from '../protocol/frames';
import type { Settled } from './stream_store';

export class Act {
  busy = $state(false);
  wrong = $state('');
  /** What was refused last, for who has more to do than to say so. */
  refused: { code: string; fields: Fields } | null = null;

  constructor(private readonly live: { command(command: Command): Promise<Settled> }) {}

  /** Gives the command; true when it is recorded. What was refused stands in `wrong`. */
  async run(command: Command, done?: (result: Fields) => void): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.wrong = '';
    this.refused = null;
    const outcome = await this.live.command(command);
    this.busy = false;
    if (outcome.state === 'refused') {
      this.wrong = refusal(outcome.code, outcome.fields);
      this.refused = outcome;
      return false;
    }
    done?.(outcome.result);
    return true;
  }
}
