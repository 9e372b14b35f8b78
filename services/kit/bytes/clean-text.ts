/**
 * A text that PostgreSQL takes: without NUL, which its texts can't hold, with lone surrogates replaced, and cut to
 * `maxLength` characters without splitting one.
 */
export function cleanText(text: string, maxLength: number): string {
  let clean = text.includes("\0") ? text.replaceAll("\0", "") : text;
  if (clean.length > maxLength) clean = clean.slice(0, maxLength);
  return clean.isWellFormed() ? clean : clean.toWellFormed();
}

/** The same, with null for an empty text. */
export function cleanOrNull(text: string, maxLength: number): string | null {
  return text === "" ? null : cleanText(text, maxLength) || null;
}
