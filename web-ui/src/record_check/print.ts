// On the page of a notice: the button that prints it, which is there only where this script runs, and
// headings whose lines break between words.
import { keepWordsWhole } from './headings';
import { drawPrintCodes } from './print_code';

keepWordsWhole();
drawPrintCodes();
const button = document.querySelector<HTMLButtonElement>('#print');
if (button) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
