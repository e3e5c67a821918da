// What one sheet is: not read at all, a ledger, tables of statistics, or a list that no ledger is made for yet. In this order: what the
// officer chose, what the sheet is called, what its cells say.

import type { FormKind } from '../../../../shared/import/plan.js';
import { GUIDE, type LedgerMeta } from '../../ledgers/ledger-meta.js';
import { cellCountOf, eachCell } from '../1-read/cell-columns.js';
import { OWN_SHEET } from '../1-read/own-metadata.js';
import type { RawSheet } from '../1-read/raw-book.js';
import { isReturnSheet } from '../return-copy/recognise-own.js';
import { chosenLedger, plainHead, type LedgerChoices } from './chosen-ledger.js';
import { writesDaysOrRounds } from './days-of-rows.js';
import { findTables, type FoundTable, type Vocabulary } from './find-table.js';
import type { Grid } from './grid.js';
import { hasDays, hasRounds, isSurelyLedger, outweighsStatistics } from './ledger-or-statistics.js';
import { findLedgerTable, type LedgerHeads, type LedgerSheetInput } from './ledger-table.js';
import { firstTitle, ledgerName } from './ledger-words.js';
import { isPlainList, listSigns } from './list-signs.js';
import { recogniseTable } from './recognise-table.js';
import type { RecognisedSheet, RecognisedTable } from './recognise.js';
import { isSourceList } from './source-list.js';
import { shareUnits, type Around } from './unit-evidence.js';

/** No column for numbers: an explanation, or a list. */
export const NO_NUMBERS = '没有填写数字的栏目';
export const NO_TABLE = '没有找到填报单位与指标的表格';

/** 台账 in the names or in the first line. */
export function namesLedger(names: string, sheet: RawSheet): boolean {
  if (names.includes('台账')) return true;
  for (const cell of eachCell(sheet)) {
    if (cell.r > 0) break;
    if (cell.t === 's' && String(cell.v).includes('台账')) return true;
  }
  return false;
}

interface Input {
  sheet: RawSheet;
  index: number;
  grid: Grid;
  around: Around;
  /** Tables that stand above those of this sheet: of the same text, or of the sheet that this one goes on with. */
  above: readonly RecognisedTable[];
  words: Vocabulary;
  /** null where the ledgers are not known: in the parse process. */
  ledgers: { heads: LedgerHeads; meta: LedgerMeta | null } | null;
  choices: LedgerChoices | null;
}

export class SheetReader {
  readonly #base: Pick<RecognisedSheet, 'index' | 'name' | 'form' | 'tables' | 'hiddenRows' | 'hiddenColumns'>;

  constructor(readonly input: Input) {
    const { sheet, index } = input;
    this.#base = {
      index,
      name: sheet.name,
      form: 'other',
      tables: [],
      hiddenRows: sheet.hiddenRows.length,
      hiddenColumns: sheet.hiddenCols.length,
    };
  }

  read(): RecognisedSheet {
    return this.#unread() ?? this.#chosen() ?? this.#namedLedger() ?? this.#tables();
  }

  #skipped(reason: string, rest: { form?: FormKind; isOurs?: true } = {}): RecognisedSheet {
    return { ...this.#base, state: 'skipped', reason, ...rest };
  }

  /** Without anything to read, or written by this program. */
  #unread(): RecognisedSheet | null {
    const { sheet, ledgers } = this.input;
    const isTemplate = ledgers?.meta != null;
    if (isTemplate && sheet.name === OWN_SHEET) return this.#skipped('台账模板信息，供程序识别');
    if (sheet.state !== 'visible') return { ...this.#base, state: 'hidden', reason: '隐藏的工作表，没有读取' };
    if (sheet.notATable || cellCountOf(sheet) === 0) return { ...this.#base, state: 'empty', reason: '没有内容' };
    if (isReturnSheet(sheet)) return this.#skipped('审核问题清单，不作为数据', { isOurs: true });
    if (isSourceList(sheet)) return this.#skipped('本程序导出的数据来源表，不作为数据', { isOurs: true });
    return isTemplate && sheet.name === GUIDE ? this.#skipped('填报说明') : null;
  }

  /** The ledger that the officer chose for the sheet. */
  #chosen(): RecognisedSheet | null {
    const { sheet, index, grid, around, ledgers, choices } = this.input;
    if (choices === null || ledgers?.meta) return null;
    const place = { grid, index, name: sheet.name, fileName: around.fileName };
    const chosen = chosenLedger(place, choices, ledgers?.heads.ledgers ?? null);
    if (chosen === null) return null;
    // Where the ledgers are not known the sheet is left to the core.
    if (ledgers === null) return this.#skipped(NO_TABLE, { form: 'ledger' });
    const only = ledgers.heads.ledgers.find((one) => one.id === chosen);
    const head = plainHead(grid);
    return only && head !== null ? this.#ledger('', { ledger: only, head }) : null;
  }

  #namedLedger(): RecognisedSheet | null {
    const { sheet, grid, around, ledgers } = this.input;
    const { fileName } = around;
    const ledger = ledgerName(grid, sheet.name, fileName);
    if (ledger !== null || ledgers?.meta) return this.#ledger(ledger ?? '');
    if (ledgers === null) return null;
    // 台账 in a name speaks for one, but only heads that are all known, or a title of that ledger, outweigh the words of statistics.
    const isNamed = namesLedger(`${sheet.name ?? ''}${fileName}`, sheet);
    if (!isNamed && !writesDaysOrRounds(grid)) return null;
    const listed = this.#ledger('');
    const table = listed.ledger;
    if (table === undefined) return null;
    return hasDays(table) || hasRounds(table) || (isNamed && outweighsStatistics(table)) ? listed : null;
  }

  /** Tables of the statistics; without one it may still be a ledger, or a list. */
  #tables(): RecognisedSheet {
    const { grid, words } = this.input;
    const found = findTables(grid, words);
    if (found.length === 0) return this.#listOr(NO_TABLE);
    const tables = this.#recognised(found);
    // 填报说明: names of indicators with explanations and no column for a number.
    if (tables.every((table) => table.columns.every((axis) => axis.role !== null))) return this.#listOr(NO_NUMBERS);
    shareUnits(tables, words);
    for (const table of tables) {
      const list = listSigns(table, words);
      if (list !== null) table.list = list;
    }
    if (tables.every(({ list }) => list?.hasFigures === false)) return this.#ledger(this.#title());
    const asLedger = tables.every(({ list }) => list !== undefined) ? this.#sureLedger() : null;
    return asLedger ?? { ...this.#base, state: 'used', reason: '', form: tables[0]!.form, tables };
  }

  #recognised(found: readonly FoundTable[]): RecognisedTable[] {
    const { sheet, index, grid, around, above, words } = this.input;
    const tables: RecognisedTable[] = [];
    for (const [n, table] of found.entries()) {
      const until = found[n + 1]?.from ?? grid.rowCount;
      tables.push(recogniseTable(sheet, index, n, grid, table, until, [...above, ...tables], around, words));
    }
    return tables;
  }

  /** No table of the statistics: a ledger by its heads alone, a list, or why nothing is read. */
  #listOr(reason: string): RecognisedSheet {
    const ledger = this.#sureLedger();
    if (ledger !== null) return ledger;
    const title = this.#title();
    if (!isPlainList(this.input.grid, title, this.input.words)) return this.#skipped(reason);
    return { ...this.#ledger(title), isPlainList: true };
  }

  #title(): string {
    const { grid, sheet, around } = this.input;
    return firstTitle(grid) || sheet.name || around.fileName;
  }

  #sureLedger(): RecognisedSheet | null {
    const sheet = this.#ledger('');
    return sheet.ledger && isSurelyLedger(sheet.ledger) ? sheet : null;
  }

  /** A list of single things: one of the ledgers, or one that no ledger is made for yet. */
  #ledger(title: string, only?: LedgerSheetInput['only']): RecognisedSheet {
    const { sheet, index, grid, around, ledgers } = this.input;
    const of = { grid, sheetIndex: index, sheetName: sheet.name, fileName: around.fileName };
    const table = ledgers && findLedgerTable({ ...of, ...ledgers, ...(only === undefined ? {} : { only }) });
    if (table && table.candidates.length > 0)
      return { ...this.#base, state: 'used', reason: '', form: 'ledger', ledger: table };
    return this.#skipped(
      `识别为清单“${title}”，表头与现有的台账都不相符，没有导入。需要的话，请点“按台账导入…”，按这份表的表头新建台账，或选择一本已有的台账`,
      { form: 'ledger' },
    );
  }
}
