// One cell of a sheet that is to be written, and the name of its column.

export type Side = 'none' | 'thin' | 'medium';

export interface SheetCell {
  /** Text, or a plain decimal with `decimals` for a real number. */
  text: string;
  number?: { plain: string; decimals: number; plus?: boolean };
  /** Own formula without `=`; `text` is its result now. */
  formula?: string;
  /** An empty cell to be filled in. */
  blank?: 'number' | 'text';
  /** May be edited although the sheet is protected. */
  isOpen?: boolean;
  /** Colour of the ground as RRGGBB. */
  fill?: string;
  font: { name: string; size: number; bold?: boolean; colour?: string };
  align: 'left' | 'center' | 'right';
  vertical?: 'top' | 'center';
  wrap?: boolean;
  border?: { top: Side; right: Side; bottom: Side; left: Side };
}
