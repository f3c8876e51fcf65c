import type { Translated } from '../zh';
import type { record as zh } from '../zh/record';

export const record: Translated<typeof zh> = {
  'check.running': 'Your browser is checking this record…',
  'check.ok': 'This record is complete and its signature is valid',
  'check.bad': 'The check failed',
  'check.failed': 'The check cannot be made now',
  'check.ok_help': 'Your browser has just computed {n} {n|step|steps} itself; all agree.',
  'check.bad_help':
    '{n} {n|step does|steps do} not agree. Do not rely on this page; ask the issuer.',
  'check.failed_help': 'The data for the check could not be fetched. Connect and reload.',
  'check.steps': 'Steps of the check',
  'check.step_document': 'The bytes of the document have the recorded fingerprint',
  'check.step_entry': 'The fingerprint of entry {version} follows from its content',
  'check.step_entry_names': 'Entry {version} names the fingerprint of this document',
  'check.step_checkpoint': 'The fingerprint of list {number} follows from its content',
  'check.step_listed': 'The list names the record of this meeting',
  'check.step_signature': 'The signature of the list is valid',
  'check.step_yes': 'agrees',
  'check.step_no': 'does not agree',
  'check.fingerprint': 'Fingerprint of the document {hash}',
  'check.key': 'Public key {key}',
  'check.limit':
    'The check shows that document and record were not changed. Whoever holds both the server and the signing key could make another set; the fingerprint shown at the meeting and the households’ receipts would show it.',
};
