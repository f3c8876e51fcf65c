// Writes dist/screens.json from src/screens.json and Vite's manifest: for each screen its addresses, the
// sheets and scripts it needs, and the texts in each language. The server names them in the page it sends (src/http/first_page.cpp), and
// a test holds their sizes. Without arguments it writes; imported, it gives the same.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const kLanguages = ['zh', 'en'];

/** A chunk with all it imports, without what it only imports when asked. */
function withImports(manifest, key, found = new Set()) {
  if (found.has(key)) return found;
  found.add(key);
  for (const other of manifest[key].imports ?? []) withImports(manifest, other, found);
  return found;
}

export function screensOf(manifest, table) {
  const entry = Object.keys(manifest).find((key) => manifest[key].isEntry && key === 'index.html');
  const screens = {};
  for (const key of Object.keys(manifest)) {
    const name = /^src\/rooms\/(\w+)\.svelte$/.exec(key)?.[1];
    if (!table[name] || !manifest[key].isDynamicEntry) continue;
    const chunks = [...withImports(manifest, entry), ...withImports(manifest, key)];
    const own = [...new Set(chunks)].map((chunk) => manifest[chunk]);
    const { at, kb, waits, indexed } = table[name];
    screens[name] = {
      at,
      kb,
      waits,
      indexed,
      styles: [...new Set(own.flatMap((chunk) => chunk.css ?? []))].map((file) => `/${file}`),
      scripts: own.map((chunk) => `/${chunk.file}`),
      texts: Object.fromEntries(
        kLanguages.map((language) => [
          language,
          table[name].texts.map((set) => `/${manifest[`src/i18n/${language}_${set}.js`].file}`),
        ]),
      ),
    };
  }
  return screens;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
  const table = JSON.parse(readFileSync(join(root, 'src/screens.json'), 'utf8'));
  const screens = screensOf(manifest, table);
  for (const name of Object.keys(table)) {
    if (!screens[name]) throw new Error(`src/rooms has no ${name}.svelte`);
  }
  writeFileSync(join(dist, 'screens.json'), `${JSON.stringify(screens, null, 1)}\n`);
  rmSync(join(dist, '.vite'), { recursive: true });
}
