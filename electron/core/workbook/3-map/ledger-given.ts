// What says the values that no column of a ledger table has and all its rows get: a line above the head, the name of the sheet or of
// the file. Kept with the import, so that each of these values leads back to it. Not here: which values they are (ledger-map.ts).

import { unitFieldOf, type Ledger } from '../../../../shared/ledgers/define.js';
import { fromTitle } from '../../../../shared/ledgers/heads.js';
import type { FieldInput } from '../../../../shared/ledgers/read-field.js';
import type { ReportingUnit } from '../../../../shared/model/unit.js';
import { cellAddress } from '../1-read/raw-book.js';
import type { LedgerTable } from '../2-recognise/ledger-table.js';
import type { UnitNames } from '../2-recognise/names.js';
import { withoutDays } from '../2-recognise/stated-year.js';
import { stemmedUnits, titledUnit } from './ledger-unit.js';

export interface GivenBy {
  field: string;
  /** A2“填报单位：薛城区”, 工作表名“滕州市”, 文件名“…”. */
  text: string;
}

interface SaidIn {
  line: string;
  where: string;
}

/** One of each given value that something of the file says; what only the officer said is among his answers. */
export function givenBy(
  table: LedgerTable,
  ledger: Ledger,
  given: Readonly<Record<string, FieldInput>>,
  { units, all }: { units: UnitNames; all: readonly ReportingUnit[] },
): GivenBy[] {
  const lines = saidIn(table);
  const unitField = unitFieldOf(ledger);
  const isUnit = (line: string, name: FieldInput): boolean => titledUnit([line], units)?.name === name;
  const isStem = (line: string, name: FieldInput): boolean =>
    stemmedUnits([line], all).some((one) => one.name === name);
  return Object.entries(given).flatMap(([field, value]): GivenBy[] => {
    if (field === unitField && table.stated) return [{ field, text: '填报表是发给它的' }];
    const found =
      field === unitField
        ? (lines.find(({ line }) => isUnit(line, value)) ?? lines.find(({ line }) => isStem(line, value)))
        : lines.find(({ line }) => Object.hasOwn(fromTitle(ledger, withoutDays(line)), field));
    return found === undefined ? [] : [{ field, text: `${found.where}“${found.line}”` }];
  });
}

/** Title lines with their cells, then the names. */
function saidIn({ grid, head, sheetName, titleLines }: LedgerTable): SaidIn[] {
  const cells: SaidIn[] = [];
  for (let r = 0; r < head[0]; r += 1)
    for (const { c } of grid.rowCells(r)) {
      const line = grid.text(r, c).trim();
      if (line !== '') cells.push({ line, where: cellAddress(r, c) });
    }
  return [
    ...cells,
    ...(sheetName === null ? [] : [{ line: sheetName, where: '工作表名' }]),
    { line: titleLines.at(-1)!, where: '文件名' },
  ];
}
