// A1 addresses as row and column from 0; the way back is cellAddress() of 1-read.

/** Column of its letters. */
export function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** [row, column] of an address such as E5; null where it is none. */
export function positionOf(cell: string | null): [number, number] | null {
  const address = /^([A-Z]{1,3})(\d{1,7})$/.exec(cell ?? '');
  return address ? [Number(address[2]) - 1, columnOf(address[1]!)] : null;
}
