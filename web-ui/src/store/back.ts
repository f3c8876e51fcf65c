// Going back by the browser's or the phone's own key closes the dialog that is open, as its button would,
// and does not leave the page under it. Each open dialog has an entry in the history, at the address it
// stands on; however it is closed, its entry goes with it.
const open: { close: () => void }[] = [];
let told: (open: number) => void = () => {};
let settling: ReturnType<typeof setTimeout> | undefined;

/** To be called when the dialog opens; what it gives is to be called when the dialog is gone. `close` may
    leave it open, for example to ask first. */
export function backCloses(close: () => void): () => void {
  const dialog = { close };
  told(open.push(dialog));
  soon();
  return () => {
    open.splice(open.indexOf(dialog), 1);
    told(open.length);
    soon();
  };
}

/** Who is told how many are open, whenever one opens or is gone. */
export function tellOfDialogs(to: (open: number) => void): void {
  told = to;
  told(open.length);
}

/** To be called once, when the page begins. */
export function startBack(): void {
  window.addEventListener('popstate', () => {
    for (let n = open.length; n > entries(); n -= 1) open[n - 1]?.close();
    soon();
  });
  soon(); // a reload closes dialogs, and their entries lead nowhere
}

/** How many dialogs the entry that is shown is for. */
function entries(): number {
  return (history.state as { dialogs?: number } | null)?.dialogs ?? 0;
}

/** Not at once: one dialog may close for the next to open, or for another page. */
function soon(): void {
  clearTimeout(settling);
  settling = setTimeout(() => {
    const beyond = entries() - open.length;
    if (beyond > 0) history.go(-beyond);
    for (let n = entries() + 1; n <= open.length; n += 1) {
      history.pushState({ ...(history.state as object | null), dialogs: n }, '');
    }
  }, 0);
}
