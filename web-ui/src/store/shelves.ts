// The browser's two shelves. A web view may forbid them; the product works without.

function shelf(name: 'localStorage' | 'sessionStorage'): Storage | null {
  try {
    return window[name];
  } catch {
    return null;
  }
}

export const sessionShelf = (): Storage | null => shelf('sessionStorage');

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
