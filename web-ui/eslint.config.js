// The fences of the browser part: who may import whom, and that only one file knows WebSocket.
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

const fence = (...groups) => ['error', { patterns: groups.map((group) => ({ group: [group] })) }];

export default ts.config(
  { ignores: ['dist/', 'node_modules/'] },
  ...ts.configs.recommended,
  ...svelte.configs['flat/recommended'],
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', 70],
      'no-restricted-globals': ['error', 'WebSocket', 'structuredClone'],
      'svelte/no-at-html-tags': 'error',
      // Our links are plain addresses; the router follows clicks by itself.
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/no-inline-styles': 'error',
    },
  },
  { files: ['src/protocol/socket.ts'], rules: { 'no-restricted-globals': 'off' } },
  {
    files: ['tests/**', 'dev/**'],
    rules: { 'no-restricted-globals': 'off', 'max-lines-per-function': 'off' },
  },
  {
    files: ['src/protocol/**'],
    rules: {
      'no-restricted-imports': fence('**/store/**', '**/i18n/**', '**/parts/**', '**/rooms/**'),
    },
  },
  {
    files: ['src/store/**'],
    rules: { 'no-restricted-imports': fence('**/parts/**', '**/rooms/**') },
  },
  {
    files: ['src/i18n/**'],
    rules: { 'no-restricted-imports': fence('**/parts/**', '**/rooms/**') },
  },
  { files: ['src/parts/**'], rules: { 'no-restricted-imports': fence('**/rooms/**') } },
  {
    files: ['src/record_check/**'],
    rules: {
      'no-restricted-imports': fence('**/store/**', '**/parts/**', '**/rooms/**', 'svelte'),
    },
  },
);
