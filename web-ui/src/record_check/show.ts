// What the scripts of a record's page share: fetching, and putting findings on the page.
import { fill } from '../i18n/fill';
import { texts as en } from 'texts:en/record';
import { texts as zh } from 'texts:zh/record';
import type { Step } from './check';

export type Key = keyof typeof import('../i18n/texts/record/record.json');
export type Texts = Record<Key, string>;

export function textsIn(language: string | undefined): Texts {
  return (language === 'en' ? en : zh) as Texts;
}

/** The answer, also where it is a refusal. */
export function fetched(path: string): Promise<Response> {
  return fetch(path, { credentials: 'same-origin' });
}

export function say(place: HTMLElement, name: string, lines: [string, string][]): void {
  place.className = name;
  place.textContent = '';
  for (const [tag, text] of lines) place.appendChild(element(tag, text));
}

export function element(tag: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  return made;
}

/** The steps of a check, folded away. */
export function showSteps(place: HTMLElement, texts: Texts, steps: Step[]): HTMLElement {
  const details = place.appendChild(element('details', ''));
  details.appendChild(element('summary', texts['check.steps']));
  const list = details.appendChild(element('ol', ''));
  for (const step of steps) {
    const word = texts[step.holds ? 'check.step_yes' : 'check.step_no'];
    const text = fill(texts[`check.step_${step.what}`], step.values);
    const line = list.appendChild(element('li', `${step.holds ? '✓' : '✕'} ${text} — ${word}`));
    line.className = step.holds ? 'yes' : 'no';
  }
  return details;
}
