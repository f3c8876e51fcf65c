// The code at the foot of what is printed: drawn as soon as the page is there, so that it is on the
// first sheet whichever way one prints.
import { drawnCode } from './drawn_code';

const kSvg = 'http://www.w3.org/2000/svg';

export function drawPrintCodes(): void {
  document.querySelectorAll<HTMLElement>('[data-address]').forEach((place) => {
    const { path, size } = drawnCode(place.dataset.address ?? '');
    const svg = document.createElementNS(kSvg, 'svg');
    svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
    svg.setAttribute('shape-rendering', 'crispEdges');
    svg.setAttribute('aria-hidden', 'true');
    const modules = document.createElementNS(kSvg, 'path');
    modules.setAttribute('d', path);
    modules.setAttribute('fill', '#000000');
    svg.appendChild(modules);
    place.appendChild(svg);
  });
}
