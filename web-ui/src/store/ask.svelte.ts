// One change asked for over HTTP: under way, refused with words, or done. Where no answer came, the
// same request goes out under the same key, so that it is carried out once.
import { onDestroy } from 'svelte';
import { refusal } from '../i18n/refusal';
import { newId } from '../protocol/ids';
import { postJson } from './http';

/** Made by the component that shows its `wrong`. */
export class Ask {
  busy = $state(false);
  wrong = $state('');
  /** That component is gone: what is open now is another's. */
  left = false;
  private key = newId();
  private asked = '';

  constructor() {
    onDestroy(() => (this.left = true));
  }

  /** What the server answered; null where it refused or did not answer (`wrong` says why). */
  async run<T>(path: string, body: unknown): Promise<T | null> {
    if (this.busy) return null;
    const asked = `${path} ${JSON.stringify(body)}`;
    if (asked !== this.asked) this.key = newId();
    this.asked = asked;
    this.busy = true;
    this.wrong = '';
    const answer = await postJson<T>(path, body, this.key);
    this.busy = false;
    if (!answer.ok) {
      this.wrong = refusal(answer.code, answer.fields);
      if (this.left) void tellLate(this.wrong);
      if (answer.status !== 0 && answer.status < 500) this.asked = '';
      return null;
    }
    this.asked = '';
    return answer.value;
  }
}

async function tellLate(text: string): Promise<void> {
  (await import('../parts/late_news.svelte')).lateNews.tell(text);
}
