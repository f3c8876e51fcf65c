// The lines of a document's headings break between words here, as everywhere in the product. What is
// checked are the bytes of the document, which are fetched for it: the page may be set as it likes.
import { wordsOf } from '../i18n/breaks';

const kHan = /[\u3400-\u9fff]/;

export function setInWords(text: Text): void {
  if (!kHan.test(text.data)) return;
  const pieces = wordsOf(text.data);
  if (pieces.length < 2) return;
  const words = document.createElement('span');
  words.className = 'words';
  pieces.forEach((piece, n) => {
    if (n > 0) words.appendChild(document.createElement('wbr'));
    words.appendChild(document.createTextNode(piece));
  });
  text.replaceWith(words);
}

export function keepWordsWhole(): void {
  document.querySelectorAll('main h1, main h2, main h3, main h4').forEach((heading) => {
    const texts = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
    const found: Text[] = [];
    while (texts.nextNode()) found.push(texts.currentNode as Text);
    found.forEach(setInWords);
  });
}
