import type { View } from '../protocol/frames';
import type { GridStep } from './api';
import { inOrder } from './order';

/** The names from the city down to the meeting's own grid. */
export function pathNames(view: View): string[] {
  return inOrder(view.meeting.path).map(({ value }) => value.name);
}

/** From the neighbourhood down, as people name a place; where none is above, the last name alone. */
export function placeNames(path: Pick<GridStep, 'name' | 'level'>[]): string[] {
  const from = path.findIndex(({ level }) => level === 'neighbourhood');
  return path.slice(from < 0 ? -1 : from).map(({ name }) => name);
}

/** The grid the meeting belongs to. */
export function ownGrid(view: View): string {
  return inOrder(view.meeting.path).slice(-1)[0]?.id ?? '';
}
