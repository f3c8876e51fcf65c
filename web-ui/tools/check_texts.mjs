// Fails the build when a text is missing: a key in one language only, other placeholders, a refusal
// code of docs/protocol.md without words, a text that nothing shows, or one that a screen shows and does
// not fetch.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const i18n = join(root, 'src/i18n');
const faults = [];

function textsOf(language, files = readdirSync(join(i18n, language))) {
  const texts = new Map();
  for (const file of files) {
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
    // The names of commands stand there as types: they show nothing.
    if (path === join(root, 'src/protocol/commands.ts')) return [];
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

/** The files a screen is made of, without the texts themselves. */
function madeOf(path, found = new Set()) {
  if (found.has(path) || path.startsWith(join(i18n, 'zh')) || path.startsWith(join(i18n, 'en')))
    return found;
  found.add(path);
  // What comes as a type alone is not there when the screen runs.
  const source = readFileSync(path, 'utf8').replace(/^\s*(?:import|export) type [^;]*;/gm, '');
  for (const [, name] of source.matchAll(/(?:from|import\() ?'(\.[^']+)'/g)) {
    const base = join(dirname(path), name);
    const file = [base, `${base}.ts`].find((one) => /\.(ts|svelte)$/.test(one) && existsSync(one));
    if (file && !file.startsWith(join(i18n, 'sets'))) madeOf(file, found);
  }
  return found;
}

/** The keys of a set of texts: those of the files it puts together. */
function keysOfSet(set) {
  const source = readFileSync(join(i18n, `sets/zh_${set}.ts`), 'utf8');
  const english = readFileSync(join(i18n, `sets/en_${set}.ts`), 'utf8');
  if (english.replace(/\.\.\/en\//g, '../zh/') !== source) faults.push(`sets of ${set} differ`);
  const files = [...source.matchAll(/from '\.\.\/zh\/(\w+)'/g)].map(([, name]) => `${name}.ts`);
  return [...textsOf('zh', files).keys()];
}

const screens = readFileSync(join(root, 'src/screens.ts'), 'utf8');
const lines = [...screens.matchAll(/texts: \[([^\]]*)\][^']*'\.\/(rooms\/\w+\.svelte)'/g)];
if (lines.length === 0) faults.push('src/screens.ts: no screens found');
for (const [, sets, path] of lines) {
  const fetched = new Set([...sets.matchAll(/'(\w+)'/g)].flatMap(([, set]) => keysOfSet(set)));
  const source = [...madeOf(join(root, 'src', path))].map((file) => readFileSync(file, 'utf8'));
  const text = source.join('\n');
  const begun = [...text.matchAll(/`([\w.]+[._])\$\{/g)].map(([, stem]) => stem);
  // Refusals are in several sets on purpose: each screen has those it may meet.
  for (const [, stem] of text.matchAll(/tCode\(\s*'(\w+)'/g))
    if (stem !== 'refused') begun.push(`${stem}.`);
  for (const key of zh.keys()) {
    const shown = text.includes(`'${key}'`) || begun.some((stem) => key.startsWith(stem));
    if (shown && !fetched.has(key)) faults.push(`${path} shows ${key} and does not fetch it`);
  }
}

if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
console.log(`${zh.size} texts in both languages`);
