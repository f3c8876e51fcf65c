// Reading the files of a view.
import type { MeetingFile, View } from '../protocol/frames';
import { inOrder, type Entry } from './order';

export const kFileBytesMax = 10 * 1024 * 1024;
export const kFileTitleMax = 120;
const kKilobyte = 1024;

/** Those of one item; without one, those of the whole meeting. */
export function filesOf(view: View, item?: string): Entry<MeetingFile>[] {
  return inOrder(view.files).filter(({ value }) => value.item === item);
}

/** 86211 → "85 KB", 2500000 → "2.4 MB": rounded up, as in published documents. */
export function sizeWords(bytes: number): string {
  const kilobytes = Math.max(1, Math.ceil(bytes / kKilobyte));
  if (kilobytes < kKilobyte) return `${kilobytes} KB`;
  const tenths = Math.ceil((bytes * 10) / (kKilobyte * kKilobyte));
  return `${Math.floor(tenths / 10)}.${tenths % 10} MB`;
}

/** The name of a file as a title: without its extension, and no longer than a title may be. */
export function titleFrom(name: string): string {
  const bare = name.replace(/\.[A-Za-z0-9]{1,5}$/, '').trim();
  return Array.from(bare || name)
    .slice(0, kFileTitleMax)
    .join('');
}
