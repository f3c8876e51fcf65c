// Fails the build when a text is missing: a key in one language only, other placeholders, a refusal
// code of docs/protocol.md without words, or a text that nothing shows.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const i18n = join(root, 'src/i18n');
const faults = [];

function textsOf(language) {
  const texts = new Map();
  for (const file of readdirSync(join(i18n, language))) {
    const source = readFileSync(join(i18n, language, file), 'utf8');
    const entry = /^\s{2}(?:'([\w.]+)'|(\w+)):\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"),?$/gm;
    for (const [, quoted, bare, single, double] of source.matchAll(entry)) {
      texts.set(quoted ?? bare, single ?? double);
    }
    const declared = source.match(/^\s{2}(?:'[\w.]+'|\w+):/gm)?.length ?? 0;
    const read = source.match(entry)?.length ?? 0;
    if (declared !== read)
      faults.push(`${language}/${file}: ${declared - read} texts not readable`);
  }
  return texts;
}

function placesIn(text) {
  const names = [...text.matchAll(/\{(\w+)(?:\|[^}]*)?\}/g)].map((match) => match[1]);
  return [...new Set(names)].sort().join(' ');
}

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return path === join(i18n, 'zh') || path === join(i18n, 'en') ? [] : sources(path);
    return /\.(ts|svelte)$/.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}

const zh = textsOf('zh');
const en = textsOf('en');
for (const [key, text] of zh) {
  if (!en.has(key)) faults.push(`en misses ${key}`);
  else if (placesIn(text) !== placesIn(en.get(key)))
    faults.push(`${key}: other placeholders in en`);
  if (text === '' && key !== 'app.sentence_gap') faults.push(`zh: ${key} is empty`);
}
for (const key of en.keys()) if (!zh.has(key)) faults.push(`zh misses ${key}`);

const protocol = join(root, '../docs/protocol.md');
if (existsSync(protocol)) {
  const refusals = readFileSync(protocol, 'utf8').split('### Refusals')[1]?.split('\n## ')[0] ?? '';
  const codes = [...refusals.matchAll(/^\| `([\w.]+)` \|/gm)].map((match) => match[1]);
  if (codes.length === 0) faults.push('docs/protocol.md: no refusal codes found');
  for (const code of codes) {
    if (!zh.has(`refused.${code}`)) faults.push(`no words for the refusal ${code}`);
  }
}

const code = sources(join(root, 'src')).join('\n');
const stems = [...code.matchAll(/`([\w.]+[._])\$\{/g)].map((match) => match[1]);
for (const [, stem] of code.matchAll(/tCode\(\s*'(\w+)'/g)) stems.push(`${stem}.`);
for (const key of zh.keys()) {
  const shown = code.includes(`'${key}'`) || stems.some((stem) => key.startsWith(stem));
  if (!shown) faults.push(`nothing shows ${key}`);
}

if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
console.log(`${zh.size} texts in both languages`);
