// One act of a person in a form or dialog: under way, refused with words, or done. Where it sends what
// was written, its draft says so too.
import { onDestroy } from 'svelte';
import { refusal } from '../i18n/refusal';
import type { Command, Fields } from '../protocol/frames';
import type { LinkState } from '../protocol/socket';
import type { Draft } from './drafts.svelte';
import type { UnderWay } from './pending';
import type { How, Settled } from './stream_store';

interface Live {
  command(command: Command, how?: How): Promise<Settled>;
  state: { link: LinkState; underWay: readonly UnderWay[] };
}

export class Act {
  /** What was refused last, for who has more to do than to say so. */
  refused: { code: string; fields: Fields } | null = null;
  private running = $state(false);
  private said = $state('');

  private gone = false; // what this stood on, with its words

  /** To be made where a component begins. */
  constructor(
    private readonly live: Live,
    readonly draft?: Draft<object>,
  ) {
    onDestroy(() => (this.gone = true));
  }

  /** Also where a form opened anew finds its words already on the way. */
  get busy(): boolean {
    const key = this.draft?.key;
    return this.running || (!!key && this.live.state.underWay.some((one) => one.draft === key));
  }

  get wrong(): string {
    if (this.said || this.busy) return this.said;
    const refused = this.draft?.refused;
    return refused ? refusal(refused.code, refused.fields) : '';
  }

  set wrong(words: string) {
    this.said = words;
  }

  get link(): LinkState {
    return this.live.state.link;
  }

  /** Gives the command; true when it is recorded. What was refused stands in `wrong`. */
  async run(command: Command, done?: (result: Fields) => void): Promise<boolean> {
    if (this.busy) return false;
    this.running = true;
    this.said = '';
    this.refused = null;
    this.draft?.send();
    const outcome = await this.live.command(command, {
      draft: this.draft?.key,
      sees: () => !this.gone,
    });
    this.running = false;
    if (outcome.state === 'refused') {
      this.said = refusal(outcome.code, outcome.fields);
      this.refused = outcome;
      return false;
    }
    done?.(outcome.result);
    return true;
  }
}
