// On a record's page: the browser checks the document, the log entry and the signature by itself and
// says in words what it found. Works on plain http: hashes and signature come from a bundled library.
import './shims';
import { fill } from '../i18n/fill';
import { checkRecord, fingerprintOf, type Evidence, type Step } from './check';
import { foldForScreen } from './fold';
import { drawPrintCodes } from './print_code';
import { keepWordsWhole } from './headings';
import { followReceipts } from './receipt';
import { element, fetched, say, showSteps, textsIn, type Texts } from './show';

async function run(place: HTMLElement): Promise<void> {
  const language = place.dataset.lang === 'en' ? 'en' : 'zh';
  const texts = textsIn(language);
  const id = place.dataset.record ?? '';
  place.setAttribute('aria-live', 'polite');
  say(place, 'check-running', [['p', texts['check.running']]]);
  try {
    const [evidence, document] = await Promise.all([
      needed(`/api/v1/records/${encodeURIComponent(id)}`).then((r) => r.json()),
      needed(`/records/${encodeURIComponent(id)}/document?lang=${language}`).then((r) =>
        r.arrayBuffer(),
      ),
    ]);
    show(place, texts, evidence as Evidence, checkRecord(evidence as Evidence, language, document));
  } catch {
    say(place, 'check-failed', [
      ['h3', texts['check.failed']],
      ['p', texts['check.failed_help']],
    ]);
  }
}

async function needed(path: string): Promise<Response> {
  const response = await fetched(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

function show(place: HTMLElement, texts: Texts, evidence: Evidence, steps: Step[]): void {
  const wrong = steps.filter((step) => !step.holds).length;
  const good = wrong === 0;
  say(place, good ? 'check-ok' : 'check-bad', [
    ['h3', `${good ? '✓' : '✕'} ${texts[good ? 'check.ok' : 'check.bad']}`],
    [
      'p',
      fill(texts[good ? 'check.ok_help' : 'check.bad_help'], { n: good ? steps.length : wrong }),
    ],
  ]);
  const details = showSteps(place, texts, steps);
  const hash = steps.find((step) => step.found)?.found ?? '';
  details.appendChild(element('p', fill(texts['check.fingerprint'], { hash })));
  const key = evidence.checkpoint?.public_key ?? '';
  if (key) {
    const values = { key, fingerprint: fingerprintOf(key) };
    details.appendChild(element('p', fill(texts['check.key'], values)));
  }
  details.appendChild(element('p', texts['check.limit']));
}

/**
 * Elder mode as chosen in the rest of the product. The server renders it for `elder=1`, so a person
 * who uses it is taken to that address; the link back to the standard view forgets it.
 */
function followElderMode(): void {
  const kKey = 'roundtable.elder';
  try {
    const address = new URL(location.href);
    const asked = address.searchParams.get('elder');
    if (asked === '1') localStorage.setItem(kKey, '1');
    if (asked === null && localStorage.getItem(kKey) === '1') {
      address.searchParams.set('elder', '1');
      location.replace(address.href);
    }
    if (asked !== '1') return;
    document.querySelectorAll<HTMLAnchorElement>('.langs a').forEach((link) => {
      if (new URL(link.href).searchParams.has('elder')) return;
      link.addEventListener('click', () => localStorage.setItem(kKey, '0'));
    });
  } catch {
    // No storage: the page stays as the server rendered it.
  }
}

followElderMode();
keepWordsWhole();
drawPrintCodes();
const place = document.getElementById('check');
if (place) {
  foldForScreen(textsIn(place.dataset.lang)['check.means']);
  void run(place);
  followReceipts(place.dataset.record ?? '', textsIn(place.dataset.lang));
}
