// One act of a person in a form or dialog: under way, refused with words, or done. Where it sends what
// was written, its draft says so too.
import { refusal } from '../i18n/refusal';
import type { Command, Fields } from '../protocol/frames';
import type { LinkState } from '../protocol/socket';
import type { Draft } from './drafts.svelte';
import type { UnderWay } from './pending';
import type { How, Settled } from './stream_store';

interface Live {
  command(command: Command, how?: How): Promise<Settled>;
  state: { link: LinkState; underWay: readonly UnderWay[] };
  /** What waits is sent also when the form is closed or the page loaded anew. */
  readonly outlives: boolean;
}

export class Act {
  /** What was refused last, for who has more to do than to say so. */
  refused = $state.raw<{ code: string; fields: Fields } | null>(null);
  private running = $state(false);
  private said = $state('');

  private notes = 0; // that show its words now

  constructor(
    private readonly live: Live,
    readonly draft?: Draft<object>,
  ) {}

  /** Where its words are shown as long as that stands; gives back how it ends. */
  shows(): () => void {
    this.notes += 1;
    return () => (this.notes -= 1);
  }

  /** Also where a form opened anew finds its words already on the way. */
  get busy(): boolean {
    const key = this.draft?.key;
    return this.running || (!!key && this.live.state.underWay.some((one) => one.draft === key));
  }

  get wrong(): string {
    if (this.said || this.busy) return this.said;
    const refused = this.refused ?? this.draft?.refused;
    return refused ? refusal(refused.code, refused.fields) : '';
  }

  set wrong(words: string) {
    this.said = words;
    this.refused = null;
  }

  get outlives(): boolean {
    return this.live.outlives;
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
      sees: () => this.notes > 0,
    });
    this.running = false;
    if (outcome.state === 'refused') {
      this.refused = outcome;
      return false;
    }
    done?.(outcome.result);
    return true;
  }
}
