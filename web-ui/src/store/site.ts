// The address that others open. A page that was opened at the server's own machine may stand under
// a name that only this machine knows; the server then says how phones reach it.
import type { Whoami } from './api';

const kOnlyHere = /^https?:\/\/(([^/]*\.)?localhost(?=[:/]|$)|127\.|\[::1\])/;

/** Whether that address opens on this machine alone. */
export function opensHereOnly(address: string): boolean {
  return kOnlyHere.test(address);
}

/** For slips and the Hall: this page's own origin where others can open it, else the server's best. */
export function siteForOthers(origin: string, me: Pick<Whoami, 'addresses'> | null): string {
  return opensHereOnly(origin) ? (me?.addresses?.[0] ?? origin) : origin;
}
