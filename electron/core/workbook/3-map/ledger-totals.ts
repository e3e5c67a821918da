// Totals among the rows of a ledger against the rows that they are of: 小计 above its rows or below them, 合计 of the table that it
// stands in or of all of them. Not here: which lines are totals (ledger-other-lines.ts, ledger-unit-total.ts).

import type { CheckIssue } from '../../../../shared/import/plan.js';
import { fieldText } from '../../../../shared/ledgers/field-text.js';
import { readField, type FieldInput } from '../../../../shared/ledgers/read-field.js';
import { cellAddress } from '../1-read/raw-book.js';
import { inputOf } from './ledger-cell-input.js';
import type { MappedLedger } from './ledger-map.js';
import type { ReadColumn } from './ledger-record.js';

type Sums = Map<string, number>;

export interface TotalLine {
  /** From 0. */
  r: number;
  of: 'all' | 'part';
  /** Names a unit and has amounts, but no word for totals: a record with cells left empty where it is not the sum of its rows. */
  mayBeRecord?: { text: string; lacks: string };
}

export class LedgerTotals {
  readonly issues: CheckIssue[] = [];
  /** Rows that were taken and not added up yet: most ledgers have no 合计, their cells need not be read twice. */
  #open: number[] = [];
  readonly #all: Sums = new Map();
  readonly #table: Sums = new Map();
  readonly #part: Sums = new Map();
  #hasRows = false;
  #hasRowsInTable = false;
  /** 小计 of this table stand above their rows; null: none was seen. */
  #isAbove: boolean | null = null;
  #waiting: TotalLine | null = null;
  #waitingForAll: TotalLine[] = [];

  constructor(
    readonly mapped: MappedLedger,
    readonly columns: readonly ReadColumn[],
    readonly inputsOf: (r: number) => readonly (FieldInput | undefined)[],
  ) {}

  took(r: number): void {
    this.#open.push(r);
    this.#hasRows = true;
    this.#hasRowsInTable = true;
  }

  /** The head of another table: its 小计 and 合计 are of its own rows. */
  startTable(): void {
    this.#settle();
    for (const line of this.#waitingForAll.splice(0)) this.#check(line, [this.#table, this.#all]);
    this.#table.clear();
    this.#hasRowsInTable = false;
    this.#isAbove = null;
  }

  total(line: TotalLine): void {
    this.#addUp();
    if (line.of === 'all') {
      this.#settle();
      if (this.#hasRowsInTable || this.#hasRows) this.#check(line, [this.#all, this.#table]);
      else this.#waitingForAll.push(line);
      return;
    }
    this.#isAbove ??= !this.#hasRowsInTable;
    if (this.#isAbove) {
      this.#settle();
      this.#waiting = line;
    } else this.#check(line, [this.#part]);
    this.#part.clear();
  }

  finish(): void {
    if (this.#waiting === null && this.#waitingForAll.length === 0) return;
    this.#settle();
    for (const line of this.#waitingForAll.splice(0)) this.#check(line, [this.#all, this.#table]);
  }

  /** The 小计 above the rows that just ended. */
  #settle(): void {
    this.#addUp();
    const line = this.#waiting;
    this.#waiting = null;
    if (line !== null) this.#check(line, [this.#part]);
    this.#part.clear();
  }

  #addUp(): void {
    for (const r of this.#open.splice(0)) {
      const inputs = this.inputsOf(r);
      for (const { name, at } of this.columns) {
        const value = valueOf(this.mapped, name, inputs[at]);
        if (value === null) continue;
        for (const sums of [this.#all, this.#table, this.#part]) sums.set(name, (sums.get(name) ?? 0) + value);
      }
    }
  }

  /** `sums`: what the line may be of. */
  #check({ r, mayBeRecord }: TotalLine, sums: readonly Sums[]): void {
    const { grid, sheetName } = this.mapped.table;
    for (const { c, name, field } of this.columns) {
      const cell = grid.cell(r, c);
      if (cell === undefined || cell.t === 'e' || cell.t === 'f') continue;
      const written = valueOf(this.mapped, name, inputOf(cell, grid.textOf(cell).trim(), grid.is1904));
      if (written === null || sums.some((sum) => (sum.get(name) ?? 0) === written)) continue;
      const shown = (value: number): string => fieldText(field, value, { unitName: () => '' });
      const sum = shown(sums[0]!.get(name) ?? 0);
      const address = cellAddress(r, c);
      const said = `${address}“${field.label}”合计为${shown(written)}，各行相加为${sum}`;
      this.issues.push({
        severity: mayBeRecord ? 'block' : 'warn',
        rule: 'ledger-total',
        ...(mayBeRecord ? { canWaive: false } : {}),
        sheet: sheetName,
        cell: address,
        expected: sum,
        message: mayBeRecord
          ? `第${r + 1}行“${mayBeRecord.text}”没有写${mayBeRecord.lacks}，也不等于它的各行之和（${said}），没有导入。是小计的请改正，是一条记录的请补全后重新导入。`
          : `${said}，请核实是否漏行或填错。`,
      });
      if (mayBeRecord) return;
    }
  }
}

const NO_UNITS = { unitId: () => null };

function valueOf(mapped: MappedLedger, name: string, input: FieldInput | undefined): number | null {
  const { value } = readField(mapped.ledger, name, mapped.ledger.fields[name]!, input, {
    ...NO_UNITS,
    measure: mapped.measures[name] ?? null,
  });
  return typeof value === 'number' ? value : null;
}
