// What everybody at the page must hear, whatever is open. The region stands from the first, outside
// the page's own matter, which a dialog hides from screen readers.

/** Some screen readers pass over words that come with the change before; in ms. */
const kApartMs = 100;
/** By then it has been said; what is no longer so is not found by who reads on in the page. */
const kStaysMs = 10_000;
let region: HTMLElement | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

export function standReadyToAnnounce(): void {
  region = document.createElement('div');
  region.id = 'announced';
  region.className = 'hidden-text';
  region.setAttribute('role', 'status');
  region.setAttribute('aria-live', 'assertive');
  document.body.appendChild(region);
}

/** The same words twice are said twice; '' takes back what is not said yet. */
export function announce(words: string): void {
  clearTimeout(timer);
  if (region) region.textContent = '';
  if (words === '') return;
  timer = setTimeout(() => {
    if (region) region.textContent = words;
    timer = setTimeout(() => announce(''), kStaysMs);
  }, kApartMs);
}
