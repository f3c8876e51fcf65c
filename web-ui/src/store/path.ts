import type { View } from '../protocol/frames';
import { inOrder } from './order';

/** The names from the city down to the meeting's own grid. */
export function pathNames(view: View): string[] {
  return inOrder(view.meeting.path).map(({ value }) => value.name);
}
