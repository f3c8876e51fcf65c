// One file on its way in: read once, checked, looked at, imported. What is imported are the bytes
// that were checked, also where the file has changed since.
import { refusal } from '../i18n/refusal';
import { t } from '../i18n/text';
import { newId } from '../protocol/ids';
import { postFile } from './http';
import { kFileBytesMax, type ImportCounts, type ImportPreview } from './imports';

export class ImportRun {
  name = $state('');
  step = $state<'rest' | 'checking' | 'importing'>('rest');
  wrong = $state('');
  preview = $state<ImportPreview | null>(null);
  done = $state<ImportCounts | null>(null);
  /** Questions whose units are one head, as the person here says. */
  joins = $state<string[]>([]);
  private bytes: ArrayBuffer | null = null;
  private key = newId();

  constructor(private readonly path: string) {}

  /** Reads the file and has it checked. */
  async choose(file: File): Promise<void> {
    if (this.step !== 'rest') return;
    this.forget();
    this.name = file.name;
    if (file.size > kFileBytesMax) {
      this.wrong = t('imports.too_large');
      return;
    }
    this.step = 'checking';
    try {
      this.bytes = await file.arrayBuffer();
    } catch {
      this.wrong = t('imports.unreadable');
      this.step = 'rest';
      return;
    }
    await this.check(this.bytes);
    this.step = 'rest';
  }

  private async check(bytes: ArrayBuffer): Promise<void> {
    const answer = await postFile<ImportPreview>(this.address({ check: '1' }), bytes);
    if (answer.ok) this.preview = answer.value;
    else this.wrong = refusal(answer.code, answer.fields);
  }

  private address(query: Record<string, string>): string {
    if (this.joins.length > 0) query.join = this.joins.join(',');
    const asked = new URLSearchParams(query).toString();
    // The path may say already whose roll it is.
    return asked === '' ? this.path : `${this.path}${this.path.includes('?') ? '&' : '?'}${asked}`;
  }

  /** Says that the units of a question are one head, or not; the numbers come anew. */
  async join(id: string, one: boolean): Promise<void> {
    if (this.step !== 'rest' || !this.bytes) return;
    this.joins = [...this.joins.filter((other) => other !== id), ...(one ? [id] : [])].sort();
    this.key = newId(); // another request than the one before
    this.wrong = '';
    this.step = 'checking';
    await this.check(this.bytes);
    this.step = 'rest';
  }

  async import(): Promise<boolean> {
    if (this.step !== 'rest' || !this.bytes) return false;
    this.step = 'importing';
    this.wrong = '';
    const confirm: Record<string, string> = {};
    if (this.preview?.confirm) confirm.confirm = this.preview.confirm;
    const answer = await postFile<ImportCounts>(this.address(confirm), this.bytes, this.key);
    if (answer.ok) {
      this.done = answer.value;
      this.preview = null;
      this.bytes = null;
    } else if (answer.code === 'import.refused' || answer.code === 'import.unconfirmed') {
      this.preview = answer.fields as unknown as ImportPreview;
      this.joins = this.preview.questions.filter((one) => one.joined).map((one) => one.id);
      this.wrong = t('imports.changed_meanwhile');
    } else {
      this.wrong = refusal(answer.code, answer.fields);
    }
    // No answer, or none that says what happened: the same request must be sent again.
    if (answer.ok || (answer.status !== 0 && answer.status < 500)) this.key = newId();
    this.step = 'rest';
    return answer.ok;
  }

  forget(): void {
    this.name = '';
    this.wrong = '';
    this.preview = null;
    this.done = null;
    this.bytes = null;
    this.joins = [];
    this.key = newId();
  }
}
