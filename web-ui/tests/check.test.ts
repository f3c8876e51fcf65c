import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import {
  checkReceipt,
  checkRecord,
  fingerprintOf,
  type Evidence,
  type ReceiptEvidence,
} from '../src/record_check/check';

const text = '<!DOCTYPE html><title>公示</title>';
const hash = (text: string) => bytesToHex(sha256(utf8ToBytes(text)));
const secret = new Uint8Array(32).fill(7);
const payload = JSON.stringify({
  events: [{ type: 'record_published', sha256: { zh: hash(text) } }],
});
const header = `{"stream":"meeting/m1","version":31,"payload_sha256":"${hash(payload)}"}`;
const body = `{"number":4,"heads":{"meeting/m1":{"version":31,"hash":"${hash(header)}"}}}`;
const bytes = (value: string) => utf8ToBytes(value).slice().buffer as ArrayBuffer;

const evidence: Evidence = {
  sha256: { zh: hash(text) },
  entry: { stream: 'meeting/m1', version: 31, hash: hash(header), header, payload },
  checkpoint: {
    number: 4,
    hash: hash(body),
    body,
    signature: bytesToHex(ed25519.sign(utf8ToBytes(body), secret)),
    public_key: bytesToHex(ed25519.getPublicKey(secret)),
  },
};
const failing = (changed: Evidence, document = text) =>
  checkRecord(changed, 'zh', bytes(document))
    .filter(({ holds }) => !holds)
    .map(({ what }) => what);

describe('the check of a record', () => {
  it('finds nothing wrong with an unchanged one, in six steps', () => {
    expect(checkRecord(evidence, 'zh', bytes(text))).toHaveLength(6);
    expect(failing(evidence)).toEqual([]);
  });

  it('finds one changed byte of the document', () => {
    expect(failing(evidence, text.replace('公', '共'))).toEqual(['document', 'entry_names']);
  });

  it('finds a changed log entry', () => {
    const entry = { ...evidence.entry, header: header.replace('31', '32') };
    expect(failing({ ...evidence, entry })).toEqual(['entry']);
  });

  it('finds an entry that names another document', () => {
    const entry = { ...evidence.entry, payload: payload.replace(hash(text), hash('other')) };
    expect(failing({ ...evidence, entry })).toEqual(['entry_names']);
  });

  it('finds an entry that the signed list does not name', () => {
    const entry = { ...evidence.entry, stream: 'meeting/m2' };
    expect(failing({ ...evidence, entry })).toEqual(['listed']);
  });

  it('finds a changed list and a false signature', () => {
    const checkpoint = { ...evidence.checkpoint!, body: body.replace('"number":4', '"number":5') };
    expect(failing({ ...evidence, checkpoint })).toEqual(['checkpoint', 'signature']);
    const unsigned = { ...evidence.checkpoint!, signature: 'zz' };
    expect(failing({ ...evidence, checkpoint: unsigned })).toEqual(['signature']);
  });
});

const typed = `Receipt: entry 31 ${hash(header)
  .slice(0, 12)
  .replace(/(.{4})/g, '$1 ')}`;
const receipt: ReceiptEvidence = {
  receipt: { version: 31, hash: hash(header).slice(0, 12) },
  entry: { stream: 'meeting/m1', version: 31, hash: hash(header), header },
  checkpoint: evidence.checkpoint!,
};
const failingReceipt = (changed: ReceiptEvidence, text = typed) =>
  checkReceipt(changed, text)
    .filter(({ holds }) => !holds)
    .map(({ what }) => what);

describe('the check of a receipt', () => {
  it('finds nothing wrong where the entry is the one on the receipt, in four steps', () => {
    expect(checkReceipt(receipt, typed)).toHaveLength(4);
    expect(failingReceipt(receipt)).toEqual([]);
    expect(failingReceipt(receipt, typed.toUpperCase())).toEqual([]);
    const frame = JSON.stringify({ receipt: { hash: receipt.receipt.hash, version: 31 } });
    expect(failingReceipt(receipt, frame)).toEqual([]);
  });

  it('does not take the word of the server for what the receipt says', () => {
    expect(failingReceipt(receipt, 'entry 31 0000 0000 0000')).toEqual(['receipt_entry']);
    const nothing = { ...receipt, receipt: { version: 31, hash: '' } };
    expect(failingReceipt(nothing)).toEqual(['receipt_entry']);
  });

  it('finds an entry that is not what its hash says, and one of another place', () => {
    const other = { ...receipt.entry, header: header.replace('31', '32') };
    expect(failingReceipt({ ...receipt, entry: other })).toEqual(['receipt_entry']);
    const moved = { ...receipt.entry, version: 32 };
    expect(failingReceipt({ ...receipt, entry: moved })).toContain('receipt_entry');
    const elsewhere = { ...receipt.entry, stream: 'meeting/m2' };
    expect(failingReceipt({ ...receipt, entry: elsewhere })).toEqual(['receipt_entry', 'listed']);
  });

  it('finds a list that does not go so far, and a false signature', () => {
    const short = body.replace('"version":31', '"version":30');
    const checkpoint = { ...receipt.checkpoint!, body: short };
    expect(failingReceipt({ ...receipt, checkpoint })).toEqual([
      'checkpoint',
      'listed',
      'signature',
    ]);
  });
});

describe('the fingerprint of a key', () => {
  it('is the one that notices bear: the first half of its SHA-256, in fours', () => {
    expect(fingerprintOf('00'.repeat(32))).toBe('6668 7aad f862 bd77 6c8f c18b 8e9f 8e20');
  });
});
