// A1 addresses of a sheet against its rows and columns, both from 0. (Two readers of large sheets go through bytes instead:
// core/workbook/1-read/sheet-scan.ts and xlsx/scan-rows.ts.)

export interface CellPlace {
  row: number;
  column: number;
}

/** 0 → A, 26 → AA. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

/** A → 0, AA → 26; -1 without a letter. */
export function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

export function addressOf(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`;
}

/** Of E5 or $E$5; null where the text is no address. */
export function placeOfAddress(address: string): CellPlace | null {
  const match = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/.exec(address);
  return match ? { row: Number(match[2]) - 1, column: columnOf(match[1]!) } : null;
}
