// The server's time, ticking once a second while somebody looks at it.
let offsetMs = 0;
let nowMs = $state(Date.now());

function tick(): void {
  nowMs = Date.now() + offsetMs;
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

setInterval(tick, 1000);
