// What few readers of a record need is folded on the screen: the numbers for checking, in the document and
// below it. Printed it stands open, and as the server sent it where no script runs.
import { element } from './show';

function fold(summary: HTMLElement, parts: Element[]): void {
  const first = parts[0];
  if (!first) return;
  const details = document.createElement('details');
  details.className = 'folded';
  first.before(details);
  details.appendChild(element('summary', '')).appendChild(summary);
  details.append(...parts);
}

/** The last heading of the document, where what stands below it are numbers alone. */
function foldNumbers(): void {
  const headings = document.querySelectorAll<HTMLElement>('main:not(.minutes) > h3');
  const heading = headings[headings.length - 1];
  const facts = heading?.nextElementSibling;
  if (!heading || !facts?.matches('dl.facts') || !facts.querySelector('code')) return;
  fold(heading, [facts]);
}

/** Below what the browser found: how to check it by other means. */
function foldMeans(words: string): void {
  const check = document.querySelector('section.check .checking');
  const parts: Element[] = [];
  for (let one = check?.nextElementSibling; one; one = one.nextElementSibling) parts.push(one);
  fold(element('span', words), parts);
}

export function foldForScreen(words: string): void {
  foldNumbers();
  foldMeans(words);
  let opened: HTMLDetailsElement[] = [];
  window.addEventListener('beforeprint', () => {
    opened = Array.from(document.querySelectorAll<HTMLDetailsElement>('.folded:not([open])'));
    for (const one of opened) one.open = true;
  });
  window.addEventListener('afterprint', () => {
    for (const one of opened) one.open = false;
    opened = [];
  });
}
