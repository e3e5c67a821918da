// Texts that a spreadsheet would run as a formula, and the apostrophe in front that tells it not to. Pure.

const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/;
const TOLD = /^'(?=[=+\-@＝＋－＠])/;

/** `=1+1` → `'=1+1`, for a CSV (reliability.md 47). */
export function toldAsText(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}

/** The way back, whether a CSV of ours, another program or somebody typing put the apostrophe in front: it is no part of the text. */
export function withoutTold(text: string): string {
  return text.startsWith("'") ? text.replace(TOLD, '') : text;
}
