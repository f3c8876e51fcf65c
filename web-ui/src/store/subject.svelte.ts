// What an open dialog is about. The meeting goes on behind it: what was to be signed is written anew, or
// can no longer be. Then nobody may confirm what she has not read.
import { untrack } from 'svelte';

export class Subject {
  private readonly first: string | undefined;

  /** `now`: as it stands, in whatever words tell it from another; '' where it is gone. */
  constructor(private readonly now: () => string | undefined) {
    this.first = untrack(now);
  }

  /** What has become of it since the dialog opened; undefined where it is the same, or none was named. */
  get turned(): 'changed' | 'gone' | undefined {
    const now = this.now();
    if (now === '') return 'gone';
    return now === this.first ? undefined : 'changed';
  }
}
