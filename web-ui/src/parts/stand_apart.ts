// Where a dialog stands: none of its buttons where the control was that opened it, or its step before.

export type Rect = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>;

const kStands = ['center', 'flex-start', 'flex-end'] as const;
/** Less is no dialog any more; in CSS pixels. */
const kLeastPx = 110;

export const overlaps = (one: Rect, other: Rect): boolean =>
  one.left < other.right &&
  other.left < one.right &&
  one.top < other.bottom &&
  other.top < one.bottom;

/** What is seen of `one` in `frame`. */
export const seenIn = (one: Rect, frame: Rect): Rect => ({
  left: Math.max(one.left, frame.left),
  top: Math.max(one.top, frame.top),
  right: Math.min(one.right, frame.right),
  bottom: Math.min(one.bottom, frame.bottom),
});

function isClear(box: HTMLElement, body: HTMLElement, opener: Rect): boolean {
  const frame = body.getBoundingClientRect();
  return Array.from(box.querySelectorAll('button')).every((button) => {
    const rect = button.getBoundingClientRect();
    const seen = body.contains(button) ? seenIn(rect, frame) : rect;
    return !overlaps(seen, opener);
  });
}

/** `veil` holds `box`, whose `body` scrolls. In the middle where that is clear, else above, else below;
    too tall for all three, it keeps to the larger side of the opener and scrolls. */
export function standApart(
  veil: HTMLElement,
  box: HTMLElement,
  body: HTMLElement,
  opener: Rect | null,
): void {
  box.style.maxHeight = '';
  for (const stand of kStands) {
    veil.style.alignItems = stand;
    if (!opener || isClear(box, body, opener)) return;
  }
  const { top, bottom } = veil.getBoundingClientRect();
  const above = opener ? opener.top - top : 0;
  const below = opener ? bottom - opener.bottom : 0;
  veil.style.alignItems = above > below ? 'flex-start' : 'flex-end';
  const edge = parseFloat(getComputedStyle(veil).paddingTop);
  box.style.maxHeight = `${Math.max(above - edge, below - edge, kLeastPx)}px`;
}
