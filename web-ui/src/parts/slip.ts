// No act by a slip of the finger. One rule for all controls: what is `aria-disabled`, or within
// something that is, takes no press. Three things make it so, each for kSettleMs:
//  - `settles`, around what has just appeared: a dialog, a step of one, a confirming button;
//  - a press at one place, for whatever other control comes to lie there by what it changed;
//  - a key that is held down presses once.
// And what an input method does with its keys is no key of ours.

export const kSettleMs = 600;
/** Two presses no further apart than this are of one finger that did not move; in CSS pixels. */
const kOnePlacePx = 24;
const kControl = 'button, a[href], summary, label, input, select, textarea';

export interface Press {
  control: Element | null;
  /** What it said: a button whose words have changed is another one. */
  words: string;
  x: number;
  y: number;
  at: number; // ms, as events count
  /** Whether it stood there already when the press before came. */
  stood: boolean;
}

export const controlOf = (target: EventTarget | null): Element | null =>
  target instanceof Element ? target.closest(kControl) : null;

/** Whether `next` meets something that was not there for `last`, at the same place, too soon to be meant. */
export function isSlip(last: Press | null, next: Press): boolean {
  if (!last || !next.control || next.at - last.at >= kSettleMs) return false;
  if (Math.abs(next.x - last.x) > kOnePlacePx || Math.abs(next.y - last.y) > kOnePlacePx)
    return false;
  return next.control === last.control ? next.words !== last.words : !next.stood;
}

/** A key the input method takes for itself. Safari says so by the number alone. */
export const isOfInputMethod = (event: KeyboardEvent): boolean =>
  event.isComposing || event.keyCode === 229;

const isHeld = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[aria-disabled="true"]') !== null;

const releases = new Map<Element, ReturnType<typeof setTimeout>>();

/** Takes no press for `ms`. */
function hold(node: Element, ms: number): void {
  release(node);
  node.setAttribute('aria-disabled', 'true');
  releases.set(
    node,
    setTimeout(() => release(node), ms),
  );
}

function release(node: Element): void {
  clearTimeout(releases.get(node));
  if (releases.delete(node)) node.removeAttribute('aria-disabled');
}

/** Svelte action: what is in it takes no press when it appears, and whenever `step` changes. */
export function settles(node: HTMLElement, step?: unknown) {
  let before = step;
  hold(node, kSettleMs);
  return {
    update(next: unknown) {
      if (next === before) return;
      before = next;
      hold(node, kSettleMs);
    },
    destroy: () => release(node),
  };
}

let last: Press | null = null;
let stood = new Map<Element, DOMRect>(); // at the last press
let pressedAt: DOMRect | null = null;

/** Where the control stood that was pressed last: what follows from it stands elsewhere. */
export const lastPressedAt = (): DOMRect | null => pressedAt;

const wordsOf = (control: Element | null) => control?.textContent ?? '';

/** A pixel more or less is none. */
const isWhereItStood = (control: Element | null): boolean => {
  const was = control && stood.get(control);
  if (!was) return false;
  const now = control.getBoundingClientRect();
  return Math.abs(now.left - was.left) <= 1 && Math.abs(now.top - was.top) <= 1;
};

const rectsOfControls = () =>
  new Map(
    Array.from(document.querySelectorAll(kControl), (one) => [one, one.getBoundingClientRect()]),
  );

/** The control that came under a finger says at once that it takes no press yet. */
function watch(press: Press): () => void {
  function look(): void {
    const control = controlOf(document.elementFromPoint(press.x, press.y));
    const at = performance.now();
    if (!control || isHeld(control)) return;
    const there = isWhereItStood(control);
    if (isSlip(press, { ...press, control, words: wordsOf(control), at, stood: there }))
      hold(control, press.at + kSettleMs - at);
  }
  const watcher = new MutationObserver(look);
  const { body } = document;
  watcher.observe(body, { subtree: true, childList: true, attributes: true, characterData: true });
  window.addEventListener('scroll', look, true);
  const end = (): void => {
    clearTimeout(timer);
    watcher.disconnect();
    window.removeEventListener('scroll', look, true);
  };
  const timer = setTimeout(end, kSettleMs);
  return end;
}

const kKeys = ['Enter', ' ', 'Escape'];
/** Where these keys write or are the field's own. */
const writes = (event: KeyboardEvent): boolean =>
  event.target instanceof HTMLTextAreaElement ||
  (event.key === ' ' && event.target instanceof HTMLInputElement && event.target.type !== 'button');

/** For the whole page, once. */
export function guardAgainstSlips(): void {
  let slipping = false; // the press under way is none
  let unwatch = (): void => {};

  function refuse(event: Event): void {
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  function pressed(event: MouseEvent): void {
    const control = controlOf(event.target);
    const at = event.timeStamp;
    const here = {
      control,
      words: wordsOf(control),
      x: event.clientX,
      y: event.clientY,
      at,
      stood: isWhereItStood(control),
    };
    slipping = isHeld(event.target) || isSlip(last, here);
    if (slipping) {
      if (last) last = { ...last, at };
      return refuse(event);
    }
    last = here;
    stood = rectsOfControls();
    pressedAt = control?.getBoundingClientRect() ?? null;
    unwatch();
    unwatch = watch(here);
  }

  function keyed(event: KeyboardEvent): void {
    if (isOfInputMethod(event)) {
      event.stopImmediatePropagation();
      // Where Enter would send the form.
      if (event.key === 'Enter' && !writes(event)) event.preventDefault();
      return;
    }
    if (!event.repeat) slipping = false;
    if (!kKeys.includes(event.key) || writes(event)) return;
    slipping = event.repeat || (event.key !== 'Escape' && isHeld(event.target));
    if (slipping) return refuse(event);
    if (event.key !== 'Escape')
      pressedAt = controlOf(event.target)?.getBoundingClientRect() ?? null;
  }

  function acted(event: Event): void {
    if (slipping || isHeld(event.target)) refuse(event);
  }

  window.addEventListener('mousedown', pressed, true);
  window.addEventListener('keydown', keyed, true);
  window.addEventListener('click', acted, true);
  window.addEventListener('submit', acted, true);
}
