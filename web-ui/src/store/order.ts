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
