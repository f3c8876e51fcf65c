// The phones of one household: whose they are called, and where one more is led to.
import type { Whoami } from './api';

/** The meeting that another phone is led to: the one at hand, else one that is not over, else any. */
export function phonesLedTo(me: Whoami, here = ''): string | undefined {
  if (me.kind !== 'resident') return undefined;
  const meetings = Object.entries(me.meetings ?? {});
  if (me.meetings?.[here]) return here;
  const alive = meetings.find(([, { phase }]) => phase !== 'closed' && phase !== 'cancelled');
  return (alive ?? meetings[0])?.[0];
}

/** Who stands on a roll of people has phones, and no household. */
export const ofHousehold = (me: Whoami): boolean => Object.keys(me.units ?? {}).length > 0;
