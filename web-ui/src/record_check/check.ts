// The steps of the check, pure: evidence and bytes in, findings out.
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

export interface Evidence {
  sha256: Record<string, string>;
  entry: { stream: string; version: number; hash: string; header: string; payload?: string };
  checkpoint?: {
    number: number;
    hash: string;
    body: string;
    signature: string;
    public_key: string;
  };
}

export interface Step {
  what: 'document' | 'entry' | 'entry_names' | 'checkpoint' | 'listed' | 'signature';
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
  if (!checkpoint) return steps;
  const { number, body } = checkpoint;
  const values = { number };
  steps.push(
    { what: 'checkpoint', holds: sha256Text(body) === checkpoint.hash, values },
    { what: 'listed', holds: lists(body, entry), values },
    { what: 'signature', holds: signed(checkpoint), values },
  );
  return steps;
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
function lists(body: string, entry: Evidence['entry']): boolean {
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

function signed(checkpoint: NonNullable<Evidence['checkpoint']>): boolean {
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
