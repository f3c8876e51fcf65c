// Fails the build when what was built needs more than Chrome 87 or Safari 14: syntax by parsing,
// interfaces and CSS by name. Also holds the content policy: nothing inline.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';

const dist = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../dist');
const faults = [];

/** What is missed, its name, and how we may provide it ourselves (record_check/shims.ts). */
const kScript = [
  [/(?<![\w$])structuredClone\(/, 'structuredClone'],
  [/\.randomUUID\b/, 'crypto.randomUUID (also absent on plain http)'],
  [/crypto\.subtle\b/, 'crypto.subtle (absent on plain http)'],
  [/\.at\(-?\d/, 'Array.prototype.at'],
  [/Object\.hasOwn\b/, 'Object.hasOwn', /defineProperty\(Object,\s*[`'"]hasOwn/],
  [/\.findLast(Index)?\(/, 'findLast'],
  [/\.to(Sorted|Reversed|Spliced)\(/, 'toSorted and its kin'],
  [/Promise\.withResolvers/, 'Promise.withResolvers'],
  [/Object\.groupBy/, 'Object.groupBy'],
  [/\bnew WeakRef\b/, 'WeakRef'],
  [/[sg]etBig(Ui|I)nt64\b/, 'DataView.getBigUint64'],
  [/BigU?[iI]nt64Array\b/, 'BigInt64Array'],
  [/\.showModal\(/, 'dialog.showModal'],
  [/AbortSignal\.(timeout|any)\b/, 'AbortSignal.timeout'],
  [/Intl\.(Segmenter|DurationFormat)/, 'Intl.Segmenter'],
  [/\(\?<[=!]/, 'lookbehind in a regular expression'],
  [/\beval\(|\bnew Function\(/, 'eval'],
  [/requestIdleCallback/, 'requestIdleCallback'],
  [/\?\.[\w$.]*\([^()]*\.\.\./, 'spread arguments in an optional chain (wrong before Chrome 91)'],
];

const kStyle = [
  [/:has\(/, ':has()'],
  [/:(is|where)\(/, ':is() and :where()'],
  [/@container|container-type/, 'container queries'],
  [/@layer\b/, '@layer'],
  [/color-mix\(|oklch\(|\blab\(/, 'new colours'],
  [/aspect-ratio\s*:/, 'aspect-ratio'],
  [/\binset\s*:/, 'inset'],
  [/\d(d|s|l)v(h|w)\b/, 'dvh, svh, lvh'],
  [/accent-color\s*:/, 'accent-color'],
  [/overflow\s*:\s*clip/, 'overflow: clip'],
  [/overflow-wrap\s*:\s*anywhere/, 'overflow-wrap: anywhere'],
  [/inset-(inline|block)/, 'inset-inline'],
  [/@media[^{]*(<|>)=?/, 'range media queries'],
  [/(^|[{}])\s*&/, 'nesting'],
  [/@import|url\((?!['"]?\/)/, 'an outside or inline resource'],
  [/subgrid/, 'subgrid'],
];

function checkScript(name, text) {
  try {
    parse(text, { ecmaVersion: 2021, sourceType: 'module' });
  } catch (error) {
    faults.push(`${name}: syntax after ES2021: ${error.message}`);
  }
  for (const [pattern, what, provided] of kScript) {
    if (pattern.test(text) && !provided?.test(text)) faults.push(`${name}: ${what}`);
  }
}

function checkStyle(name, text) {
  for (const [pattern, what] of kStyle) if (pattern.test(text)) faults.push(`${name}: ${what}`);
}

function checkPage(name, text) {
  if (/<script(?![^>]*\bsrc=)/.test(text)) faults.push(`${name}: an inline script`);
  if (/<style|\sstyle=|\son\w+=/.test(text)) faults.push(`${name}: an inline style or handler`);
  if (/(src|href)="(https?:)?\/\//.test(text)) faults.push(`${name}: a resource from elsewhere`);
}

let seen = 0;
for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.(js|css|html)$/.test(entry.name)) continue;
  const text = readFileSync(join(entry.parentPath ?? entry.path, entry.name), 'utf8');
  seen += 1;
  if (entry.name.endsWith('.js')) checkScript(entry.name, text);
  else if (entry.name.endsWith('.css')) checkStyle(entry.name, text);
  else checkPage(entry.name, text);
}

if (seen === 0) faults.push(`nothing built in ${dist}`);
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
console.log(`${seen} files run on Chrome 87 and Safari 14`);
