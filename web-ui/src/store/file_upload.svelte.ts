// One file on its way into a meeting: read when it is chosen, sent under one name until it is known
// to be there, so that a lost answer makes no second one.
import { refusal } from '../i18n/refusal';
import { t } from '../i18n/text';
import { newId } from '../protocol/ids';
import { kFileBytesMax, sizeWords, titleFrom } from './files';
import { postFile } from './http';

export class FileUpload {
  name = $state('');
  size = $state('');
  title = $state('');
  item = $state('');
  busy = $state(false);
  wrong = $state('');
  /** The title of the newest that was added. */
  added = $state('');
  /** Whether something was taken out of that one: where it was taken, on which device. */
  stripped = $state(false);
  private bytes: ArrayBuffer | null = null;
  private sent = '';
  private key = '';

  constructor(private readonly meeting: string) {}

  get chosen(): boolean {
    return this.name !== '';
  }

  async choose(file: File): Promise<void> {
    this.forget();
    this.added = '';
    if (file.size > kFileBytesMax) {
      this.wrong = t('refused.file.too_large');
      return;
    }
    try {
      this.bytes = await file.arrayBuffer();
    } catch {
      this.wrong = t('files.unreadable');
      return;
    }
    this.name = file.name;
    this.size = sizeWords(file.size);
    this.title = titleFrom(file.name);
  }

  async send(): Promise<boolean> {
    if (this.busy || !this.bytes) return false;
    this.busy = true;
    this.wrong = '';
    const title = this.title.trim();
    const item = this.item ? `&item=${encodeURIComponent(this.item)}` : '';
    const path = `/meetings/${this.meeting}/files?title=${encodeURIComponent(title)}${item}`;
    if (this.sent !== path) this.key = newId();
    this.sent = path;
    const answer = await postFile<{ file: string; stripped: boolean }>(
      path,
      this.bytes,
      this.key,
      'application/octet-stream',
    );
    this.busy = false;
    if (!answer.ok) {
      // What is that large and was not even read came from somebody the server does not know.
      const unknown = answer.code === 'http.body_too_large';
      this.wrong = unknown ? t('files.not_taken') : refusal(answer.code, answer.fields);
      return false;
    }
    this.forget();
    this.added = title;
    this.stripped = answer.value.stripped;
    return true;
  }

  private forget(): void {
    this.bytes = null;
    this.name = this.size = this.title = this.sent = this.wrong = '';
  }
}
