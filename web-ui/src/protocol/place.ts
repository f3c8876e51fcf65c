// How far the log was when this window was last told that something is done: sent with whatever is
// asked afterwards, so that nobody is told that what she has just made is not there. It outlives the
// page, since a link leads to another.
const kKept = 'roundtable.place';

let newest = kept();

/** 0: nothing was done here yet. */
export function newestPlace(): number {
  return newest;
}

export function reachedPlace(place: number): void {
  if (!Number.isSafeInteger(place) || place <= newest) return;
  newest = place;
  try {
    sessionStorage.setItem(kKept, String(place));
  } catch {
    // A browser that keeps nothing: it holds as long as the page.
  }
}

function kept(): number {
  try {
    const place = Number(sessionStorage.getItem(kKept));
    return Number.isSafeInteger(place) && place > 0 ? place : 0;
  } catch {
    return 0;
  }
}
