// Fails the build when a text is missing: one in one language only, other placeholders, a refusal
// code of docs/protocol.md without words, a text that nothing shows, or one that a screen shows and does
// not fetch.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const i18n = join(root, 'src/i18n');
const keys = readFileSync(join(i18n, 'keys.ts'), 'utf8');
const faults = [];

/** The texts of a set: key → { zh, en }. */
function textsOf(set) {
  const texts = new Map();
  for (const file of readdirSync(join(i18n, 'texts', set))) {
    const read = JSON.parse(readFileSync(join(i18n, 'texts', set, file), 'utf8'));
    for (const [key, both] of Object.entries(read)) {
      if (texts.has(key)) faults.push(`${set}/${file}: ${key} is there twice`);
      texts.set(key, both);
    }
    if (set !== 'record' && !keys.includes(`'./texts/${set}/${file}'`))
      faults.push(`src/i18n/keys.ts does not name ${set}/${file}`);
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
    if (entry.isDirectory()) return sources(path);
    // The names of commands stand there as types: they show nothing.
    if (path === join(root, 'src/protocol/commands.ts')) return [];
    return /\.(ts|svelte)$/.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}

const sets = new Map(readdirSync(join(i18n, 'texts')).map((set) => [set, textsOf(set)]));
const texts = new Map([...sets.values()].flatMap((set) => [...set]));
// One key may stand in several sets, but never with other words: a screen may fetch both.
for (const [name, set] of sets) {
  for (const [key, both] of set)
    if (JSON.stringify(texts.get(key)) !== JSON.stringify(both))
      faults.push(`${name}: ${key} has other words in another set`);
}
for (const [key, { zh, en, ...others }] of texts) {
  if (typeof zh !== 'string' || typeof en !== 'string' || Object.keys(others).length > 0)
    faults.push(`${key} is not in Chinese and English`);
  else if (placesIn(zh) !== placesIn(en)) faults.push(`${key}: other placeholders in en`);
  if (zh === '' && key !== 'app.sentence_gap') faults.push(`zh: ${key} is empty`);
}

const protocol = join(root, '../docs/protocol.md');
if (existsSync(protocol)) {
  const refusals = readFileSync(protocol, 'utf8').split('### Refusals')[1]?.split('\n## ')[0] ?? '';
  const codes = [...refusals.matchAll(/^\| `([\w.]+)` \|/gm)].map((match) => match[1]);
  if (codes.length === 0) faults.push('docs/protocol.md: no refusal codes found');
  for (const code of codes) {
    if (!texts.has(`refused.${code}`)) faults.push(`no words for the refusal ${code}`);
  }
}

const code = sources(join(root, 'src')).join('\n');
const stems = [...code.matchAll(/`([\w.]+[._])\$\{/g)].map((match) => match[1]);
for (const [, stem] of code.matchAll(/tCode\(\s*'([\w.]+)'/g)) stems.push(`${stem}.`);
for (const key of texts.keys()) {
  const shown = code.includes(`'${key}'`) || stems.some((stem) => key.startsWith(stem));
  if (!shown) faults.push(`nothing shows ${key}`);
}

/** The files a screen is made of; `late`: also what comes with a tap. */
function madeOf(path, late, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  // What comes as a type alone is not there when the screen runs.
  const source = readFileSync(path, 'utf8').replace(/^\s*(?:import|export) type [^;]*;/gm, '');
  for (const [, name] of source.matchAll(
    late ? /(?:from|import\() ?'(\.[^']+)'/g : /from '(\.[^']+)'/g,
  )) {
    const base = join(dirname(path), name);
    const file = [base, `${base}.ts`].find((one) => /\.(ts|svelte)$/.test(one) && existsSync(one));
    if (file) madeOf(file, late, found);
  }
  return found;
}

/** Whether those files show a text. Refusals are in several sets on purpose: each screen has those it may
    meet, and asks for the others. What somebody may do is no text, though it may be named like one. */
function shownIn(paths) {
  const source = [...paths].map((file) => readFileSync(file, 'utf8')).join('\n');
  const text = source.replace(/\bmay\??\.?\['[\w.]+'\]/g, '');
  const begun = [...text.matchAll(/`([\w.]+[._])\$\{/g)].map(([, stem]) => stem);
  for (const [, stem] of text.matchAll(/tCode\(\s*'([\w.]+)'/g))
    if (stem !== 'refused') begun.push(`${stem}.`);
  return (key) => text.includes(`'${key}'`) || begun.some((stem) => key.startsWith(stem));
}

const screens = JSON.parse(readFileSync(join(root, 'src/screens.json'), 'utf8'));
for (const [name, screen] of Object.entries(screens)) {
  const path = `rooms/${name}.svelte`;
  const keysOf = (some) => new Set(some.flatMap((set) => [...(sets.get(set)?.keys() ?? [])]));
  for (const late of [false, true]) {
    const fetched = keysOf([...screen.texts, ...((late && screen.late) || [])]);
    const shows = shownIn(madeOf(join(root, 'src', path), late));
    for (const key of texts.keys()) {
      if (shows(key) && !fetched.has(key))
        faults.push(`${path} shows ${key} and does not fetch it`);
    }
  }
}

if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
console.log(`${texts.size} texts in both languages`);
