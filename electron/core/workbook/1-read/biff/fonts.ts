// Fonts of a BIFF8 workbook as far as they change what a text or a number says: crossed out, or raised as a note mark.

import { NotCanonical } from '../not-canonical.js';

export interface Font {
  isStruck: boolean;
  isRaised: boolean;
  isLowered: boolean;
}

/** A FONT record: height, flags (bit 3: crossed out), colour, weight, 1 for raised, 2 for lowered. */
export function readFont(b: Buffer, start: number, end: number): Font {
  if (end - start < 10) throw new NotCanonical('FONT', start);
  const height = b.readUInt16LE(start + 8);
  return { isStruck: (b.readUInt16LE(start + 2) & 8) !== 0, isRaised: height === 1, isLowered: height === 2 };
}

/** By its number in cells and texts: no font has the number 4. */
export function fontAt(fonts: readonly Font[], number: number): Font | undefined {
  return number === 4 ? undefined : fonts[number > 4 ? number - 1 : number];
}
