// The text of a cell as it leaves reading: line ends are \n, control characters that no screen shows are dropped
// (a NUL would end the text in SQLite and in C libraries), lone surrogates cannot break JSON or UTF-8.
// Not here: trimming, NFKC, zero-width characters; the text stays what the officer sees in Excel.

// oxlint-disable-next-line no-control-regex -- control characters are the subject
const UNSEEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** Cleans one cell text. */
export function cellText(text: string): string {
  const lines = text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
  return lines.replaceAll(UNSEEN, '').toWellFormed();
}
