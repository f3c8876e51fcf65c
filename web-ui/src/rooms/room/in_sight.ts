// Nobody votes on a question that she does not see: where what sticks to the bottom would lie on it, the
// page begins with the card, and where that is not enough, nothing sticks.
export function inSight(dock: HTMLElement): void {
  requestAnimationFrame(() => {
    const card = dock.closest('section');
    const asked = card?.querySelector('h2');
    if (!card || !asked) return;
    const top = card.getBoundingClientRect().top;
    const { bottom } = asked.getBoundingClientRect();
    const place = dock.getBoundingClientRect();
    if (bottom <= place.top) return;
    // From here down to what lies under the dock, the tabs, as it stands now.
    if (bottom - top + place.height > place.bottom) dock.style.position = 'static';
    window.scrollBy(0, top - 8);
  });
}
