// What people wrote is Chinese on English screens, too: it is marked, so that it is read aloud in Chinese
// and drawn with Chinese forms. The mark follows the text wherever it stands, in every screen.
const kHan = /[\u3400-\u9fff]/;
const kLatin = /[A-Za-z]/;
const kMark = 'zh-CN';

/** What is quoted says nothing of the sentence around it: “方案二：讨论与表决” was taken up. */
const kQuoted = /“[^”]*”/g;

/** More of it is Chinese than not. */
export function isChinese(text: string): boolean {
  const around = text.replace(kQuoted, '');
  const judged = kHan.test(around) || kLatin.test(around) ? around : text;
  const han = count(judged, kHan);
  return han > 0 && han >= count(judged, kLatin);
}

const count = (text: string, kind: RegExp) => text.match(new RegExp(kind, 'g'))?.length ?? 0;

/** Marks what is there and what comes; gives what takes the marks away again. */
export function markChinese(root: HTMLElement): () => void {
  const observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'characterData') mark(target.parentElement);
      else {
        mark(target as HTMLElement);
        for (const node of Array.from(addedNodes)) markBelow(node);
      }
    }
  });
  markBelow(root);
  observer.observe(root, { subtree: true, childList: true, characterData: true });
  return () => {
    observer.disconnect();
    for (const element of Array.from(root.querySelectorAll(`[data-chinese]`))) unmark(element);
  };
}

function markBelow(node: Node): void {
  if (!(node instanceof Element)) return;
  mark(node);
  for (const element of Array.from(node.querySelectorAll('*'))) mark(element);
}

/** By its own words, not by those of what it holds. What says its language itself keeps it. */
function mark(element: Element | null): void {
  if (!element) return;
  const ours = element.hasAttribute('data-chinese');
  if (element.hasAttribute('lang') && !ours) return;
  const own = Array.from(element.childNodes).filter((node) => node.nodeType === Node.TEXT_NODE);
  const chinese = isChinese(own.map((node) => node.textContent).join(''));
  if (chinese && !ours) {
    element.setAttribute('lang', kMark);
    element.setAttribute('data-chinese', '');
  } else if (!chinese && ours) unmark(element);
}

function unmark(element: Element): void {
  element.removeAttribute('lang');
  element.removeAttribute('data-chinese');
}
