// Lists travel as objects keyed by id; here they become lists again.

export interface Entry<T> {
  id: string;
  value: T;
}

export function inOrder<T extends { order: number }>(
  keyed: Record<string, T> | undefined,
): Entry<T>[] {
  return Object.entries(keyed ?? {})
    .map(([id, value]) => ({ id, value }))
    .sort((a, b) => a.value.order - b.value.order || (a.id < b.id ? -1 : 1));
}

/** The item that comes next: the first behind all that were begun. What was passed over does not come
    by itself. */
export function nextOf<T extends { order: number; state: string; started_at?: number }>(
  agenda: Record<string, T> | undefined,
): T | undefined {
  const items = inOrder(agenda).map(({ value }) => value);
  const begun = items.map((item) => item.started_at !== undefined).lastIndexOf(true);
  return items.find(({ state }, at) => at > begun && state === 'waiting');
}
