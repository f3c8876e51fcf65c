// Nobody votes on a question that she does not see: where what sticks to the bottom would lie on it, the
// page begins with the card, and where that is not enough, it says no more than the buttons do, or
// nothing sticks. Asked anew when the card grows, by larger type or a phone that is turned.
export function inSight(dock: HTMLElement) {
  const card = dock.closest('section');
  const asked = card?.querySelector('h2');
  let first = true;
  function look(): void {
    if (!card || !asked) return;
    const { top } = card.getBoundingClientRect();
    const { bottom } = asked.getBoundingClientRect();
    const covered = bottom > dock.getBoundingClientRect().top;
    const tabs = document.querySelector<HTMLElement>('.tabs')?.offsetHeight ?? 0;
    const room = window.innerHeight - tabs - (bottom - top);
    dock.classList.remove('tight');
    dock.classList.toggle('tight', dock.offsetHeight > room);
    dock.style.position = dock.offsetHeight > room ? 'static' : '';
    if (first && covered) window.scrollBy(0, top - 8);
    first = false;
  }
  // A frame later: what is changed here may change the card's own size.
  const grown = new ResizeObserver(() => requestAnimationFrame(look));
  if (card) grown.observe(card);
  return { destroy: () => grown.disconnect() };
}
