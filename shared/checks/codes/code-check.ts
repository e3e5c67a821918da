// What a check of a statutory number says: the number in its normal form, what is wrong with it, and what it probably should be.
// A suggestion is shown and asked about, never applied. Not here: where such numbers stand in a file (ledgers).

export interface CodeCheck {
  /** valid; suspect: usable, to be looked at; invalid; damaged: Excel has rounded it and it cannot be recovered. */
  state: 'valid' | 'suspect' | 'invalid' | 'damaged';
  /** Normal form where valid or suspect, else the text as given without spaces. */
  value: string;
  /** What it probably should be, or null. */
  suggestion: string | null;
  /** Chinese: what was found and what to do; '' where valid. */
  message: string;
}

export const valid = (value: string): CodeCheck => ({ state: 'valid', value, suggestion: null, message: '' });

export const problem = (
  state: Exclude<CodeCheck['state'], 'valid'>,
  value: string,
  message: string,
  suggestion: string | null = null,
): CodeCheck => ({ state, value, suggestion, message });

/** Full-width to half-width, no spaces or invisible characters, upper case. */
export function normaliseCode(text: string): string {
  // Nearly all are written so: nothing of it changes.
  if (/^[\dA-Z.]+$/.test(text)) return text;
  return text
    .normalize('NFKC')
    .replaceAll(/[\s\u200B-\u200D\uFEFF]/g, '')
    .toUpperCase();
}

/** Shown like 9.14403E+17: a long number that a spreadsheet holds as a number. */
export function isScientific(text: string): boolean {
  return /^\d(\.\d+)?E\+?\d+$/i.test(text);
}

/** The same, and a number of more digits than a spreadsheet holds: the last ones have become 0. `isNumber`: the cell holds no text. */
export function hasLostDigits(text: string, isNumber: boolean): boolean {
  return isScientific(text) || (isNumber && /^\d{16,}$/.test(text));
}
