// Keeps the keyboard where it was: a button that is disabled while its command is under way, or goes
// with what it acted on, would throw the focus back to the top of the page. Svelte action.

export function holdFocus(node: HTMLElement) {
  let last: HTMLElement | null = null;

  const gone = (one: HTMLElement) => !one.isConnected || one.matches(':disabled');
  const entered = (event: FocusEvent) => (last = event.target as HTMLElement);
  const left = (event: FocusEvent) => {
    const one = last;
    if (event.relatedTarget) last = null;
    // Left on purpose, by a click beside everything - unless it is just being taken out of the page.
    else
      queueMicrotask(() => {
        if (one && last === one && !gone(one)) last = null;
      });
  };
  const restore = () => {
    if (!last || document.activeElement !== document.body) return;
    if (!last.isConnected) {
      last = null;
      node.focus({ preventScroll: true });
    } else if (!gone(last)) {
      last.focus({ preventScroll: true });
    }
  };

  const watcher = new MutationObserver(restore);
  node.tabIndex = -1;
  node.addEventListener('focusin', entered);
  node.addEventListener('focusout', left);
  watcher.observe(node, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['disabled'],
  });
  return {
    destroy() {
      watcher.disconnect();
      node.removeEventListener('focusin', entered);
      node.removeEventListener('focusout', left);
    },
  };
}
