// On the page of a notice: the button that prints it, which is there only where this script runs.
import { drawPrintCodes } from './print_code';

drawPrintCodes();
const button = document.querySelector<HTMLButtonElement>('#print');
if (button) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
