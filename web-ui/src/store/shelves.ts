// The browser's two shelves. A web view may forbid them; the product works without.
import { newId } from '../protocol/ids';

function shelf(name: 'localStorage' | 'sessionStorage'): Storage | null {
  try {
    return window[name];
  } catch {
    return null;
  }
}

export const sessionShelf = (): Storage | null => shelf('sessionStorage');

/** Changes whenever somebody comes in or goes out. */
export const kWho = 'roundtable.who';

const others: (() => void)[] = [];

/** What this page holds of one person alone goes before another is here. */
export const whenWhoChanges = (forget: () => void): unknown => others.push(forget);

export const whoHasChanged = (): void => others.forEach((forget) => forget());

/** Somebody has come in or gone out here: the browser's other tabs, which have the same cookie, begin
    anew as her. */
export function tellWhoChanged(): void {
  whoHasChanged();
  remember(kWho, newId());
}

/** Whoever signs out leaves nothing behind in this window. */
export function forgetSession(): void {
  try {
    sessionShelf()?.clear();
  } catch {
    // Nothing was kept then.
  }
}

export function remembered(key: string): string | null {
  try {
    return shelf('localStorage')?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    shelf('localStorage')?.setItem(key, value);
  } catch {
    // Not remembered; the choice holds for this page.
  }
}

/** Whom people may ask, as it was last written for that grid. */
export const contactShelf = (grid: string): string => `roundtable.contact.${grid}`;
