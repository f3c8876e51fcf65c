// The application, and the small scripts and the sheet of published pages, whose names stay fixed
// because the server writes them into its HTML.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import type { Plugin } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What opens over a screen, with what only that needs. */
const kDialogs = /\/src\/(?:parts\/(?:AskNote|Dialog|Turned|stand_apart)|store\/(?:ask|subject))\./;

/** What follows a stream: a meeting's or an issue's. */
const kLive =
  /\/src\/(?:protocol\/socket|store\/(?:kept|merge_patch|pending|stream_store|untold))\./;

/** Not the texts, which come by language, nor what the record page shares. */
const kShared = new RegExp(
  `^(?!.*(?:${kDialogs.source}|${kLive.source}|i18n/(?:zh|en)_|i18n/fill|record_check|/styles/record|qrcode-generator|parts/(?:Code|ConfirmDialog|MyMeetings))).*$`,
);

/** What Room, Hall and Console share, and neither the Desk nor the Grid. */
const kOfMeetings = new RegExp(
  '/src/(?:' +
    [
      'i18n/(?:options|speaker_words|verdict)',
      'parts/(?:ActNote|ConnectionBanner|Countdown|CountsTable|DiffText|DoubleRing)',
      'parts/(?:FileLinks|FloorSums|ItemTime|MotionMatter|NotDone|Opening|Outcome|PhaseChip|ProposalFacts)',
      'parts/(?:PaperForm|ProposalText|RingLegend|Shape|SpeechClock|StanceMark|Swatch)',
      'parts/(?:ring|speaker_words)',
      'store/(?:act|agenda|files|floor|meeting)',
      'store/(?:proposals|votes)',
    ].join('|') +
    ')[._]',
);

/** `texts:zh/public` is what the files of that folder of texts say in that language. */
function textSets(): Plugin {
  const kSet = /\/i18n\/(zh|en)_(\w+)\.js$/;
  return {
    name: 'text-sets',
    resolveId: (id) =>
      id.startsWith('texts:') ? at(`src/i18n/${id.slice(6).replace('/', '_')}.js`) : null,
    load(id) {
      const [, language, set] = kSet.exec(id) ?? [];
      if (!language || !set) return null;
      const folder = at(`src/i18n/texts/${set}`);
      const texts = readdirSync(folder).flatMap((file) => {
        this.addWatchFile(join(folder, file));
        const both = JSON.parse(readFileSync(join(folder, file), 'utf8')) as object;
        return Object.entries(both).map(([key, text]) => [key, text[language]]);
      });
      return `export const texts = ${JSON.stringify(Object.fromEntries(texts))};`;
    },
  };
}

/** Of the table of screens a browser needs neither what tools hold it to nor what the server says of it. */
function screenTable(): Plugin {
  return {
    name: 'screen-table',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/src/screens.json')) return null;
      const table = JSON.parse(code) as Record<string, Record<string, unknown>>;
      const short = Object.entries(table).map(([name, { at, texts, waits }]) => [
        name,
        { at, texts, waits },
      ]);
      return { code: JSON.stringify(Object.fromEntries(short)), map: null };
    },
  };
}

/** Svelte scopes nested selectors with `:where()`, which Chrome 87 does not know. */
function plainScopes(): Plugin {
  return {
    name: 'plain-scopes',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('svelte&type=style')) return null;
      return { code: code.replace(/:where\((\.svelte-[\w-]+)\)/g, '$1'), map: null };
    },
  };
}

interface Node {
  type?: string;
  name?: string;
  start: number;
  end: number;
}

/** Safari 14.0 has no private members, and what stands for them is long. Nothing outside looks at them:
    so they come as members with a name that nobody else gives. */
function plainMembers(): Plugin {
  return {
    name: 'plain-members',
    apply: 'build',
    enforce: 'post',
    transform(code, id) {
      if (!/#\w/.test(code) || !/\.(js|ts|svelte)$/.test(id.split('?')[0] ?? '')) return null;
      let plain = code;
      const names: Node[] = [];
      const look = (node: unknown): void => {
        if (typeof node !== 'object' || node === null) return;
        if ((node as Node).type === 'PrivateIdentifier') names.push(node as Node);
        else Object.values(node).forEach(look);
      };
      look(this.parse(code));
      for (const { start, end, name } of names.sort((a, b) => b.start - a.start))
        plain = `${plain.slice(0, start)}$_${name}${plain.slice(end)}`;
      return { code: plain, map: null };
    },
  };
}

export default defineConfig({
  plugins: [svelte(), textSets(), screenTable(), plainScopes(), plainMembers()],
  build: {
    // Chrome 87 has all that 91 has but for spread arguments in an optional chain, which
    // tools/check_compat.mjs looks for, and what Safari 14 has neither: `?.` stays as it is written.
    target: ['chrome91', 'safari14'],
    cssTarget: ['chrome87', 'safari14'],
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0, // the content policy allows no data: addresses
    modulePreload: { polyfill: false },
    manifest: true, // tools/screens.mjs reads it
    rolldownOptions: {
      transform: { assumptions: { setPublicClassFields: true, noDocumentAll: true } },
      input: {
        index: at('index.html'),
        'record-check': at('src/record_check/main.ts'),
        'record-print': at('src/record_check/print.ts'),
        record: at('src/styles/record.css'),
      },
      output: {
        // Few scripts on a slow line: what most screens share comes as one, what those of a meeting
        // share as another. `fill` is the record page's too, which must not fetch the rest.
        codeSplitting: {
          groups: [
            // The frame's, which must fetch neither what is of meetings nor dialogs for it.
            {
              name: 'frame',
              test: /\/src\/(?:parts\/(?:announce|keep_focus|slip)|store\/back)\./,
              priority: 3,
            },
            { name: 'base', minShareCount: 4, test: kShared, priority: 2 },
            { name: 'dialogs', test: kDialogs, priority: 1 },
            { name: 'live', test: kLive, priority: 1 },
            { name: 'meeting', minShareCount: 2, test: kOfMeetings, priority: 1 },
          ],
        },
        entryFileNames: (chunk) =>
          chunk.name.startsWith('record-') ? 'assets/[name].js' : 'assets/[name]-[hash].js',
        assetFileNames: (asset) =>
          asset.names.includes('record.css')
            ? 'assets/record.css'
            : 'assets/[name]-[hash][extname]',
      },
    },
  },
  server: {
    proxy: { '/api': 'http://127.0.0.1:8080', '/ws': { target: 'ws://127.0.0.1:8080', ws: true } },
  },
  test: {
    include: ['tests/**/*.test.ts'],
    environment: 'node',
    setupFiles: ['tests/all_texts.ts'],
  },
});
