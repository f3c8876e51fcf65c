// Names of those who stand for households, for staff at the door. The meeting's own labels are rooms
// alone, since residents read them too; names are asked for and kept for as long as the page is open.
import { getJson } from './http';

export type Names = Record<string, string>;

const asked = new Map<string, Promise<Names>>();

/** None where they cannot be had: rooms do too. */
export function namesOf(meeting: string): Promise<Names> {
  const before = asked.get(meeting);
  if (before) return before;
  const names = getJson<{ names: Names }>(`/meetings/${meeting}/names`).then((answer) => {
    if (answer.ok) return answer.value.names;
    asked.delete(meeting);
    return {};
  });
  asked.set(meeting, names);
  return names;
}

/** Whether what somebody typed is in the room or in the name, whatever stands between. */
export function fits(typed: string, label: string, name = ''): boolean {
  const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
  const wanted = typed.trim().split(/\s+/).map(plain);
  const text = plain(label);
  const called = plain(name);
  return wanted.every((word) => text.includes(word) || called.includes(word));
}
