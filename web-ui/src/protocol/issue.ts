// The view of an issue. Types only.
import type { CommandOf } from './commands';
import type { Micros } from './frames';

/** An issue; once it is withdrawn, without its words. */
export interface IssueFacts {
  id: string;
  grid: string;
  source: CommandOf<'issue.report'>['source'];
  reported_at: Micros;
  title?: string;
  text?: string;
  /** So often it was changed. */
  edits: number;
  edited_at?: Micros;
  withdrawn?: { at: Micros; reason: string };
}
export interface IssueView {
  issue: IssueFacts;
}
