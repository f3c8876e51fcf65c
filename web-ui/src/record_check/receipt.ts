// The field of a record's page that takes a receipt: the server finds its entry, the browser checks
// that it is the one on the receipt, and says what that proves and what it does not.
import { fill } from '../i18n/fill';
import { checkReceipt, type ReceiptEvidence } from './check';
import { element, fetched, say, showSteps, type Key, type Texts } from './show';

const kDigits = 64;

interface Answer extends ReceiptEvidence {
  vote?: {
    of_record: boolean;
    standing: 'counted' | 'open' | 'replaced' | 'annulled' | 'unknown';
    replaced_by?: number;
  };
}

/** The form stands hidden in the page, because without this script it could do nothing. */
export function followReceipts(record: string, texts: Texts): void {
  const section = document.getElementById('receipt');
  const form = section?.querySelector('form');
  const field = form?.querySelector('input');
  const place = document.getElementById('receipt-result');
  if (!section || !form || !field || !place) return;
  section.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const typed = field.value.trim();
    if (typed) void check(place, texts, record, typed);
    else field.focus();
  });
}

async function check(
  place: HTMLElement,
  texts: Texts,
  record: string,
  typed: string,
): Promise<void> {
  say(place, 'check-running', [['p', texts['receipt.running']]]);
  try {
    const path = `/api/v1/records/${encodeURIComponent(record)}/receipt`;
    const response = await fetched(`${path}?text=${encodeURIComponent(typed)}`);
    if (response.ok) show(place, texts, (await response.json()) as Answer, typed);
    else refuse(place, texts, ((await response.json()) as { code?: string }).code);
  } catch {
    say(place, 'check-failed', [
      ['h3', texts['receipt.failed']],
      ['p', texts['receipt.failed_help']],
    ]);
  }
}

function refuse(place: HTMLElement, texts: Texts, code: string | undefined): void {
  if (code === 'receipt.malformed') {
    say(place, 'check-failed', [['p', texts['receipt.malformed']]]);
  } else if (code === 'receipt.unknown') {
    say(place, 'check-bad', [
      ['h3', `✕ ${texts['receipt.unknown']}`],
      ['p', texts['receipt.unknown_help']],
    ]);
  } else {
    throw new Error(code);
  }
}

function show(place: HTMLElement, texts: Texts, answer: Answer, typed: string): void {
  const steps = checkReceipt(answer, typed);
  if (!steps.every(({ holds }) => holds)) {
    say(place, 'check-bad', [
      ['h3', `✕ ${texts['receipt.bad']}`],
      ['p', texts['receipt.bad_help']],
    ]);
    showSteps(place, texts, steps);
    return;
  }
  const version = answer.entry.version;
  say(place, 'check-ok', [
    ['h3', `✓ ${fill(texts['receipt.ok'], { version })}`],
    ['p', fill(texts[becameOf(answer)], { version: answer.vote?.replaced_by ?? 0 })],
    ['p', texts['receipt.proves']],
    ['p', texts['receipt.proves_not']],
  ]);
  if (answer.vote?.of_record === false) {
    place.insertBefore(element('p', texts['receipt.of_another']), place.children[2] ?? null);
  }
  const digits = answer.receipt.hash.length;
  const details = showSteps(place, texts, steps);
  if (digits < kDigits) {
    details.appendChild(element('p', fill(texts['receipt.digits'], { n: digits })));
  }
}

function becameOf(answer: Answer): Key {
  return answer.vote ? `receipt.vote_${answer.vote.standing}` : 'receipt.no_vote';
}
