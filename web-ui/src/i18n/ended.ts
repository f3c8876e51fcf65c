// Sentences are put together of what people wrote, which may end in a mark of its own.

/** Without the comma, semicolon or full stop that follows a question mark or a full stop. */
export function endedOnce(words: string): string {
  return words.replace(/([。？！?!])[，。；,.;]/g, '$1').replace(/([^.])\.\.(?!\.)/g, '$1.');
}
