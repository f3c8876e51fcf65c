// A translator in the browser takes text nodes out and puts <font> elements in their place. Ours are
// written to as the meeting goes on: one that has been taken out shows an old count for ever. So each
// goes back to its place and carries the translated words, until it is written to anew.

const isTranslated = (node: Node | null | undefined): node is HTMLElement =>
  node?.nodeName === 'FONT';

/** What stands where `text` was taken out. */
function replacementOf(text: Text, { addedNodes, previousSibling, nextSibling }: MutationRecord) {
  const found = [addedNodes[0], previousSibling, nextSibling].find(
    (one) => isTranslated(one) && one.isConnected,
  );
  return text.isConnected ? undefined : (found as HTMLElement | undefined);
}

export function keepTextNodes(root: HTMLElement): void {
  /** The words each came back with: a translator that takes it out again for the same ones is let be. */
  const given = new WeakMap<Text, string>();
  const waiting = new Map<Text, HTMLElement>();

  function putBack(text: Text, words: HTMLElement): void {
    waiting.delete(text);
    words.replaceWith(text);
  }

  function taken(text: Text, words: HTMLElement): void {
    const said = words.textContent ?? '';
    if (given.get(text) === said) {
      waiting.set(text, words);
      written.observe(text, { characterData: true });
      return;
    }
    given.set(text, said);
    if (text.data !== said) text.data = said;
    putBack(text, words);
  }

  /** One that was let be is written to: now it must be seen. */
  const written = new MutationObserver((changes) => {
    for (const { target } of changes) {
      const words = waiting.get(target as Text);
      if (words?.isConnected) putBack(target as Text, words);
    }
  });
  const watcher = new MutationObserver((changes) => {
    for (const change of changes) {
      const [gone] = Array.from(change.removedNodes);
      if (!(gone instanceof Text)) continue;
      const words = replacementOf(gone, change);
      if (words) taken(gone, words);
    }
  });
  watcher.observe(root, { subtree: true, childList: true });
}
