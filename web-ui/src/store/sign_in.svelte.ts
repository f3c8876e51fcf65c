// Signing in: account and password, then, where the account has a second factor, a code of the app.
// A request whose answer was lost goes out again under the same key, since it has used the code up.
import { refusal } from '../i18n/refusal';
import { t } from '../i18n/text';
import { newId } from '../protocol/ids';
import { cookieTrouble } from './cookies';
import { postJson } from './http';
import { isShared, setShared, watchLock } from './shared_computer';

export class SignIn {
  login = $state('');
  password = $state('');
  second = $state('');
  secondAsked = $state(false); // the password was right
  wrong = $state('');
  busy = $state(false);
  /** Others use the same computer. */
  shared = $state(isShared());
  private key = newId();

  /** `needed`: in, but a second factor must be set up first. Null: `wrong` says why not. */
  async run(): Promise<'in' | 'needed' | null> {
    if (this.busy) return null;
    if (this.login.trim() === '' || this.password === '') {
      this.wrong = t('sign_in.empty');
      return null;
    }
    this.busy = true;
    const entered = await this.ask();
    this.busy = false;
    return entered;
  }

  private async ask(): Promise<'in' | 'needed' | null> {
    this.wrong = await cookieTrouble();
    if (this.wrong) return null;
    const body = {
      login: this.login.trim(),
      password: this.password,
      ...(this.shared ? { shared: true } : {}),
    };
    const answer = await postJson<{ second_factor?: 'needed' }>(
      '/sign-in',
      this.secondAsked ? { ...body, second: this.second.trim() } : body,
      this.key,
    );
    if (answer.ok) {
      setShared(this.shared);
      watchLock();
      return answer.value.second_factor ?? 'in';
    }
    this.wrong = refusal(answer.code, answer.fields);
    // No answer, or none that says what happened: the same request must be sent again.
    if (answer.status === 0 || answer.status >= 500) return null;
    this.key = newId();
    this.second = '';
    this.secondAsked =
      answer.code === 'sign_in.second_needed' || answer.code === 'sign_in.second_wrong';
    if (!this.secondAsked) this.password = '';
    return null;
  }
}
