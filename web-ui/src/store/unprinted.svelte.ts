// Slips of paper that were made here and have not been printed: the server tells each code once, and keeps
// only what checks it. They are held in this page's memory alone, under any screen of it, so that going to
// another page and back loses nothing - and never on the browser's shelves or in its history, which end up
// on the disk of a machine that others use: each code lets somebody vote for a household. Whoever leaves the
// page itself, by closing or reloading it, is asked first. They go when they were printed, when somebody
// says so, and when somebody else comes in.
import type { Slip } from './desk';
import { whenWhoChanges } from './shelves';

interface Made {
  head: string;
  token: string;
}

export class Unprinted<S extends Made> {
  private held = $state.raw<Record<string, S[]>>({});

  constructor(private readonly guard: (leaving: boolean) => void) {}

  of(meeting: string): S[] {
    return this.held[meeting] ?? [];
  }

  /** A new slip of a household takes the place of the one before, whose code is dead. */
  hold(meeting: string, slips: S[]): void {
    const heads = slips.map(({ head }) => head);
    const others = this.of(meeting).filter(({ head }) => !heads.includes(head));
    this.keep(meeting, [...others, ...slips]);
  }

  /** Printed, or given up. */
  drop(meeting: string, slips: Made[] = this.of(meeting)): void {
    const tokens = slips.map(({ token }) => token);
    this.keep(
      meeting,
      this.of(meeting).filter(({ token }) => !tokens.includes(token)),
    );
  }

  forget(): void {
    this.held = {};
    this.guard(false);
  }

  private keep(meeting: string, slips: S[]): void {
    this.held = { ...this.held, [meeting]: slips };
    this.guard(Object.values(this.held).some((some) => some.length > 0));
  }
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
  event.returnValue = ''; // older browsers ask by this alone
}

export const unprinted = new Unprinted<Slip>((leaving) => {
  if (leaving) window.addEventListener('beforeunload', ask);
  else window.removeEventListener('beforeunload', ask);
});
whenWhoChanges(() => unprinted.forget());
