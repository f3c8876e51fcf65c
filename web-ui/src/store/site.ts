// The address that others open. A page that was opened at the server's own machine may stand under
// a name that only this machine knows; the server then says how phones reach it.
import type { Whoami } from './api';

const kOnlyHere = /^https?:\/\/(([^/]*\.)?localhost(?=[:/]|$)|127\.|\[::1\])/;

/** Whether that address opens on this machine alone. */
export function opensHereOnly(address: string): boolean {
  return kOnlyHere.test(address);
}

const kSignsIn = /^\/join\/./;

/** What stands at the foot of a printed page; '' where only this machine can open it. A link that signs
    somebody in is not printed there: of it the way in alone. */
export function printedAddress(origin: string, path: string): string {
  if (opensHereOnly(origin)) return '';
  return origin + (kSignsIn.test(path) ? '/join' : path);
}

/** For slips and the Hall: this page's own origin where others can open it, else the server's best. */
export function siteForOthers(origin: string, me: Pick<Whoami, 'addresses'> | null): string {
  return opensHereOnly(origin) ? (me?.addresses?.[0] ?? origin) : origin;
}
