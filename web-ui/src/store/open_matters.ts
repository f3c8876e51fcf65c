// What is still open with a person of the staff, and choosing who takes each thing over. Who may is
// the server's to say (src/http/open_matters.cpp).

export const kWaiting = ['sitting', 'vote', 'results', 'minutes'] as const;

export interface OpenMatter {
  kind: 'meeting' | 'issue';
  id: string;
  title: string;
  grid: string;
  grid_name?: string;
  waiting: (typeof kWaiting)[number][];
  /** Accounts that may take it over. */
  may: string[];
}

export interface OpenMatters {
  open: OpenMatter[];
  people: Record<string, { name: string; login: string }>;
}

/** Account by `matterKey`. */
export type Chosen = Record<string, string>;

export function matterKey(matter: OpenMatter): string {
  return `${matter.kind}:${matter.id}`;
}

/** All that may be given to that person are; the others stay as they were. */
export function allTo(open: OpenMatter[], account: string, chosen: Chosen): Chosen {
  const next = { ...chosen };
  for (const matter of open) if (matter.may.includes(account)) next[matterKey(matter)] = account;
  return next;
}

/** How many nobody was chosen for, of those that somebody may have. */
export function leftOver(open: OpenMatter[], chosen: Chosen): number {
  return open.filter((matter) => matter.may.length > 0 && !chosen[matterKey(matter)]).length;
}

/** How many nobody can have at the moment: they stay as they are, if the person says so. */
export const orphans = (open: OpenMatter[]): number =>
  open.filter((matter) => matter.may.length === 0).length;

/** As the request names them. */
export function successors(open: OpenMatter[], chosen: Chosen) {
  return open
    .filter((matter) => chosen[matterKey(matter)])
    .map((matter) => ({ kind: matter.kind, id: matter.id, account: chosen[matterKey(matter)] }));
}

export interface Successor {
  id: string;
  name: string;
  /** Where another one has the same name: what tells them apart. */
  login: string;
}

/** Those who may take over something, by name. */
export function peopleOf({ people }: OpenMatters): Successor[] {
  const called = Object.entries(people).map(([id, { name, login }]) => {
    return { id, name: name || login, login };
  });
  const alone = (name: string) => called.filter((one) => one.name === name).length === 1;
  return called
    .map((one) => (alone(one.name) ? { ...one, login: '' } : one))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh', { numeric: true }));
}
