// The descriptions of the wire, asyncapi.yaml and openapi.yaml, as validators.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { root } from './support.mjs';

export const described = async (file) => parse(await readFile(join(root, 'docs', file), 'utf8'));

/** A validator for a schema of that description, by name. */
export function validator(document) {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    validateFormats: false,
  });
  ajv.addSchema({ $id: 'doc', ...document });
  return (name, value) => {
    const valid = ajv.validate(`doc#/components/schemas/${name}`, value);
    assert.ok(
      valid,
      `${name}: ${ajv.errorsText(ajv.errors)} in ${JSON.stringify(value).slice(0, 400)}`,
    );
  };
}
