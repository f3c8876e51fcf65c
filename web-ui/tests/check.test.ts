import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { checkRecord, type Evidence } from '../src/record_check/check';

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
