// On the page of a notice: the button that prints it, which is there only where this script runs.
const button = document.querySelector<HTMLButtonElement>('#print');
if (button) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
export {};
