// The text of a cell as it leaves reading: line ends are \n, control characters that no screen shows are dropped
// (a NUL would end the text in SQLite and in C libraries), lone surrogates cannot break JSON or UTF-8.
// Not here: trimming, NFKC, zero-width characters; the text stays what the officer sees in Excel.

import { plainText } from '../../../../shared/model/plain-text.js';

/** Cleans one cell text. */
export function cellText(text: string): string {
  const lines = text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
  return plainText(lines);
}
