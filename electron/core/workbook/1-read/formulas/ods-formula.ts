// of:=SUM([.B4:.B5];[$'各 区'.C1]) as ODF writes it → SUM(B4:B5,'各 区'!C1), as it is read everywhere else.

/** A reference in brackets: its sheet, its cell, the last cell of a range. */
const REFERENCE =
  /\[(?:\$?('(?:[^']|'')+'|[^\s.[\]'#]+))?\.(\$?[A-Z]{1,3}\$?\d{1,7})(?::\.(\$?[A-Z]{1,3}\$?\d{1,7}))?\]/g;

/** Null where it is written in another way, or refers to another file. */
export function plainOds(written: string): string | null {
  const formula = /^of:=(.*)$/su.exec(written)?.[1];
  // A text may hold anything; the empty one is what IF asks for.
  if (formula === undefined || formula.replaceAll('""', '').includes('"')) return null;
  const plain = formula
    .replaceAll(REFERENCE, (_whole, sheet: string | undefined, from: string, to: string | undefined) => {
      const name = sheet === undefined ? '' : `${sheet.startsWith("'") ? sheet : `'${sheet}'`}!`;
      return `${name}${from}${to === undefined ? '' : `:${to}`}`;
    })
    .replaceAll(';', ',');
  return /[[\]]/.test(plain) ? null : plain;
}
