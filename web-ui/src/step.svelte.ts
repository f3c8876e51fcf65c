// Something on a screen that has an address of its own - a tab, a step of a form: its name and value
// stand in the query, Back takes a step back, a reload finds it again.
import { router, navigateWithin } from './router.svelte';

export class Step<T extends string> {
  constructor(
    private readonly name: string,
    private readonly values: readonly T[],
  ) {}

  /** Where one is; the first value where the address says nothing, or what is none. */
  get at(): T {
    const asked = router.asked(this.name);
    return this.values.find((value) => value === asked) ?? this.first;
  }

  /** One step on. Where one came from there, it is the step back. */
  go(value: T): void {
    const from = this.at;
    if (value === from) return;
    const query = new URLSearchParams(location.search);
    if (value === this.first) query.delete(this.name);
    else query.set(this.name, value);
    navigateWithin(query, { [this.name]: { from } }, this.cameFrom === value);
  }

  private get first(): T {
    return this.values[0] as T;
  }

  private get cameFrom(): string | undefined {
    const state = history.state as Record<string, { from?: string } | undefined> | null;
    return state?.[this.name]?.from;
  }
}
