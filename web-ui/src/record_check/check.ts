// The steps of the check, pure: evidence and bytes in, findings out.
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

const kReceiptDigitsMin = 12;
const kFingerprintDigits = 32;

export interface Entry {
  stream: string;
  version: number;
  hash: string;
  header: string;
  payload?: string;
}

export interface Checkpoint {
  number: number;
  hash: string;
  body: string;
  signature: string;
  public_key: string;
}

export interface Evidence {
  sha256: Record<string, string>;
  entry: Entry;
  checkpoint?: Checkpoint;
}

/** What the server answers to a receipt. */
export interface ReceiptEvidence {
  receipt: { version: number; hash: string };
  entry: Entry;
  checkpoint?: Checkpoint;
}

export interface Step {
  what:
    'document' | 'entry' | 'entry_names' | 'receipt_entry' | 'checkpoint' | 'listed' | 'signature';
  holds: boolean;
  values: Record<string, string | number>;
  found?: string;
}

export function checkRecord(evidence: Evidence, language: string, document: ArrayBuffer): Step[] {
  const found = bytesToHex(sha256(new Uint8Array(document)));
  const { entry, checkpoint } = evidence;
  const steps: Step[] = [
    { what: 'document', holds: found === evidence.sha256[language], values: {}, found },
    {
      what: 'entry',
      holds: sha256Text(entry.header) === entry.hash,
      values: { version: entry.version },
    },
  ];
  if (entry.payload !== undefined) {
    const holds = names(entry.header, entry.payload, language, found);
    steps.push({ what: 'entry_names', holds, values: { version: entry.version } });
  }
  return checkpoint ? [...steps, ...checkListed(entry, checkpoint)] : steps;
}

/** `typed` is what the person has on the receipt: the server's word on what it says is not enough. */
export function checkReceipt(evidence: ReceiptEvidence, typed: string): Step[] {
  const { entry, checkpoint, receipt } = evidence;
  const own = typed.toLowerCase().replace(/[^0-9a-f]/g, '');
  const holds =
    own.includes(receipt.hash) &&
    receipt.hash.length >= kReceiptDigitsMin &&
    receipt.version === entry.version &&
    entry.hash.startsWith(receipt.hash) &&
    sha256Text(entry.header) === entry.hash &&
    isOf(entry);
  const steps: Step[] = [{ what: 'receipt_entry', holds, values: { version: entry.version } }];
  return checkpoint ? [...steps, ...checkListed(entry, checkpoint)] : steps;
}

/** The list that covers the entry is whole, names it or one further on, and is signed. */
function checkListed(entry: Entry, checkpoint: Checkpoint): Step[] {
  const { number, body } = checkpoint;
  const values = { number };
  return [
    { what: 'checkpoint', holds: sha256Text(body) === checkpoint.hash, values },
    { what: 'listed', holds: lists(body, entry), values },
    { what: 'signature', holds: signed(checkpoint), values },
  ];
}

/** The first half of the SHA-256 of a public key, in fours, as notices bear it. */
export function fingerprintOf(publicKey: string): string {
  const digits = bytesToHex(sha256(hexToBytes(publicKey))).slice(0, kFingerprintDigits);
  return (digits.match(/.{4}/g) ?? []).join(' ');
}

/** What the header says of itself is what the entry is said to be. */
function isOf(entry: Entry): boolean {
  try {
    const { stream, version } = JSON.parse(entry.header) as Partial<Entry>;
    return stream === entry.stream && version === entry.version;
  } catch {
    return false;
  }
}

function sha256Text(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** The entry's header fixes its payload, and the payload names this very document. */
function names(header: string, payload: string, language: string, document: string): boolean {
  try {
    const { payload_sha256 } = JSON.parse(header) as { payload_sha256?: string };
    if (sha256Text(payload) !== payload_sha256) return false;
    const { events } = JSON.parse(payload) as {
      events: { type: string; sha256?: Record<string, string> }[];
    };
    return events.some(
      (event) => event.type === 'record_published' && event.sha256?.[language] === document,
    );
  } catch {
    return false;
  }
}

/** The list names the stream at this entry, or further on. */
function lists(body: string, entry: Entry): boolean {
  try {
    const parsed = JSON.parse(body) as {
      heads?: Record<string, { version: number; hash: string }>;
    };
    const head = parsed.heads?.[entry.stream];
    if (!head) return false;
    return head.version === entry.version ? head.hash === entry.hash : head.version > entry.version;
  } catch {
    return false;
  }
}

function signed(checkpoint: Checkpoint): boolean {
  try {
    return ed25519.verify(
      hexToBytes(checkpoint.signature),
      utf8ToBytes(checkpoint.body),
      hexToBytes(checkpoint.public_key),
    );
  } catch {
    return false;
  }
}
