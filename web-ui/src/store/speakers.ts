// Who may speak, move or be responsible: the households of the roll and the people admitted beside
// them. The server decides; this is the list to choose from.
import type { View } from '../protocol/frames';

/** People without a seat who were let in, in whatever category. */
export function admitted(view: View): string[] {
  const people = Object.keys(view.attendance?.people ?? {});
  return people.filter((id) => !view.seats?.[id]);
}

export function speakersOf(view: View): string[] {
  return [...Object.keys(view.seats ?? {}), ...admitted(view)];
}

/** A household that has checked in and not left. */
export function isHere(view: View, head: string): boolean {
  return view.attendance?.people?.[head]?.category === 'present';
}
