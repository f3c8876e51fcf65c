// Keeps the keyboard where it was: a button that goes with what it acted on, or is moved, would throw the
// focus back to the top of the page. What is nearest around it and still there takes the focus instead.
// A button whose command is under way is `aria-disabled` and keeps it.

const kPlaces = 'section, article, form, details, [role="dialog"], main';

const isGone = (one: HTMLElement) => !one.isConnected || one.matches(':disabled');

/** The element and what it stands in, from the inside out. */
export function trailOf(element: Element | null): HTMLElement[] {
  const trail: HTMLElement[] = [];
  for (let one = element; one && one !== document.body; one = one.parentElement) {
    if (one instanceof HTMLElement && (one === element || one.matches(kPlaces))) trail.push(one);
  }
  return trail;
}

/** Focuses the first of the trail that can still have it; where none can, the page's own matter. */
export function focusNearest(trail: HTMLElement[]): void {
  const place = trail.find((one) => !isGone(one)) ?? document.querySelector<HTMLElement>('#main');
  if (!place) return;
  place.focus({ preventScroll: true });
  if (document.activeElement === place) return;
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

/** For the whole page, once. */
export function keepFocus(): void {
  let trail: HTMLElement[] = [];

  function left(event: FocusEvent): void {
    const one = event.target as HTMLElement;
    if (event.relatedTarget || trail[0] !== one) return;
    // Left on purpose, by a click beside everything - unless it is just being taken out of the page.
    queueMicrotask(() => {
      if (trail[0] === one && !isGone(one)) trail = [];
    });
  }
  function restore(): void {
    if (trail.length > 0 && document.activeElement === document.body) focusNearest(trail);
  }

  document.addEventListener('focusin', (event) => (trail = trailOf(event.target as Element)));
  document.addEventListener('focusout', left);
  new MutationObserver(restore).observe(document.body, { subtree: true, childList: true });
}
