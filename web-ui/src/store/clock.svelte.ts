// The server's time, ticking once a second while somebody looks at it.
import { isoDay } from '../i18n/format';

let offsetMs = 0;
let nowMs = $state(Date.now());
let day = $state(isoDay(Date.now() * 1000));

function tick(): void {
  nowMs = Date.now() + offsetMs;
  day = isoDay(nowMs * 1000);
}

export function setServerOffset(ms: number): void {
  if (ms === offsetMs) return;
  offsetMs = ms;
  tick();
}

/** Milliseconds since 1970 as the server counts them. */
export function serverNow(): number {
  return nowMs;
}

/** "2026-12-05", in Shanghai. */
export function today(): string {
  return day;
}

setInterval(tick, 1000);
