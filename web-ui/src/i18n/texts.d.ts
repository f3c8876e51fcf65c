// A set of texts in one language, which vite.config.ts makes of the files of texts/.
declare module 'texts:*' {
  export const texts: Record<string, string>;
}
