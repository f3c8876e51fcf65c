// Whether this browser could stay signed in. It is asked before anything is spent that lets a person in
// once: where cookies are off, blocked or dropped on the way, the server would take the invitation and
// the browser would forget who came in.
import { refusal } from '../i18n/refusal';
import { getJson } from './http';

/** Why it could not, in words; '' where it could. */
export async function cookieTrouble(): Promise<string> {
  if (!navigator.cookieEnabled) return refusal('cookie.off', {});
  // The first answer sets a cookie, the second request brings it along.
  for (let tries = 0; tries < 2; tries += 1) {
    const answer = await getJson<{ came: boolean }>('/cookie');
    if (!answer.ok) return refusal(answer.code, answer.fields);
    if (answer.value.came) return '';
  }
  return refusal('cookie.lost', {});
}
